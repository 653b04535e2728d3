// Phones that make no sound: callers, and agents' desk phones that answer at once, talk for a moment and
// hang up. SIPp plays both.
import { type Sipp, type SippResult, startSipp } from '../../test/support/sipp.ts'

const SDP = `v=0
o=sipp 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=sendrecv`

const OK_TO_BYE = `<send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>`

// Kamailio's workers may overtake each other: 180 after 200.
const caller = `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="caller">
  <send retrans="500"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[caller]@[local_ip]:[local_port]>;tag=[pid]t[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:[caller]@[local_ip]:[local_port];transport=[transport]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

${SDP}
]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200" rrs="true" rtd="true"/>
  <send><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[caller]@[local_ip]:[local_port]>;tag=[pid]t[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Contact: <sip:[caller]@[local_ip]:[local_port];transport=[transport]>
[routes]
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="180" optional="true"/>
  <recv request="BYE"/>
  ${OK_TO_BYE}
</scenario>
`

const deskPhone = `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="desk phone">
  <recv request="INVITE" rrs="true"><action>
    <ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/>
    <ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/>
  </action></recv>
  <send><![CDATA[
SIP/2.0 180 Ringing
[last_Via:]
[last_From:]
[last_To:];tag=[pid]t[call_number]
[last_Call-ID:]
[last_CSeq:]
[last_Record-Route:]
Contact: <sip:[local_ip]:[local_port];transport=[transport]>
Content-Length: 0

]]></send>
  <send retrans="500"><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[pid]t[call_number]
[last_Call-ID:]
[last_CSeq:]
[last_Record-Route:]
Contact: <sip:[local_ip]:[local_port];transport=[transport]>
Content-Type: application/sdp
Content-Length: [len]

${SDP}
]]></send>
  <recv request="ACK"/>
  <pause/>
  <send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From:[$to];tag=[pid]t[call_number]
To:[$from]
Call-ID: [call_id]
CSeq: 1 BYE
[routes]
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200"/>
</scenario>
`

/** Calls that an agent ends; resolves when all are over. */
export async function makeCalls(of: {
  readonly port: number
  readonly number: string
  readonly calls: number
  readonly perSecond: number
}): Promise<SippResult> {
  const { calls, perSecond } = of
  const phones = await startSipp({
    scenario: { xml: caller },
    target: { port: of.port },
    service: of.number,
    calls,
    callsPerSecond: perSecond,
    timeoutMs: (calls / perSecond) * 1000 + 20_000,
  })
  return phones.done
}

/** Desk phones that talk for so long. They ring until they are stopped. */
export async function startDeskPhones(of: {
  readonly port: number
  readonly talkMs: number
}): Promise<Sipp> {
  return await startSipp({
    scenario: { xml: deskPhone },
    port: of.port,
    pauseMs: of.talkMs,
    calls: 1_000_000,
    timeoutMs: 600_000,
  })
}
