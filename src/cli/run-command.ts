// Reads what was written on the command line, runs the command it names and says how it went.
import { parseArgs } from 'node:util'
import { type Command, type Given, type Terminal, UseError } from './command.ts'

/** A group of commands, such as `parley flow`. */
export interface CommandGroup {
  readonly name: string
  readonly about: string
  readonly commands: readonly Command[]
}

/** Runs `parley <group> <args>` and answers the exit code: 0, 1 (something is wrong) or 2 (wrong use). */
export async function runCommand(
  group: CommandGroup,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    terminal.out(groupHelp(group))
    return 0
  }
  const command = group.commands.find(each => each.name === name)
  if (!command) {
    terminal.err(`${group.name} has no command ${name}: see npx ${group.name} --help.\n`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(commandHelp(group, command))
    return 0
  }
  try {
    return await command.run(read(command, rest), terminal)
  } catch (error) {
    if (!(error instanceof UseError || isOfFiles(error))) throw error
    terminal.err(`${error.message}\n`)
    return 2
  }
}

/** The file system says no: a folder that is not there, a file that may not be read. */
function isOfFiles(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'path' in error
}

function read(command: Command, args: readonly string[]): Given {
  const options = { ...command.options, json: { type: 'boolean' as const } }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const { json, ...others } = values as Given['options']
    return { operands: positionals, options: others, json: json === true }
  } catch (error) {
    // parseArgs throws a TypeError that names the option.
    throw new UseError(`${(error as Error).message.split('. ')[0]}.`)
  }
}

function groupHelp({ name, about, commands }: CommandGroup): string {
  const sorted = commands.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const width = Math.max(...sorted.map(each => each.name.length))
  const lines = sorted.map(each => `  ${each.name.padEnd(width)}  ${each.about}`)
  return `${about}

Usage: npx ${name} <command>

Commands:
${lines.join('\n')}

Each takes --help, and --json for an answer that programs read.
`
}

function commandHelp({ name }: CommandGroup, command: Command): string {
  const details = (command.details ?? []).map(line => `${line}\n`).join('')
  return `${sentence(command.about)}

Usage: npx ${name} ${command.name} ${command.usage} [--json]
${details === '' ? '' : `\n${details}`}`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
