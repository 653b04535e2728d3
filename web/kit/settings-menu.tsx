import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import Modal from '@cloudscape-design/components/modal'
import { useState } from 'react'
import { messages } from './messages.ts'
import {
  notificationsAreOn,
  setNotifications,
  setSound,
  setTheme,
  soundIsOn,
  type Theme,
  theme,
} from './preferences.ts'
import type { SignedIn } from './session-gate.tsx'
import { shortcutList } from './shortcuts.ts'
import type { SoftphoneDialog } from './softphone-dialogs.tsx'

const THEMES: readonly Theme[] = ['system', 'light', 'dark']

interface SettingsMenuProps {
  readonly signedIn: SignedIn
  readonly onOpen: (dialog: SoftphoneDialog) => void
}

export function SettingsMenu({ signedIn, onOpen }: SettingsMenuProps) {
  const [sound, setSoundShown] = useState(soundIsOn)
  const [notifications, setNotificationsShown] = useState(notificationsAreOn)
  const [appearance, setAppearance] = useState(theme)
  const [help, setHelp] = useState(false)

  function choose(id: string) {
    if (id === 'signOut') signedIn.signOut()
    if (id === 'shortcuts') setHelp(true)
    if (id === 'sound' || id === 'health') onOpen(id)
    if (id === 'ringing') {
      setSound(!sound)
      setSoundShown(!sound)
    }
    if (id === 'notifications') void setNotifications(!notifications).then(setNotificationsShown)
    const chosen = THEMES.find(each => each === id)
    if (chosen) {
      setTheme(chosen)
      setAppearance(chosen)
    }
  }

  return (
    <>
      <ButtonDropdown
        variant="icon"
        ariaLabel={messages.menu.label}
        expandToViewport
        onItemClick={({ detail }) => choose(detail.id)}
        items={[
          {
            id: 'ringing',
            itemType: 'checkbox',
            checked: sound,
            text: messages.menu.sound,
          },
          {
            id: 'notifications',
            itemType: 'checkbox',
            checked: notifications,
            text: messages.desk.attention.setting,
          },
          { id: 'sound', text: messages.menu.devices, iconName: 'microphone' },
          { id: 'health', text: messages.menu.connection, iconName: 'status-info' },
          { id: 'shortcuts', text: messages.menu.shortcuts, iconName: 'command-prompt' },
          {
            id: 'appearance',
            text: messages.theme.label,
            items: THEMES.map(each => ({
              id: each,
              itemType: 'checkbox' as const,
              checked: each === appearance,
              text: messages.theme[each],
            })),
          },
          {
            id: 'user',
            text: messages.signedInAs(signedIn.session.username),
            items: [{ id: 'signOut', text: messages.signOut, iconName: 'sign-out' }],
          },
        ]}
      />
      {help ? <ShortcutHelp onClose={() => setHelp(false)} /> : undefined}
    </>
  )
}

function ShortcutHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal
      visible
      size="small"
      header={messages.shortcuts.title}
      closeAriaLabel={messages.shortcuts.close}
      onDismiss={onClose}
    >
      <p>{messages.shortcuts.intro}</p>
      <table className="kit-shortcuts">
        <thead className="kit-unseen">
          <tr>
            <th>{messages.shortcuts.key}</th>
            <th>{messages.shortcuts.does}</th>
          </tr>
        </thead>
        <tbody>
          {shortcutList().map(({ keys, does }) => (
            <tr key={keys}>
              <td>
                <kbd>{keys}</kbd>
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
