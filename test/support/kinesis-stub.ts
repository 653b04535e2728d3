// As much of Kinesis as its SDK needs to put records: PutRecords in its JSON protocol, over HTTP/2.
import { createServer, type Http2Session } from 'node:http2'
import type { AddressInfo } from 'node:net'

interface PutRecords {
  readonly StreamARN: string
  readonly Records: readonly { readonly PartitionKey: string; readonly Data: string }[]
}

export interface KinesisStub {
  readonly url: string
  readonly records: readonly { readonly key: string; readonly data: string }[]
  /** One for each request. */
  readonly streams: readonly string[]
  of(key: string): readonly string[]
  stop(): Promise<void>
}

/**
 * @param failing gives the error that a record of this key meets in the request of this number, from 1; with an
 *   exclamation mark, the whole request.
 */
export async function startKinesisStub(
  failing: (key: string, put: number) => string | undefined = () => undefined,
): Promise<KinesisStub> {
  const records: { key: string; data: string }[] = []
  const streams: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const answer = (status: number, shown: object) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
      response.end(JSON.stringify(shown))
    }
    if (request.headers['x-amz-target'] !== 'Kinesis_20131202.PutRecords') {
      return answer(400, { __type: 'UnknownOperationException' })
    }
    const { StreamARN, Records } = JSON.parse(body) as PutRecords
    streams.push(StreamARN)
    const outcomes = Records.map(({ PartitionKey: key, Data }) => {
      const ErrorCode = failing(key, streams.length)
      if (ErrorCode !== undefined) return { ErrorCode, ErrorMessage: 'as the test wants it' }
      const data = Buffer.from(Data, 'base64').toString()
      const SequenceNumber = String(records.push({ key, data }))
      return { SequenceNumber, ShardId: 'shardId-000000000000' }
    })
    const whole = outcomes.find(each => each.ErrorCode?.endsWith('!'))?.ErrorCode
    if (whole !== undefined) return answer(400, { __type: whole.slice(0, -1), message: 'no' })
    const FailedRecordCount = outcomes.filter(each => each.ErrorCode !== undefined).length
    answer(200, { FailedRecordCount, Records: outcomes })
  })
  const sessions = new Set<Http2Session>()
  server.on('session', session => sessions.add(session))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    records,
    streams,
    of: key => records.filter(each => each.key === key).map(({ data }) => data),
    async stop() {
      for (const session of sessions) session.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
