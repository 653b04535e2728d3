// Runs in a page before its own scripts: what its peer connections receive is kept, decoded, for the
// test to fetch, whether or not the page plays it. Plain JavaScript, for it goes to the browser as it is.
;(() => {
  const KEPT_SECONDS = 30
  const FRAME_SAMPLES = 4096
  const Original = globalThis.RTCPeerConnection
  if (Original === undefined) return

  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration) {
      super(configuration)
      this.addEventListener('track', event => keep(new MediaStream([event.track])))
    }
  }

  function keep(stream) {
    // Chromium gives Web Audio a remote stream's sound only while some element plays it.
    const element = new Audio()
    element.muted = true
    element.srcObject = stream
    element.play().catch(() => undefined)
    const context = new AudioContext()
    const heard = { rate: context.sampleRate, frames: [], element }
    globalThis.heard = heard
    const processor = context.createScriptProcessor(FRAME_SAMPLES, 1, 1)
    processor.onaudioprocess = event => {
      heard.frames.push(event.inputBuffer.getChannelData(0).slice())
      if (heard.frames.length * FRAME_SAMPLES > KEPT_SECONDS * heard.rate) heard.frames.shift()
    }
    context.createMediaStreamSource(stream).connect(processor)
    processor.connect(context.destination)
  }
})()

// A steady tone is noise to a browser, which takes it away: tests let the microphone through as it is.
const { mediaDevices } = navigator
if (mediaDevices) {
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  mediaDevices.getUserMedia = constraints => {
    const audio = constraints?.audio
    return getUserMedia({
      ...constraints,
      audio: typeof audio === 'object' ? { ...audio, ...plain } : audio ? plain : false,
    })
  }
}
