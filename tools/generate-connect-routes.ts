// Writes web/kit/connect-routes.ts, how our pages reach each operation of the API, out of the contract:
//     npx tsx tools/generate-connect-routes.ts
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { connectRoutes } from './connect-routes.ts'

const FILE = fileURLToPath(new URL('../web/kit/connect-routes.ts', import.meta.url))

writeFileSync(FILE, connectRoutes())
