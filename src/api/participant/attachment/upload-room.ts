// Who may send a file now. Files are in memory while they come, and some come slowly: no chat and no
// address takes all the room there is.
import { ServiceError } from '../../service-error.ts'

/** How many files of the largest kind, and how many of whatever size, come at once. */
const ALL = { largest: 8, files: 64 } as const
const OF_ADDRESS = { largest: 4, files: 32 } as const
const OF_CHAT = { largest: 4, files: 4 } as const

interface Upload {
  readonly conversationId: string
  /** Where it comes from; networks that one sender can hold count as one. */
  readonly address: string
  /** As announced. */
  readonly bytes: number
}

export class UploadRoom {
  readonly #bytesMax: number
  readonly #uploads = new Set<Upload>()

  /** @param bytesMax of one file. */
  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  /** Throws when there is no room now; the answer is called when the file is there, or will not come. */
  enter(upload: Upload): () => void {
    const coming = [...this.#uploads]
    const own = { ...upload }
    const isFull =
      this.#isFull(own, coming, ALL) ||
      this.#isFull(
        own,
        coming.filter(({ address }) => address === own.address),
        OF_ADDRESS,
      ) ||
      this.#isFull(
        own,
        coming.filter(({ conversationId }) => conversationId === own.conversationId),
        OF_CHAT,
      )
    if (isFull) {
      throw new ServiceError('ThrottlingException', 'Too many files are being sent. Try again.')
    }
    this.#uploads.add(own)
    return () => this.#uploads.delete(own)
  }

  #isFull(
    { bytes }: Upload,
    others: readonly Upload[],
    { largest, files }: { readonly largest: number; readonly files: number },
  ): boolean {
    const all = others.reduce((sum, each) => sum + each.bytes, bytes)
    return others.length >= files || all > largest * this.#bytesMax
  }
}
