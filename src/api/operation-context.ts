// What an operation of the API is given. Reading is synchronous and always current; a change is an
// input to the centre, applied at once and answered when durable, so "look, then change" without an
// `await` between is free of races.
import type { Member } from '../channel/chat/chat-port.ts'
import type { MessagingPort } from '../channel/messaging/messaging-port.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { Instant } from '../core/instant.ts'
import type { Refusal } from '../core/refusal.ts'
import type { TestCaseResult } from '../flow-test/run-test-case.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { ContactStore } from '../store/contact-store.ts'
import type { FactReader } from '../store/fact-reader.ts'
import type { TemporaryKey, TemporaryKeyGiven } from './access/access-key.ts'
import type { Identity } from './access/identity.ts'
import type { Change } from './operation.ts'
import type { Attachments } from './participant/attachment/attachments.ts'
import type { TestCaseOrder } from './test-case.ts'

export interface OperationContext {
  readonly now: Instant
  readonly region: string
  readonly account: string
  readonly centre: CentreView
  readonly contacts: ContactStore
  readonly blobs: BlobStore
  /** History. */
  readonly facts: FactReader
  /** Those who carry messages to and from customers' telephones. */
  readonly messaging: MessagingPort
  /** Where files are put, looked at and fetched. */
  readonly files: Pick<
    Attachments,
    'announce' | 'upload' | 'complete' | 'link' | 'download' | 'remove' | 'bytesMax'
  >
  /** Where clients reach us: `http://…` without a path. */
  readonly origin: string
  readonly caller: Caller
  /** The number of the journal's last entry, be it durable or not. */
  lastEntry(): number
  /** Resolves when all entries so far are durable. */
  durable(): Promise<void>
  /** A fresh UUID. */
  newId(): string
  /** Applies the inputs in memory now, together; resolves when they are durable. */
  submit(...inputs: readonly Change[]): Promise<Refusal | undefined>
  /** Makes the text safe to keep: scrypt with a fresh salt. */
  hashPassword(password: string): Promise<string>
  /** Plays a test case beside everything else; undefined when too many wait already. */
  playTestCase(order: TestCaseOrder): Promise<TestCaseResult | undefined>
  /** A link that lets whoever has it read one blob for some minutes. */
  signedUrl(key: string, forSeconds: number): string
  /** An access key for a while, of a user or an identity. */
  temporaryKey(given: TemporaryKeyGiven): TemporaryKey
  /** Lets a user in without a password: by a link, once, and by the tokens of a session. */
  letIn(userId: string): LetIn
  /** What somebody who takes part in a chat connects with: always the same. */
  participantToken(member: Member): string
}

/** Times are epoch ms. */
export interface LetIn {
  readonly signInUrl: string
  readonly accessToken: string
  readonly until: Instant
}

/** Who asks: an access key's owner, or a signed-in user. */
export interface Caller {
  readonly arn: string
  readonly userId?: string
  /** A program whose access policies decide what it may do. */
  readonly identity?: Identity
  /** Where the request came from, if that is known. */
  readonly address?: string
  /** No user but a part of ours, which may call these and nothing else. */
  readonly mayCall?: readonly string[]
}
