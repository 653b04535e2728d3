import Button from '@cloudscape-design/components/button'
import { useLocation } from 'wouter'
import { editorTexts as texts } from '../texts/editor-texts.ts'

export function CompareButton() {
  const [, goTo] = useLocation()
  return <Button onClick={() => goTo('/console/security-profiles/compare')}>{texts.compare}</Button>
}
