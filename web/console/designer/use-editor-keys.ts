// What the keyboard does in the designer, for keys and for buttons alike.
import { useEffect } from 'react'
import type { ConsoleWorld } from '../use-console.ts'
import { chosenBlocks } from './canvas/flow-canvas.tsx'
import { blocksOf, type Point } from './model/block.ts'
import { copyBlocks, pasteBlocks } from './model/clipboard.ts'
import { removeBlocks } from './model/edit-flow.ts'
import { designerTexts as texts } from './texts/designer-texts.ts'
import type { Editor } from './use-editor.ts'

interface KeysWorld {
  readonly editor: Editor
  readonly chosen: ReadonlySet<string>
  readonly isReadOnly: boolean
  readonly notify: ConsoleWorld['notify']
  choose(ids: ReadonlySet<string>): void
  at(): Point
  save(): void
  find(): void
  searchPalette(): void
}

export interface EditorKeys {
  copy(): Promise<void>
  cut(): Promise<void>
  paste(): Promise<void>
}

export function useEditorKeys(world: KeysWorld): EditorKeys {
  const { editor, chosen, choose, notify } = world
  const copy = async () => {
    const ids = chosenBlocks(chosen)
    if (ids.size > 0) await navigator.clipboard.writeText(copyBlocks(editor.document, ids))
  }
  const cut = async () => {
    await copy()
    editor.apply(before => removeBlocks(before, chosenBlocks(chosen)))
  }
  const paste = async () => {
    const text = await navigator.clipboard.readText()
    const pasted = pasteBlocks(editor.document, text, world.at())
    if (!pasted) return notify('warning', texts.notPasted)
    editor.apply(() => pasted.document)
    choose(new Set(pasted.ids))
  }
  const commands: Readonly<Record<string, () => void>> = {
    z: editor.undo,
    Z: editor.redo,
    y: editor.redo,
    c: () => void copy(),
    x: () => void cut(),
    v: () => void paste(),
    a: () => choose(new Set(blocksOf(editor.document).map(each => each.id))),
  }
  /** These work in fields as well. */
  const everywhere: Readonly<Record<string, () => void>> = { s: world.save, f: world.find }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = event.target instanceof Element ? event.target : undefined
    if (at?.closest('[role="dialog"]')) return
    const isWriting = at?.matches(WRITING) === true
    const hasControl = event.ctrlKey || event.metaKey
    if (!hasControl) {
      if (event.key !== '/' || isWriting || world.isReadOnly) return
      event.preventDefault()
      return world.searchPalette()
    }
    const key = event.shiftKey ? event.key.toUpperCase() : event.key
    const command = everywhere[key] ?? (isWriting ? undefined : commands[key])
    if (!command || (world.isReadOnly && !READING.has(key))) return
    event.preventDefault()
    command()
  }
  // On the page as a whole: what had the focus may be gone by now.
  useEffect(() => {
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  })
  return { copy, cut, paste }
}

const WRITING = 'input, textarea, [contenteditable], [role="combobox"]'
/** What may be done with a flow that may not be changed. */
const READING: ReadonlySet<string> = new Set(['c', 'a', 'f'])
