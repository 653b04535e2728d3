import { useCallback } from 'react'
import type { PageParams } from '../../console-page.ts'
import { requestRoute } from '../request-route.ts'
import type { BoardFigures } from './board.ts'
import { Wall } from './wall.tsx'

/** A wallboard for whoever is signed in. */
export function WallPage({ params }: { params: PageParams }) {
  const { boardId = '' } = params
  const ask = useCallback(
    () => requestRoute<BoardFigures>('GET', `/api/wallboards/${boardId}/figures`),
    [boardId],
  )
  return <Wall ask={ask} />
}
