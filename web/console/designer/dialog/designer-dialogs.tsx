// What the designer asks and does with a flow as a whole: save, publish, versions, files.
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { exportFlow } from '../../../../src/core/flow/format/flow-document.ts'
import type { Problem } from '../../../../src/core/flow/problem.ts'
import { sentenceOf } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { chooseFiles, downloadFile, fileNameOf } from '../file-download.ts'
import type { FlowFacts, FlowService } from '../flow-service.ts'
import { type FlowDocument, openFlow, saveFlow } from '../model/flow-text.ts'
import { pictureOfChanges } from '../model/picture-of-changes.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'
import type { Editor } from '../use-editor.ts'
import { CodeDialog } from './code-dialog.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { KeyboardDialog } from './keyboard-dialog.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { QuestionDialog } from './question-dialog.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { VersionsDialog } from './versions-dialog.tsx'

export type Dialog =
  | {
      readonly is:
        | 'save'
        | 'publish'
        | 'versions'
        | 'import'
        | 'export'
        | 'settings'
        | 'code'
        | 'keyboard'
        | 'leave'
    }
  | { readonly is: 'compare'; readonly name: string; readonly old: FlowDocument }
  /** Somebody else has saved meanwhile. */
  | { readonly is: 'conflict'; readonly publish: boolean; readonly version?: string }

interface DialogsProps {
  readonly dialog: Dialog | undefined
  readonly facts: FlowFacts
  readonly published: FlowFacts | undefined
  readonly service: FlowService
  readonly editor: Editor
  readonly findings: readonly Problem[]
  nameOf(idOrArn: string): string | undefined
  open(dialog: Dialog | undefined): void
}

export function DesignerDialogs(props: DialogsProps) {
  const { dialog, facts, service, editor, findings, nameOf, open } = props
  const { notify } = useConsole()
  const [, goTo] = useLocation()
  const close = () => open(undefined)
  const saving = useSaving(props)
  const list = service.isModule ? '/console/flow-modules' : '/console/flows'
  useAtOnce(dialog, {
    save: () => void saving.save(false),
    leave: () => {
      goTo(list)
      close()
    },
    export: () => {
      const { name, description, kind: type } = facts
      const file = exportFlow(editor.document, { name, description, type, status: 'saved' })
      downloadFile(fileNameOf(name), JSON.stringify(file, undefined, 2))
      close()
    },
    import: () => {
      chooseFiles(([file]) => {
        void file?.text().then(text => put(text, file.name))
      })
      close()
    },
  })
  const put = (text: string, file: string) => {
    const read = openFlow(text)
    if ('problem' in read) return notify('error', texts.notImported(file, read.problem.message))
    editor.apply(() => read.document)
    notify('success', `${texts.importedHere} ${read.isConverted ? texts.converted : ''}`)
  }
  switch (dialog?.is) {
    case 'publish':
      return (
        <PublishDialog
          findings={findings}
          changes={saving.changes()}
          problem={saving.problem}
          isBusy={saving.isBusy}
          publish={version => void saving.save(true, version)}
          close={close}
        />
      )
    case 'conflict':
      return (
        <QuestionDialog
          title={texts.unsaved}
          yes={texts.saveAnyway}
          isBusy={saving.isBusy}
          problem={saving.problem}
          confirmed={() => void saving.save(dialog.publish, dialog.version, true)}
          close={close}
        >
          {texts.changedElsewhere}
        </QuestionDialog>
      )
    case 'versions':
      return (
        <VersionsDialog
          facts={facts}
          service={service}
          restore={(name, document) => {
            editor.apply(() => document)
            notify('info', texts.restored(name))
            close()
          }}
          compare={(name, old) => open({ is: 'compare', name, old })}
          close={close}
        />
      )
    case 'compare':
      return (
        <CompareDialog
          name={dialog.name}
          old={dialog.old}
          fresh={editor.document}
          nameOf={nameOf}
          close={close}
        />
      )
    case 'settings':
      return (
        <SettingsDialog
          facts={facts}
          service={service}
          done={() => {
            notify('success', texts.done)
            close()
          }}
          close={close}
        />
      )
    case 'code':
      return (
        <CodeDialog
          code={saveFlow(editor.document)}
          apply={text => {
            put(text, texts.code)
            close()
          }}
          close={close}
        />
      )
    case 'keyboard':
      return <KeyboardDialog close={close} />
    default:
      return undefined
  }
}

/** Some of them ask nothing. */
function useAtOnce(
  dialog: Dialog | undefined,
  does: Readonly<Partial<Record<Dialog['is'], () => void>>>,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each dialog that is opened
  useEffect(() => {
    if (dialog) does[dialog.is]?.()
  }, [dialog])
}

function useSaving({ facts, published, service, editor, open }: DialogsProps) {
  const { notify } = useConsole()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [hash, setHash] = useState(facts.hash)
  const [publishedText, setPublishedText] = useState(published?.content)
  const save = async (isPublished: boolean, version?: string, anyway = false) => {
    const { document } = editor
    setBusy(true)
    setProblem(undefined)
    try {
      const now = await service.load(facts.id, '$SAVED')
      if (now && now.hash !== hash && !anyway) {
        return open({
          is: 'conflict',
          publish: isPublished,
          ...(version !== undefined && { version }),
        })
      }
      const text = saveFlow(document)
      await (isPublished ? service.publish(facts.id, text) : service.saveDraft(facts.id, text))
      if (isPublished) setPublishedText(text)
      editor.markSaved(document)
      if (version !== undefined) await service.number(facts.id, version)
      setHash((await service.load(facts.id, '$SAVED'))?.hash ?? '')
      notify('success', isPublished ? texts.publishedNow : texts.saved)
      open(undefined)
    } catch (error) {
      const sentence = sentenceOf(error)
      setProblem(sentence)
      if (!isPublished) {
        notify('error', sentence)
        open(undefined)
      }
    } finally {
      setBusy(false)
    }
  }
  const changes = () => {
    const old = publishedText === undefined ? undefined : openFlow(publishedText)
    if (!old || 'problem' in old) return undefined
    return pictureOfChanges(old.document, editor.document)?.changes.length
  }
  return { save, changes, isBusy, problem }
}
