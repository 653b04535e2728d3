/** A reason not to start that a person can mend; its message is the one sentence to show. */
export class CannotStart extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'CannotStart'
  }
}
