// Answers what flows ask: hands each question to the service it is for and the answer back to the
// centre. A service may take its time, fail or throw: the flow hears of it, and nobody else.
import type { ServiceEffect } from '../core/effect.ts'
import type { Input } from '../core/input.ts'
import type { ServiceAnswer, ServiceName, ServiceQuestion } from '../core/service.ts'

/** Something that answers questions of one kind. It keeps to the question's time limit itself. */
export interface FlowService {
  /** `askId`: the same when it is asked again. */
  ask(question: ServiceQuestion, askId: string): Promise<ServiceAnswer>
}

export interface FlowServicesWorld {
  submit(input: Input): Promise<unknown>
  /** A service threw, which none should. */
  failed(question: ServiceQuestion, error: unknown): void
  readonly services?: Partial<Readonly<Record<ServiceName, FlowService>>>
}

export class FlowServices {
  readonly #world: FlowServicesWorld
  #started = false

  constructor(world: FlowServicesWorld) {
    this.#world = world
  }

  /** Begins to answer, first what was open when the process before this one ended. */
  start(open: Iterable<ServiceEffect>): void {
    this.#started = true
    for (const effect of open) this.asked(effect)
  }

  /** A flow asks. Before the start nothing is answered: `start` is given what is still open then. */
  asked({ contactId, askId, question }: ServiceEffect): void {
    if (!this.#started) return
    void this.#answer(question, askId).then(answer =>
      this.#world.submit({ type: 'service.answered', contactId, askId, answer }),
    )
  }

  async #answer(question: ServiceQuestion, askId: string): Promise<ServiceAnswer> {
    const service = this.#world.services?.[question.service]
    if (!service) {
      const message = `There is no ${question.service} service here yet.`
      return { ok: false, error: 'NoMatchingError', message }
    }
    try {
      return await service.ask(question, askId)
    } catch (error) {
      this.#world.failed(question, error)
      return { ok: false, error: 'NoMatchingError', message: 'The service failed.' }
    }
  }
}
