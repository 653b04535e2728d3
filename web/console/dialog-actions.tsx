// The buttons at the foot of a dialog: what it does, and the way out.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

interface DialogActionsProps {
  readonly cancel: string
  readonly action: string
  readonly busy?: boolean
  readonly disabled?: boolean
  onCancel(): void
  onAct(): void
}

export function DialogActions({
  cancel,
  action,
  busy = false,
  disabled = false,
  onCancel,
  onAct,
}: DialogActionsProps) {
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" onClick={onCancel}>
          {cancel}
        </Button>
        <Button variant="primary" loading={busy} disabled={disabled} onClick={onAct}>
          {action}
        </Button>
      </SpaceBetween>
    </Box>
  )
}
