// The softphone's own pictures, 24 by 24, in the colour of the text. Always beside or under a word,
// so none of them is read aloud.

const PATHS = {
  phone:
    'M6.6 10.8a15 15 0 0 0 6.6 6.6l2.2-2.2a1 1 0 0 1 1-.25 11.4 11.4 0 0 0 3.6.57 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1 11.4 11.4 0 0 0 .57 3.6 1 1 0 0 1-.25 1z',
  hangUp:
    'M12 9c-1.6 0-3.15.25-4.6.72v3.1a1 1 0 0 1-.56.9c-.98.49-1.87 1.12-2.66 1.85a1 1 0 0 1-1.41-.02L.29 13.08a1 1 0 0 1 0-1.41C3.34 8.78 7.46 7 12 7s8.66 1.78 11.71 4.67a1 1 0 0 1 0 1.41l-2.48 2.48a1 1 0 0 1-1.4.02 11.4 11.4 0 0 0-2.66-1.85 1 1 0 0 1-.57-.9v-3.1A15 15 0 0 0 12 9z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  play: 'M8 5v14l11-7z',
  microphone:
    'M12 14a3 3 0 0 0 3-3V5a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zm5-3a5 5 0 0 1-10 0H5a7 7 0 0 0 6 6.92V21h2v-3.08A7 7 0 0 0 19 11z',
  microphoneOff:
    'M19 11h-1.7a5 5 0 0 1-.43 2.05l1.23 1.23A7 7 0 0 0 19 11zm-4.02.17L15 11V5a3 3 0 0 0-6-.18zM4.27 3 3 4.27l6 6V11a3 3 0 0 0 3.7 2.92l1.66 1.66A5.2 5.2 0 0 1 12 16.1 5.1 5.1 0 0 1 6.7 11H5a7 7 0 0 0 6 6.72V21h2v-3.28a7 7 0 0 0 2.54-.9L19.73 21 21 19.73z',
  chat: 'M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z',
  task: 'M9 2h6a1 1 0 0 1 1 1v1h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2V3a1 1 0 0 1 1-1zm1 2v2h4V4zm.6 12.8 5.7-5.7-1.3-1.3-4.4 4.3-2-2-1.3 1.3z',
  email:
    'M4 5h16a2 2 0 0 1 2 2v.5l-10 6-10-6V7a2 2 0 0 1 2-2zm-2 4.8 10 6 10-6V17a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2z',
  keypad:
    'M5 4h3v3H5zm5.5 0h3v3h-3zM16 4h3v3h-3zM5 9.5h3v3H5zm5.5 0h3v3h-3zm5.5 0h3v3h-3zM5 15h3v3H5zm5.5 0h3v3h-3zm5.5 0h3v3h-3zm-5.5 5.2h3V23h-3z',
  people:
    'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm0 2c-3.3 0-7 1.7-7 4.5V20h14v-2.5C16 14.7 12.3 13 9 13zm9-2V8h2v3h3v2h-3v3h-2v-3h-3v-2z',
  headset:
    'M12 3a9 9 0 0 0-9 9v6a3 3 0 0 0 3 3h3v-8H5v-1a7 7 0 0 1 14 0v1h-4v8h3a3 3 0 0 0 3-3v-6a9 9 0 0 0-9-9z',
  whisper:
    'M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm3 6v3h2V9zm4 0v3h2V9zm4 0v3h2V9z',
  missed: 'M19.59 7 12 14.59 6.41 9H11V7H3v8h2v-4.59l7 7 9-9z',
  check: 'M9 16.17 4.83 12l-1.42 1.41L9 19 21 7l-1.41-1.41z',
  warning: 'M1 21h22L12 2zm12-3h-2v-2h2zm0-4h-2v-4h2z',
  erase:
    'M22 4H8a2 2 0 0 0-1.6.8L1 12l5.4 7.2A2 2 0 0 0 8 20h14zm-4.6 11L16 16.4l-3-3-3 3L8.6 15l3-3-3-3L10 7.6l3 3 3-3L17.4 9l-3 3z',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
