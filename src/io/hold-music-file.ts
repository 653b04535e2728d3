// The hold music as a file, made the first time it is needed.
import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SAMPLE_RATE } from '../audio/frame.ts'
import { holdMusic } from '../audio/hold-music.ts'
import { writeWav } from '../audio/wav.ts'

/** The path of the built-in music, 8 kHz mono, in `folder`. */
export async function holdMusicFile(folder: string): Promise<string> {
  const path = join(folder, 'hold-music-1.wav')
  try {
    await access(path)
  } catch {
    // Not made yet.
    await mkdir(folder, { recursive: true })
    const wav = writeWav({ rate: SAMPLE_RATE, channels: 1, samples: holdMusic() })
    await writeFile(`${path}.part`, wav)
    await rename(`${path}.part`, path)
  }
  return path
}
