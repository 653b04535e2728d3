// What machines ask of a centre node: whether it is well, and its figures.
import { json, type Route } from './http-server.ts'
import { metricsText } from './metrics-text.ts'

export interface HealthWorld {
  /** Whether calls can come in. */
  isWell(): boolean
  figures(): Readonly<Record<string, number>>
}

export function healthRoutes(world: HealthWorld): Route {
  return ({ method, path }, response) => {
    if (method !== 'GET') return false
    if (path === '/health') {
      const isWell = world.isWell()
      return json(response, isWell ? 200 : 503, { status: isWell ? 'ok' : 'voice is away' })
    }
    if (path !== '/metrics') return false
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
    response.end(metricsText(world.figures()))
    return true
  }
}
