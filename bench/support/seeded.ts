// The configuration a measured centre begins with: that of a new instance.
import { seedInputs } from '../../src/api/seed.ts'
import { defaultFlows } from '../../src/core/flow/default-flows.ts'
import type { Input } from '../../src/core/input.ts'
import type { Instant } from '../../src/core/instant.ts'
import { newUuid } from '../../src/io/crypto.ts'

export function seeded(instanceId: string, now: Instant): Promise<readonly Input[]> {
  return seedInputs({
    instanceId,
    region: 'us-east-1',
    account: '000000000000',
    now,
    newId: newUuid,
    hashPassword: async password => password,
    passwords: { admin: 'a', supervisor: 'b', qa: 'c', agent1: 'd', agent2: 'e' },
    accessKey: { id: 'KEY', secret: 'secret' },
    holdMusic: 'music.wav',
    flows: defaultFlows,
  })
}
