import { describe, expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'

import type { JsonObject } from '../../json.ts'
import { SecretKeys } from '../../secret-keys.ts'

const TYPE = 'GetParticipantInput'

describe('a menu', () => {
  const menu = (more: JsonObject = {}) =>
    runAction(
      TYPE,
      { Text: 'Press 1 or 2', InputTimeLimitSeconds: '8', StoreInput: 'False', ...more },
      {},
      ['1', '2', '*'],
    )

  test('takes a key pressed during the prompt, which falls silent', () => {
    const flow = menu().press('2')
    expect(flow.wayOut).toBe('=2')
    expect(flow.did('play')).toMatchObject([{ stopOnDigit: true }])
    expect(flow.did('stopPlay')).toHaveLength(1)
  })

  test('gives the time limit from the end of the prompt', () => {
    const flow = menu()
    expect(flow.pass(60).waitingAt).toBe('it')
    expect(flow.promptEnds().secondsLeft).toBe(8)
    expect(flow.pass(7.9).waitingAt).toBe('it')
    expect(flow.pass(0.1).wayOut).toBe('InputTimeLimitExceeded')
  })

  test('tells another key from none', () => {
    expect(menu().promptEnds().press('9').wayOut).toBe('NoMatchingCondition')
    expect(menu().promptEnds().press('*').wayOut).toBe('=*')
  })

  test.each([{ Text: ' ' }, { Text: '<speak></speak>' }])('may be silent: %j', body => {
    const flow = menu(body)
    expect(flow.secondsLeft).toBe(8)
    expect(flow.press('1').wayOut).toBe('=1')
  })

  test('takes the error branch when the prompt fails', () => {
    expect(menu().promptEnds('failed').wayOut).toBe('NoMatchingError')
    expect(menu({ PromptId: 'gone' }).wayOut).toBe('NoMatchingError')
  })
})

describe('stored input', () => {
  const ask = (settings: JsonObject = {}, max: string | undefined = '6') =>
    runAction(TYPE, {
      Text: 'Your number',
      InputTimeLimitSeconds: '8',
      StoreInput: 'True',
      InputValidation: { CustomValidation: { MaximumLength: max } },
      DTMFConfiguration: settings,
    })

  test.each<[string, JsonObject, string, string]>([
    ['ends with the hash key', {}, '123#', '123'],
    ['ends at its greatest length', {}, '123456', '123456'],
    ['is cleared by the star key', {}, '99*12#', '12'],
    ['keeps a star when that is off', { DisableCancelKey: 'True' }, '1*2#', '1*2'],
    ['ends with other keys', { InputTerminationSequence: '##' }, '1#2##', '1#2'],
    ['has room for the ending', { InputTerminationSequence: '##' }, '12345##', '12345'],
    ['is Timeout when only ended', {}, '#', 'Timeout'],
  ])('%s', (_, settings, keys, expected) => {
    const flow = ask(settings).press(...keys)
    expect(flow.wayOut).toBe('next')
    expect(flow.contact.storedInput).toBe(expected)
  })

  test('counts what was typed during the prompt', () => {
    const flow = ask().press('4', '2').promptEnds('stopped').press('#')
    expect(flow.contact.storedInput).toBe('42')
    expect(flow.did('stopPlay')).toHaveLength(1)
  })

  test('is Timeout, and no error, when nothing is typed', () => {
    const flow = ask().promptEnds().pass(8)
    expect(flow.wayOut).toBe('next')
    expect(flow.contact.storedInput).toBe('Timeout')
  })

  test('is taken as it is when the next digit is too long in coming', () => {
    const flow = ask({ InterdigitTimeLimitSeconds: '3' }).promptEnds().press('1').pass(2).press('2')
    expect(flow.pass(2.9).waitingAt).toBe('it')
    expect(flow.pass(0.1).contact.storedInput).toBe('12')
  })

  test('waits five seconds for the next digit when nothing else is said', () => {
    expect(ask().press('1').secondsLeft).toBe(5)
  })

  test('may be cleared again and again, but not for ever', () => {
    const flow = ask().promptEnds().press('1', '*', '2', '*')
    expect(flow.waitingAt).toBe('it')
    expect(flow.pass(8).contact.storedInput).toBe('Timeout')
  })
})

describe('a number that nobody but its receiver may read', () => {
  const Key = '-----BEGIN CERTIFICATE-----'
  const ask = (parameters: JsonObject = {}, world: FlowWorld = {}) =>
    runAction(
      TYPE,
      {
        Text: 'Your card number?',
        InputTimeLimitSeconds: '8',
        StoreInput: 'True',
        InputValidation: { CustomValidation: { MaximumLength: '4' } },
        InputEncryption: { EncryptionKeyId: '$.Attributes.id', Key },
        ...parameters,
      },
      { attributes: { id: 'card-key' }, ...world },
    )
  const told = (keys: SecretKeys, pressed: string) => [...pressed].map(each => keys.press(each))

  test.each([
    ['ends with its last key', '4111'],
    ['is ended', '411#'],
    ['is corrected', '99*411#'],
  ])('%s, and is encrypted', (_, pressed) => {
    const keys = new SecretKeys('s')
    const flow = ask().press(...told(keys, pressed))
    expect(flow.did('beginSecret')).toHaveLength(1)
    const [deed] = flow.did('encryptKeys')
    expect(deed).toMatchObject({ keyId: 'card-key', certificate: Key })
    const last = pressed.slice(pressed.indexOf('*') + 1).replace('#', '')
    expect(keys.reveal((deed as { keys: string }).keys)).toBe(last)
    flow.encrypted({ text: 'c2VjcmV0' })
    expect(flow.wayOut).toBe('next')
    expect(flow.contact.storedInput).toBe('c2VjcmV0')
    expect(flow.did('endSecret')).toHaveLength(1)
  })

  test('is not kept at all when it cannot be encrypted, or not in time', () => {
    const typed = () => ask().press(...told(new SecretKeys('s'), '4111'))
    for (const flow of [typed().encrypted({ problem: 'The key is none.' }), typed().pass(10)]) {
      expect(flow.wayOut).toBe('NoMatchingError')
      expect(flow.contact.storedInput).toBeUndefined()
      expect(flow.did('endSecret')).toHaveLength(1)
    }
  })

  test('that nobody types is a Timeout, which is no secret', () => {
    const flow = ask().promptEnds().pass(8)
    expect(flow.wayOut).toBe('next')
    expect(flow.contact.storedInput).toBe('Timeout')
    expect(flow.did('endSecret')).toHaveLength(1)
  })

  test('takes nothing that was pressed in the clear', () => {
    const flow = ask({}, { buffered: '4111' })
    expect(flow.waitingAt).toBe('it')
    flow.promptEnds().press('4', '1', '1', '1')
    expect(flow.did('encryptKeys')).toEqual([])
    expect(flow.pass(20).contact.storedInput).toBe('Timeout')
  })

  test.each<[string, JsonObject]>([
    ['a menu', { StoreInput: 'False' }],
    [
      'a telephone number',
      { InputValidation: { PhoneNumberValidation: { NumberFormat: 'E164' } } },
    ],
    ['no id', { InputEncryption: { EncryptionKeyId: '$.Attributes.none', Key } }],
    ['no certificate', { InputEncryption: { EncryptionKeyId: 'k', Key: 'pem' } }],
    ['digits at the end', { DTMFConfiguration: { InputTerminationSequence: '99#' } }],
  ])('is not asked for with %s', (_, parameters) => {
    const flow = ask(parameters)
    expect(flow.wayOut).toBe('NoMatchingError')
    expect(flow.did('beginSecret')).toEqual([])
  })
})

describe('a phone number', () => {
  const ask = (validation: JsonObject) =>
    runAction(TYPE, {
      InputTimeLimitSeconds: 8,
      StoreInput: true,
      InputValidation: { PhoneNumberValidation: validation },
    })

  test.each<[JsonObject, string, string]>([
    [{ NumberFormat: 'Local', CountryCode: 'US' }, '2065550100#', '+12065550100'],
    [{ NumberFormat: 'Local', CountryCode: 'AU' }, '0412345678#', '+61412345678'],
    [{ NumberFormat: 'E164' }, '442079460123#', '+442079460123'],
  ])('%j %s is kept as %s', (validation, keys, expected) => {
    const flow = ask(validation).press(...keys)
    expect(flow.wayOut).toBe('next')
    expect(flow.contact.storedInput).toBe(expected)
  })

  test.each<[JsonObject, string]>([
    [{ NumberFormat: 'Local', CountryCode: 'US' }, '123#'],
    [{ NumberFormat: 'E164' }, '999999#'],
  ])('%j %s is invalid', (validation, keys) => {
    const flow = ask(validation).press(...keys)
    expect(flow.wayOut).toBe('InvalidPhoneNumber')
    expect(flow.contact.storedInput).toBeUndefined()
  })
})

test('other channels take the error branch, and a buffer setting just goes on', () => {
  expect(runAction(TYPE, { InputTimeLimitSeconds: '5' }, { channel: 'CHAT' }).wayOut).toBe(
    'NoMatchingError',
  )
  expect(runAction(TYPE, { EnableDTMFBuffer: 'true' }).wayOut).toBe('next')
})

describe('keys pressed before anybody asks', () => {
  const ask = (parameters: JsonObject, buffered: string, conditions: readonly string[] = []) =>
    runAction(
      TYPE,
      { Text: 'Well?', InputTimeLimitSeconds: '5', ...parameters },
      { buffered },
      conditions,
    )
  const number = (MaximumLength: string, more: JsonObject = {}) => ({
    StoreInput: 'True',
    InputValidation: { CustomValidation: { MaximumLength } },
    ...more,
  })

  test('are kept from here on, or no longer', () => {
    expect(runAction(TYPE, { EnableDTMFBuffer: 'true' }).contact.buffered).toBe('')
    const off = runAction(TYPE, { EnableDTMFBuffer: 'false' }, { buffered: '12' })
    expect(off.wayOut).toBe('next')
    expect(off.contact.buffered).toBeUndefined()
  })

  test('answer a menu at once, and the rest waits for the next', () => {
    const flow = ask({}, '25', ['2'])
    expect(flow.wayOut).toBe('=2')
    expect(flow.said).toEqual([])
    expect(flow.contact.buffered).toBe('5')
  })

  test('fill in a number at once, up to its length or its end', () => {
    const full = ask(number('3'), '1234')
    expect([full.contact.storedInput, full.contact.buffered]).toEqual(['123', '4'])
    const ended = ask(number('9'), '12#7')
    expect([ended.contact.storedInput, ended.contact.buffered]).toEqual(['12', '7'])
  })

  test('begin a number, which is asked for all the same or not', () => {
    const asked = ask(number('4'), '12')
    expect(asked.said).toEqual(['Well?'])
    expect(asked.press('3', '4').contact.storedInput).toBe('1234')
    const skipped = ask(number('4', { SkipWhenDTMFBufferEnabled: 'true' }), '12')
    expect(skipped.said).toEqual([])
    expect(skipped.secondsLeft).toBe(5)
    expect(skipped.press('3', '4').contact.storedInput).toBe('1234')
  })

  test('spare who knows the way the prompts that may be skipped', () => {
    const say = (SkipWhenDTMFBufferEnabled: string, buffered?: string) =>
      runAction(
        'MessageParticipant',
        { Text: 'Welcome.', SkipWhenDTMFBufferEnabled },
        buffered === undefined ? {} : { buffered },
      )
    expect(say('true', '1').said).toEqual([])
    expect(say('false', '1').said).toEqual(['Welcome.'])
    expect(say('true', '').press('1').wayOut).toBe('next')
    expect(say('true').press('1').waitingAt).toBe('it')
  })
})

test('a terminator of more than five keys is none', () => {
  const DTMFConfiguration = { InputTerminationSequence: '######' }
  const flow = runAction(TYPE, {
    Text: 'Well?',
    StoreInput: 'True',
    InputTimeLimitSeconds: '5',
    DTMFConfiguration,
  })
  expect(flow.wayOut).toBe('NoMatchingError')
})

test('a star may end the input', () => {
  const flow = runAction(TYPE, {
    Text: 'Well?',
    StoreInput: 'True',
    InputTimeLimitSeconds: '5',
    DTMFConfiguration: { InputTerminationSequence: '**' },
  })
  expect(flow.press('1', '2', '*', '*').contact.storedInput).toBe('12')
})
