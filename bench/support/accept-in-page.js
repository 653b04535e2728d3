// Runs in the agent's page before its own scripts: `benchAccept()` clicks on Accept and answers when that
// was and when the page first played sound. Plain JavaScript, for it goes to the browser as it is.
;(() => {
  const LOUD = 0.05
  const analysers = []
  const Original = globalThis.RTCPeerConnection
  if (Original === undefined) return

  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration) {
      super(configuration)
      this.addEventListener('track', event => analyse(new MediaStream([event.track])))
    }
  }

  function analyse(stream) {
    const context = new AudioContext({ latencyHint: 'interactive' })
    const analyser = context.createAnalyser()
    analyser.fftSize = 512
    context.createMediaStreamSource(stream).connect(analyser)
    analysers.push(analyser)
  }

  const samples = new Float32Array(512)
  const isLoud = () =>
    analysers.some(analyser => {
      analyser.getFloatTimeDomainData(samples)
      return samples.some(sample => sample > LOUD)
    })
  const soon = () => new Promise(resolve => setTimeout(resolve, 1))

  globalThis.benchAccept = async () => {
    const buttons = [...document.querySelectorAll('button')]
    const accept = buttons.find(button => button.textContent.includes('Accept'))
    const clickedAt = Date.now()
    accept.click()
    while (!isLoud()) {
      if (Date.now() > clickedAt + 3000) throw new Error('the agent hears nothing')
      await soon()
    }
    return { clickedAt, heardAt: Date.now() }
  }
})()
