// A frame is what one packet of a telephone call holds: 20 ms of 8 kHz sound.

export const SAMPLE_RATE = 8000
export const FRAME_MS = 20
export const FRAME_SAMPLES = 160
