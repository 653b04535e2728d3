// What may be attached to a chat, by MIME type, and how such a file begins: one that is something else
// than it says is refused.

type Looks = (bytes: Uint8Array) => boolean

const OFFICE = begins([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const ZIP = begins([0x50, 0x4b, 0x03, 0x04])
const OPEN_XML = 'application/vnd.openxmlformats-officedocument.'

const TYPES: Readonly<Record<string, Looks>> = {
  'text/plain': isText,
  'text/csv': isText,
  'application/rtf': begins(ascii('{\\rtf')),
  'text/rtf': begins(ascii('{\\rtf')),
  'application/pdf': bytes => latin1(bytes.subarray(0, 1024)).includes('%PDF-'),
  'application/msword': OFFICE,
  'application/vnd.ms-excel': OFFICE,
  'application/vnd.ms-powerpoint': OFFICE,
  [`${OPEN_XML}wordprocessingml.document`]: ZIP,
  [`${OPEN_XML}spreadsheetml.sheet`]: ZIP,
  [`${OPEN_XML}presentationml.presentation`]: ZIP,
  'image/jpeg': begins([0xff, 0xd8, 0xff]),
  'image/png': begins([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/heic': isBox(['ftyp']),
  'audio/wav': isWav,
  'audio/x-wav': isWav,
  'audio/vnd.wave': isWav,
  'video/mp4': isBox(['ftyp']),
  'video/quicktime': isBox(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip']),
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  rtf: 'application/rtf',
  pdf: 'application/pdf',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: `${OPEN_XML}wordprocessingml.document`,
  xlsx: `${OPEN_XML}spreadsheetml.sheet`,
  pptx: `${OPEN_XML}presentationml.presentation`,
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  heic: 'image/heic',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
}

/** What the names of files that may be attached end with. */
export const attachmentExtensions: readonly string[] = Object.keys(EXTENSIONS)

/** The type of a file that says nothing but its name; undefined when it is none that may be attached. */
export function typeOfExtension(extension: string): string | undefined {
  const known = extension.toLowerCase()
  return Object.hasOwn(EXTENSIONS, known) ? EXTENSIONS[known] : undefined
}

export const attachmentTypes: readonly string[] = Object.keys(TYPES)

/** Can the file be of that type, as far as its beginning shows? */
export function looksLike(type: string, bytes: Uint8Array): boolean {
  return TYPES[type]?.(bytes) ?? false
}

function begins(magic: readonly number[]): Looks {
  return bytes => magic.every((byte, index) => bytes[index] === byte)
}

/** ISO 14496-12 §4.2: a length, then the type of the box. */
function isBox(types: readonly string[]): Looks {
  return bytes => types.includes(latin1(bytes.subarray(4, 8)))
}

function isWav(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, 4)) === 'RIFF' && latin1(bytes.subarray(8, 12)) === 'WAVE'
}

/** Of any encoding that has no zero bytes. */
function isText(bytes: Uint8Array): boolean {
  return !bytes.includes(0)
}

function ascii(text: string): readonly number[] {
  return [...text].map(character => character.charCodeAt(0))
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
