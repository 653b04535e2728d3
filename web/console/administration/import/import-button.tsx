import Button from '@cloudscape-design/components/button'
import { useLocation } from 'wouter'
import { useConsole } from '../../use-console.ts'
import { editorTexts } from '../texts/editor-texts.ts'

export function ImportButton() {
  const [, goTo] = useLocation()
  const { may } = useConsole()
  if (!may('Users.Create')) return undefined
  return <Button onClick={() => goTo('/console/users/import')}>{editorTexts.csv.button}</Button>
}
