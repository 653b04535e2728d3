// What the browser phone `/phone` and the centre say to each other over the WebSocket
// `/api/phone/stream`. The media connection goes straight to the voice node and outlives the socket.

export type PhonePageMessage =
  /** Calls a number of the centre. The offer has one audio section and all candidates. */
  | { readonly type: 'call'; readonly to: string; readonly sdp: string }
  | { readonly type: 'digit'; readonly digit: string }
  | { readonly type: 'hangUp' }
  /** After a lost socket: hear again about a call that goes on. */
  | { readonly type: 'resume'; readonly call: string }

export type PhoneServerMessage =
  /** The SDP answer and the call's token for `resume`. */
  | { readonly type: 'answer'; readonly sdp: string; readonly call: string }
  | { readonly type: 'ringing' }
  | { readonly type: 'connected' }
  | { readonly type: 'ended'; readonly reason: string }
  | { readonly type: 'refused'; readonly message: string }
