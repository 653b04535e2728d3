import { lazy } from 'react'
import type { ConsolePage } from '../console-page.ts'
import { designerPageTitles as titles } from './texts/page-titles.ts'

const FLOWS = ['ContactFlows.View']
const MODULES = ['ContactFlowModules.View']

const FlowsPage = lazy(async () => ({ default: (await import('./list/flows-page.tsx')).FlowsPage }))
const ModulesPage = lazy(async () => {
  return { default: (await import('./list/flows-page.tsx')).ModulesPage }
})
const FlowDesigner = lazy(async () => {
  return { default: (await import('./designer-page.tsx')).FlowDesigner }
})
const ModuleDesigner = lazy(async () => {
  return { default: (await import('./designer-page.tsx')).ModuleDesigner }
})

export const designerPages: readonly ConsolePage[] = [
  { path: '/flows', title: titles.flows, group: 'routing', permissions: FLOWS, Page: FlowsPage },
  {
    path: '/flow-modules',
    title: titles.modules,
    group: 'routing',
    permissions: MODULES,
    Page: ModulesPage,
  },
  {
    path: '/flows/:flowId',
    title: titles.designer,
    permissions: FLOWS,
    wide: true,
    Page: FlowDesigner,
  },
  {
    path: '/flow-modules/:moduleId',
    title: titles.designer,
    permissions: MODULES,
    wide: true,
    Page: ModuleDesigner,
  },
]
