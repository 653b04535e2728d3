// Turns an answer into what travels: only the members the shape has, times as epoch seconds with
// their fraction (or ISO 8601 where the shape says so). Made once for each shape.
import type { ServiceModel, Shape, StructureShape } from './contract/service-model.ts'

export type Writer = (value: unknown) => unknown

/** Makes writers for the shapes of a model, each when it is first asked for. */
export class Writers {
  readonly #model: ServiceModel
  readonly #made = new Map<string, Writer>()

  constructor(model: ServiceModel) {
    this.#model = model
  }

  of(name: string): Writer {
    const known = this.#made.get(name)
    if (known) return known
    this.#made.set(name, value => this.of(name)(value))
    const shape = this.#model.shapes[name]
    if (!shape) throw new Error(`Bug: the model has no shape ${name}`)
    const writer = this.#make(shape)
    this.#made.set(name, writer)
    return writer
  }

  #make(shape: Shape): Writer {
    switch (shape.type) {
      case 'structure':
        return this.#structure(shape)
      case 'list': {
        const write = this.of(shape.member)
        return value => (value as readonly unknown[]).map(write)
      }
      case 'map': {
        const write = this.of(shape.value)
        return value =>
          Object.fromEntries(
            Object.entries(value as object).map(([key, member]) => [key, write(member)]),
          )
      }
      case 'timestamp':
        return shape.format === 'iso8601'
          ? value => new Date(value as number).toISOString()
          : value => (value as number) / 1000
      case 'blob':
        return value => btoa(String.fromCharCode(...(value as Uint8Array)))
      case 'string':
      case 'integer':
      case 'number':
      case 'boolean':
      case 'document':
        return value => value
    }
  }

  #structure(shape: StructureShape): Writer {
    const members = Object.entries(shape.members).map(([name, member]) => ({
      name,
      write: this.of(typeof member === 'string' ? member : member.shape),
    }))
    return value => {
      const from = value as Readonly<Record<string, unknown>>
      const result: Record<string, unknown> = {}
      for (const { name, write } of members) {
        const member = from[name]
        if (member !== undefined && member !== null) result[name] = write(member)
      }
      return result
    }
  }
}
