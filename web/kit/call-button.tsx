// A round button with a picture and its word below, as phones have them.
import { Icon, type IconName } from './icons.tsx'

export interface CallButtonProps {
  readonly icon: IconName
  readonly label: string
  readonly tone?: 'plain' | 'positive' | 'negative'
  /** For switches: is it on? */
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly busy?: boolean
  readonly size?: 'normal' | 'large'
  /** As in aria-keyshortcuts. */
  readonly shortcut?: string
  readonly onPress: () => void
}

export function CallButton(props: CallButtonProps) {
  const { icon, label, tone = 'plain', pressed, disabled, busy, size = 'normal' } = props
  return (
    <button
      type="button"
      className={`kit-call-button kit-${tone} kit-${size}`}
      aria-pressed={pressed}
      aria-keyshortcuts={props.shortcut}
      aria-busy={busy === true}
      // A button that is disabled loses the keyboard's focus: while it is busy it only ignores presses.
      disabled={disabled === true}
      aria-disabled={busy === true}
      onClick={busy === true ? undefined : props.onPress}
    >
      <span className="kit-call-button-face">
        <Icon name={icon} size={size === 'large' ? 28 : 22} />
      </span>
      <span className="kit-call-button-label">{label}</span>
    </button>
  )
}
