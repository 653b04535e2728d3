// The headers of one message in their order, by canonical name, with raw values.
import { wireHeaderName } from './header-name.ts'
import { splitList } from './split-list.ts'

export class HeaderList {
  readonly #names: string[] = []
  readonly #values: string[] = []

  get size(): number {
    return this.#names.length
  }

  /** The first line of that name, whole. */
  get(name: string): string | undefined {
    const at = this.#names.indexOf(name)
    return at < 0 ? undefined : this.#values[at]
  }

  /** How many lines have that name. */
  count(name: string): number {
    let count = 0
    for (const each of this.#names) if (each === name) count++
    return count
  }

  lines(name: string): string[] {
    const lines: string[] = []
    for (let at = this.#names.indexOf(name); at >= 0; at = this.#names.indexOf(name, at + 1))
      lines.push(this.#values[at] ?? '')
    return lines
  }

  /** The values of a header that may list several, on one line or on many. */
  list(name: string): string[] {
    const lines = this.lines(name)
    if (lines.length === 1 && !lines[0]?.includes(',')) return lines
    return lines.flatMap(splitList)
  }

  add(name: string, value: string): this {
    this.#names.push(name)
    this.#values.push(value)
    return this
  }

  addAll(name: string, values: readonly string[]): this {
    for (const value of values) this.add(name, value)
    return this
  }

  /** Another text for the first line of that name. */
  replaceFirst(name: string, value: string): void {
    const at = this.#names.indexOf(name)
    if (at >= 0) this.#values[at] = value
  }

  *[Symbol.iterator](): Generator<readonly [name: string, value: string]> {
    for (let at = 0; at < this.#names.length; at++)
      yield [this.#names[at] ?? '', this.#values[at] ?? '']
  }

  /** The header lines of a message, each with its CRLF. */
  toWire(): string {
    let text = ''
    for (let at = 0; at < this.#names.length; at++)
      text += `${wireHeaderName(this.#names[at] ?? '')}: ${this.#values[at] ?? ''}\r\n`
    return text
  }
}
