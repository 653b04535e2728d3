// Input that only the holder of a private key can read: what `InputEncryption` asks for.
import type { FlowView } from './action-kind.ts'
import type { Parameters } from './flow.ts'
import { isTrue, membersOf } from './parameter.ts'

/** Whom input is encrypted for: the name of the key, and its certificate (X.509, PEM). */
export interface InputEncryption {
  readonly keyId: string
  readonly certificate: string
}

/** Undefined when input is to be kept as it is. */
export function inputEncryption(
  parameters: Parameters,
  view: FlowView,
): InputEncryption | { readonly problem: string } | undefined {
  if (parameters.InputEncryption === undefined) return undefined
  const { EncryptionKeyId, Key } = membersOf(parameters.InputEncryption)
  const keyId = view.text(EncryptionKeyId)
  const certificate = view.text(Key)
  if (!isTrue(parameters.StoreInput)) return { problem: 'Only input that is stored is encrypted.' }
  if (membersOf(parameters.InputValidation).PhoneNumberValidation !== undefined) {
    return { problem: 'A telephone number cannot be checked when it is encrypted.' }
  }
  if (keyId === '') return { problem: 'The key of the encryption has no id.' }
  if (!certificate.includes('BEGIN CERTIFICATE')) {
    return { problem: 'The key of the encryption is no X.509 certificate in PEM.' }
  }
  const end = view.text(membersOf(parameters.DTMFConfiguration).InputTerminationSequence)
  // Other keys are not readable when they are pressed.
  if (!/^[*#]*$/.test(end)) return { problem: 'Encrypted input can only be ended by * and #.' }
  return { keyId, certificate }
}
