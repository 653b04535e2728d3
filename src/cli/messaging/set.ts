// `parley messaging set`: makes or changes a channel.
import { ASKING, ASKING_DETAILS, askCentre, tell } from '../ask-centre.ts'
import { type Command, UseError } from '../command.ts'
import { jsonObjectIn } from '../json-object-in.ts'
import { pathOf } from '../named-things.ts'
import { MESSAGING, type ShownChannel } from './shown-channel.ts'

export const set: Command = {
  name: 'set',
  usage: 'NAME FILE',
  about: 'make or change a channel by a JSON file, or - for what is written to it',
  details: [
    'provider    webhook, sms, slack or topic',
    'addresses   ours: ["+15550100"], workspaces of Slack, the ARN of a topic',
    'url         where messages are sent',
    'flow        the name, id or ARN of the flow that customers come to',
    'secret      what both sides sign with (made when not given); of sms the account’s token',
    'account, publicUrl of sms; token of slack; subtype, stopWords, chatMinutes of all but topic',
    '',
    ...ASKING_DETAILS,
  ],
  options: ASKING,
  async run(given, terminal) {
    const [name, file, ...more] = given.operands
    if (name === undefined || file === undefined || more.length > 0) {
      throw new UseError('Give one name and one file.')
    }
    const body = await jsonObjectIn(file)
    const answer = await askCentre(given, terminal, {
      method: 'PUT',
      path: pathOf(MESSAGING, name),
      body,
    })
    const { callbackUrl, secret } = answer as unknown as ShownChannel
    const lines = [
      `${name} is set.`,
      ...(callbackUrl === undefined ? [] : [`The provider reaches us at ${callbackUrl}`]),
      ...(secret === undefined ? [] : [`Its secret, which is shown only now: ${secret}`]),
    ]
    return tell(terminal, given, answer, `${lines.join('\n')}\n`)
  },
}
