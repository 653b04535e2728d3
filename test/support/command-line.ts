// Runs a command of the command line and keeps what it wrote.
import type { Terminal } from '../../src/cli/command.ts'

/** What it answered, and wrote to either side. */
export async function heard(
  run: (args: readonly string[], terminal: Terminal) => Promise<number>,
  args: readonly string[],
  env: Terminal['env'] = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = ''
  let err = ''
  const code = await run(args, {
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    env,
  })
  return { code, out, err }
}
