// Who may import whom. Arrows point inwards: the core knows nobody, main knows everybody.
const PURE = '^src/(core|protocol|audio|flow-test|twin|api/contract)/'
const TEST = '[.]test[.]tsx?$'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-has-no-io',
      comment: 'core, protocol, audio and the contract import no Node module and no package but those that only compute',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/(luxon|libphonenumber-js)/' },
    },
    {
      name: 'only-the-edge-touches-node',
      comment: 'sockets, files, timers and crypto are reached through src/io or a store driver',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(io|store|analytics|sink|server|function|cli)/', TEST] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nobody-imports-server',
      severity: 'error',
      from: { path: '^(src/(?!server/)|web/)', pathNot: TEST },
      to: { path: '^src/server/' },
    },
    {
      name: 'nobody-imports-cli',
      severity: 'error',
      from: { path: '^(src/(?!cli/)|web/)', pathNot: TEST },
      to: { path: '^src/cli/' },
    },
    only('core', []),
    only('protocol', []),
    only('audio', []),
    only('flow-test', ['core']),
    only('twin', ['core']),
    only('api/contract', []),
    only('io', ['core', 'protocol', 'audio']),
    only('store', ['core', 'io']),
    only('function', ['core', 'io']),
    only('analytics', ['core', 'store', 'io']),
    only('sink', ['core', 'store', 'io']),
    only('report', ['core', 'api', 'store', 'io']),
    only('channel/voice', ['core', 'protocol', 'audio', 'io']),
    only('channel/chat', ['core', 'store', 'io']),
    only('channel/messaging', ['core', 'channel/chat', 'store', 'io']),
    only('api', ['core', 'flow-test', 'api/contract', 'channel/chat', 'channel/messaging', 'store', 'io']),
    {
      name: 'web-knows-only-the-contract',
      severity: 'error',
      from: { path: '^web/', pathNot: '^web/console/designer/' },
      to: { path: '^src/', pathNot: '^src/api/contract/' },
    },
    {
      name: 'designer-knows-the-flow-language',
      comment: 'decision 014: what the centre checks and plays flows with runs in the page as well',
      severity: 'error',
      from: { path: '^web/console/designer/' },
      to: { path: '^src/', pathNot: '^src/(api/contract|core|flow-test)/' },
    },
    {
      name: 'designer-stays-apart',
      comment: 'the core is in the bundle of the designer and of nothing else',
      severity: 'error',
      from: { path: '^web/', pathNot: ['^web/console/designer/', '^web/console/pages[.]ts$', TEST] },
      to: { path: '^web/console/designer/' },
    },
    {
      name: 'web-apps-are-strangers',
      severity: 'error',
      from: { path: '^web/(console|agent|ccp|phone|chat-widget)/' },
      to: { path: '^web/(console|agent|ccp|phone|chat-widget)/', pathNot: '^web/$1/' },
    },
    {
      name: 'source-never-imports-tests',
      severity: 'error',
      from: { path: '^(src|web)/', pathNot: TEST },
      to: { path: `^test/|${TEST}` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
}

function only(folder, allowed) {
  const others = [folder, ...allowed].map(name => `^src/${name}/`).join('|')
  return {
    name: `${folder.replace('/', '-')}-imports-only-${allowed.join('-').replaceAll('/', '-') || 'itself'}`,
    severity: 'error',
    from: { path: `^src/${folder}/`, pathNot: TEST },
    to: { path: '^src/', pathNot: others },
  }
}
