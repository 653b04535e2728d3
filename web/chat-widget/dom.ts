// Elements made without HTML: whatever comes from the other side is text.

type Props = Readonly<
  Partial<Record<string, string | boolean | number | ((event: never) => void) | undefined>>
>

/** Attributes by name, listeners as `onclick` and the like; `class` and `hidden` too. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) set(element, name, value)
  element.append(...children.filter(child => child !== undefined))
  return element
}

export function set(element: Element, name: string, value: Props[string]): void {
  if (value === undefined || value === false) element.removeAttribute(name)
  else if (typeof value === 'function') {
    element.addEventListener(name.slice(2), value as (event: Event) => void)
  } else element.setAttribute(name, value === true ? '' : String(value))
}

const ICONS = {
  chat: 'M4 5h16v11H9l-5 4z',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M5 9l7 7 7-7',
  send: 'M4 12l16-8-6 16-3-6z',
  clip: 'M20 11l-8 8a5 5 0 0 1-7-7l8-8a3.4 3.4 0 0 1 5 5l-8 8a1.7 1.7 0 0 1-2.500-2.500l7-7',
  save: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  phone:
    'M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1',
  leave: 'M10 5H5v14h5M10 12h10M16 8l4 4-4 4',
  file: 'M7 3h7l4 4v14H7zM14 3v5h4',
} as const

export type IconName = keyof typeof ICONS

export function icon(name: IconName): SVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(space, 'path')
  path.setAttribute('d', ICONS[name])
  svg.append(path)
  return svg
}

/** A button that is an icon; its label is for those who cannot see it, and for the pointer. */
export function iconButton(
  name: IconName,
  label: string,
  press: () => void,
  className = 'icon-button',
): HTMLButtonElement {
  const props = { type: 'button', class: className, 'aria-label': label, title: label }
  return el('button', { ...props, onclick: press }, icon(name))
}
