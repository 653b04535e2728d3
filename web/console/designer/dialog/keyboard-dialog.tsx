import Modal from '@cloudscape-design/components/modal'
import { designerTexts as texts } from '../texts/designer-texts.ts'

/** Which keys do what. */
export function KeyboardDialog({ close }: { close(): void }) {
  return (
    <Modal visible header={texts.shortcuts} closeAriaLabel={texts.close} onDismiss={close}>
      <dl>
        {texts.keys.map(([keys, does]) => (
          <div key={keys} style={{ display: 'flex', gap: 16, padding: '3px 0' }}>
            <dt style={{ width: 190, fontWeight: 700 }}>{keys}</dt>
            <dd style={{ margin: 0 }}>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
