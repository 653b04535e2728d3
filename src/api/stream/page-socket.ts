/** A page's WebSocket, as the streams see it. */
export interface PageSocket<Sent> {
  send(message: Sent): void
  close(code: number, reason: string): void
}
