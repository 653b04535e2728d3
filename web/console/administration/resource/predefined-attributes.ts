import { apiResource } from '../api-resource.ts'

export const predefinedAttributes = apiResource({
  key: 'predefined-attributes',
  kind: 'predefined-attribute',
  columns: [{ name: 'Values.StringList', label: 'values' }],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true, only: 'create' },
    { name: 'Values.StringList', label: 'values', kind: 'words', required: true },
  ],
  hasTags: false,
  api: {
    id: 'Name',
    arn: 'Arn',
    search: 'SearchPredefinedAttributes',
    found: 'PredefinedAttributes',
    describe: 'DescribePredefinedAttribute',
    described: 'PredefinedAttribute',
    create: 'CreatePredefinedAttribute',
    // What is made is named by its maker.
    createdId: 'Name',
    updates: [{ operation: 'UpdatePredefinedAttribute', members: ['Values'] }],
    remove: 'DeletePredefinedAttribute',
  },
})
