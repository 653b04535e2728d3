// The links of a group as numbers beside each other in memory: choosing looks at all of them, and new
// ones come one by one.

export class LinkNumbers {
  size = 0
  line = new Int32Array(16)
  priority = new Float64Array(16)
  delayMs = new Float64Array(16)

  /** Before the one that stands at the place now. */
  insert(place: number, line: number, priority: number, delayMs: number): void {
    if (this.size === this.line.length) this.#grow()
    const end = this.size++
    for (const numbers of [this.line, this.priority, this.delayMs]) {
      numbers.copyWithin(place + 1, place, end)
    }
    this.line[place] = line
    this.priority[place] = priority
    this.delayMs[place] = delayMs
  }

  #grow(): void {
    const length = this.line.length * 2
    const [line, priority, delayMs] = [this.line, this.priority, this.delayMs]
    this.line = new Int32Array(length)
    this.priority = new Float64Array(length)
    this.delayMs = new Float64Array(length)
    this.line.set(line)
    this.priority.set(priority)
    this.delayMs.set(delayMs)
  }
}
