/** The content type of a chat's event, for example of `typing`. */
export function eventType(name: string): string {
  return `application/vnd.amazonaws.connect.event.${name}`
}
