#!/usr/bin/env node
// The command `parley`. Plain old JavaScript, so that any Node can at least say why it is too old.
import fs from 'fs'
import path from 'path'
import url from 'url'

const root = path.dirname(path.dirname(fs.realpathSync(url.fileURLToPath(import.meta.url))))

/** Commands that start no centre. */
const ALONE = [
  'access',
  'copy',
  'flow',
  'limits',
  'messaging',
  'metrics',
  'simulate',
  'sql',
  'why',
  'widget',
]

main(process.argv.slice(2)).then(undefined, error => {
  console.error(error)
  process.exit(1)
})

async function main(args) {
  const version = process.versions.node.split('.').map(Number)
  if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
    console.error(`Parley needs Node 20.19 or later; this is ${process.versions.node}.`)
    process.exit(1)
  }
  const command = args[0]
  if (ALONE.includes(command)) {
    await runAlone(command, args.slice(1))
  } else if (
    command === undefined ||
    command === 'help' ||
    args.includes('--help') ||
    args.includes('-h')
  ) {
    process.stdout.write(help())
  } else if (command === '--version') {
    console.log(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).version)
  } else if (command === 'start' && args.length === 1) {
    await start()
  } else {
    const what =
      command === 'start' ? `parley start takes no ${args[1]}` : `parley has no command ${command}`
    console.error(`${what}: see npx parley --help.`)
    process.exit(2)
  }
}

async function start() {
  const { prepare } = await import('./prepare.mjs')
  const programs = await prepare(root)
  const { run } = await import(url.pathToFileURL(programs.supervisor).href)
  await run(programs)
}

/** Commands that work on their own: no centre is started for them. */
async function runAlone(command, args) {
  const { prepareCommands } = await import('./prepare.mjs')
  const { [command]: program } = await prepareCommands(root)
  process.argv.splice(2, process.argv.length, ...args)
  await import(url.pathToFileURL(program).href)
}

function help() {
  const settings = JSON.parse(fs.readFileSync(path.join(root, 'src/server/settings.json'), 'utf8'))
  const width = Math.max(...settings.map(setting => setting.name.length))
  const lines = settings.map(({ name, about, default: value }) => {
    return `  ${name.padEnd(width)}  ${about}${value === undefined ? '' : ` (${value})`}`
  })
  return `Parley, a contact centre.

Usage: npx parley <command>

Commands:
  start      run the contact centre (the same as npm start)
  copy       a whole instance as files, and back: see npx parley copy --help
  flow       check, convert, compare and try flows: see npx parley flow --help
  access     programs that call the API: see npx parley access --help
  limits     how often programs may call, and how many of what there may be: see npx parley limits --help
  messaging  SMS and other messages of customers: see npx parley messaging --help
  metrics    count the past anew and compare: see npx parley metrics --help
  simulate   play a day of calls through the production core: see npx parley simulate --help
  sql        ask with SQL what happened: see npx parley sql --help
  why        say why agents were offered a contact, and others were not: see npx parley why --help
  widget     the chat on your own pages: see npx parley widget --help
  --version  say which version this is
  --help     say this

Environment variables, all optional, with what they are when not set:
${lines.join('\n')}
`
}
