// The words by which customers end it, as carriers have them (CTIA Messaging Principles §5.1.3).

const OUT = ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'optout', 'revoke']
const IN = ['start', 'unstop', 'unstopall', 'yes']

/** What the whole message asks for, if it is one of the words. */
export function optingWord(text: string): 'out' | 'in' | undefined {
  const word = text.trim().toLowerCase().replace(/[.!]$/, '')
  if (OUT.includes(word)) return 'out'
  return IN.includes(word) ? 'in' : undefined
}
