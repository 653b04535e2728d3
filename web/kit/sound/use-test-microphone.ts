// A microphone that is tried out: its sound, and how loud it is.
import { useEffect, useRef, useState } from 'react'
import type { MicrophoneProblem } from '../microphone-problem.ts'
import { forSpeech, Meter, MicrophoneError, openMicrophone } from '../softphone-media.ts'

interface TestMicrophone {
  /** Undefined until it is open. */
  readonly stream: MediaStream | undefined
  readonly problem: MicrophoneProblem | undefined
  level(): number
}

const SILENT = () => 0

/** Opens it anew when another is chosen, and frees it in the end. */
export function useTestMicrophone(id: string | undefined): TestMicrophone {
  const [stream, setStream] = useState<MediaStream | undefined>()
  const [problem, setProblem] = useState<MicrophoneProblem | undefined>()
  const level = useRef(SILENT)
  useEffect(() => {
    let end = () => {}
    let isOver = false
    setProblem(undefined)
    openMicrophone(forSpeech(id)).then(
      opened => {
        const meter = new Meter(opened)
        end = () => {
          meter.close()
          for (const track of opened.getTracks()) track.stop()
        }
        if (isOver) return end()
        level.current = () => meter.level()
        setStream(opened)
      },
      (error: unknown) => setProblem(error instanceof MicrophoneError ? error.problem : 'failed'),
    )
    return () => {
      isOver = true
      level.current = SILENT
      setStream(undefined)
      end()
    }
  }, [id])
  return { stream, problem, level: level.current }
}
