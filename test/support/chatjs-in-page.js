// Runs in a page beside the official chat library: what a test asks of it goes through here, and what it
// tells is kept for the test to read. Plain JavaScript, for it goes to the browser as it is.
;(() => {
  const EVENTS = [
    'onAutoDisconnection',
    'onConnectionBroken',
    'onConnectionEstablished',
    'onConnectionLost',
    'onDeliveredReceipt',
    'onEnded',
    'onMessage',
    'onReadReceipt',
    'onTyping',
  ]
  let session

  globalThis.chatPage = {
    /** What the library told, in order. */
    told: [],

    async open(endpoint, chatDetails) {
      const { ChatSession } = globalThis.connect
      // Receipts go out by themselves every five seconds unless told otherwise.
      const messageReceipts = { shouldSendMessageReceipts: true, throttleTime: 200 }
      const features = { messageReceipts }
      ChatSession.setGlobalConfig({ endpoint, region: 'us-east-1', features })
      const options = { region: 'us-east-1' }
      session = ChatSession.create({ chatDetails, type: 'CUSTOMER', disableCSM: true, options })
      for (const name of EVENTS) {
        session[name](event => this.told.push({ name, data: event?.data }))
      }
      await session.connect()
    },

    /** Answers what the service answered, or throws what the library makes of its error. */
    async ask(method, input) {
      const answer = await session[method](input).catch(error => {
        throw new Error(JSON.stringify(error))
      })
      return answer?.data
    },

    async attach(name, type, content) {
      const attachment = new File([content], name, { type })
      await session.sendAttachment({ attachment })
    },

    async download(attachmentId) {
      return (await session.downloadAttachment({ attachmentId })).text()
    },
  }
})()
