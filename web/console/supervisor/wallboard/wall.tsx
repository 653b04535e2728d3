// Big numbers that fill the screen.
import { useEffect, useRef, useState } from 'react'
import { metricKind } from '../../../../src/api/contract/metric-words.ts'
import { useClock } from '../../../kit/use-clock.ts'
import { formatFigure } from '../figure.ts'
import { soundAlarm } from '../live/alarm-sound.ts'
import { metricTexts } from '../texts/metric-texts.ts'
import { reportsTexts as texts } from '../texts/reports-texts.ts'
import { type BoardFigures, levelOn, queuesAt, TILES } from './board.ts'
import './wall.css'

const EVERY_MS = 2_000

export interface WallProps {
  /** Rejects with `LinkEnded` when there is nothing to be seen any more. */
  ask(): Promise<BoardFigures>
}

export class LinkEnded extends Error {}

export function Wall({ ask }: WallProps) {
  const { figures, state } = useFigures(ask)
  const now = useClock(0)
  useSound(figures)
  if (state === 'ended') return <main className="wall wall-message">{texts.linkEnded}</main>
  if (!figures) return <main className="wall wall-message" aria-busy="true" />
  return (
    <main className="wall">
      <header className="wall-head">
        <h1>{figures.name}</h1>
        <span role="status">{state === 'lost' ? texts.unreachable : ''}</span>
        <button
          type="button"
          className="wall-button"
          onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
        >
          {texts.fullScreen}
        </button>
      </header>
      {queuesAt(figures, now).map(({ id, name, values }) => (
        <section key={id} className="wall-queue" aria-label={name}>
          <h2>{name}</h2>
          <dl className="wall-tiles">
            {TILES.map(({ metric, source, past }) => {
              const value = values[source]
              return (
                <div key={metric} className={`wall-tile wall-${levelOn(figures, metric, value)}`}>
                  <dt>
                    {metricTexts[metric]}
                    {past ? <small>{texts.lastDay}</small> : undefined}
                  </dt>
                  <dd>{formatFigure(metricKind(metric), value)}</dd>
                </div>
              )
            })}
          </dl>
        </section>
      ))}
    </main>
  )
}

function useFigures(ask: () => Promise<BoardFigures>) {
  const [figures, setFigures] = useState<BoardFigures | undefined>()
  const [state, setState] = useState<'ok' | 'lost' | 'ended'>('ok')
  useEffect(() => {
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const again = async () => {
      try {
        const found = await ask()
        if (over) return
        setFigures(found)
        setState('ok')
      } catch (error) {
        if (over) return
        setState(error instanceof LinkEnded ? 'ended' : 'lost')
        if (error instanceof LinkEnded) return
      }
      timer = setTimeout(() => void again(), EVERY_MS)
    }
    void again()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [ask])
  return { figures, state }
}

/** Once for each number that turns red. */
function useSound(figures: BoardFigures | undefined): void {
  const red = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!figures) return
    const now = new Set(
      figures.queues.flatMap(({ id, values }) =>
        TILES.filter(each => levelOn(figures, each.metric, values[each.source]) === 'alarm').map(
          ({ metric }) => `${id}/${metric}`,
        ),
      ),
    )
    if (figures.sound && [...now].some(key => !red.current.has(key))) soundAlarm()
    red.current = now
  }, [figures])
}
