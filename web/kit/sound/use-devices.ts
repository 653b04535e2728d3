// The microphones and loudspeakers of this computer, also after something is plugged in.
import { useEffect, useState } from 'react'
import { soundTexts } from './sound-texts.ts'

export interface Device {
  readonly id: string
  readonly name: string
}

interface Devices {
  readonly microphones: readonly Device[]
  readonly loudspeakers: readonly Device[]
}

const NONE: Devices = { microphones: [], loudspeakers: [] }

/** Names are known once the page may use the microphone: `asked` changes when that may have changed. */
export function useDevices(asked: unknown): Devices {
  const [devices, setDevices] = useState(NONE)
  useEffect(() => {
    const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices }
    if (!mediaDevices || asked === undefined) return
    let isShown = true
    const look = () =>
      void mediaDevices.enumerateDevices().then(found => {
        if (isShown) setDevices(sorted(found))
      })
    look()
    mediaDevices.addEventListener('devicechange', look)
    return () => {
      isShown = false
      mediaDevices.removeEventListener('devicechange', look)
    }
  }, [asked])
  return devices
}

/** Without those that only stand for whatever the system uses. */
function sorted(found: readonly MediaDeviceInfo[]): Devices {
  const ofKind = (kind: MediaDeviceKind) =>
    found
      .filter(
        each => each.kind === kind && !['', 'default', 'communications'].includes(each.deviceId),
      )
      .map(({ deviceId, label }, index) => ({
        id: deviceId,
        name: label === '' ? soundTexts.unnamed(index + 1) : label,
      }))
  return { microphones: ofKind('audioinput'), loudspeakers: ofKind('audiooutput') }
}
