// The softphone's card: what there is to see, and the buttons below it.
import type { ReactNode } from 'react'

export function Card(props: { tone?: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className={`kit-card ${props.tone ?? ''}`}>
      <div className="kit-card-body">{props.children}</div>
      <div className="kit-card-actions">{props.actions}</div>
    </div>
  )
}
