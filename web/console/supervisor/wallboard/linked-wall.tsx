// The wallboard of a link: without sign-in, for the token after the `#` of the address, which browsers
// never send to a server by themselves.
import { useCallback } from 'react'
import type { BoardFigures } from './board.ts'
import { LinkEnded, Wall } from './wall.tsx'

const FORBIDDEN = 401

export function LinkedWall({ token }: { token: string }) {
  const ask = useCallback(async () => {
    const response = await fetch('/api/wallboard', {
      headers: { authorization: `Bearer ${token}` },
    })
    if (response.status === FORBIDDEN) throw new LinkEnded()
    if (!response.ok) throw new Error(response.statusText)
    return (await response.json()) as BoardFigures
  }, [token])
  return <Wall ask={ask} />
}
