import { isComposingKey, type KeyStroke } from './ime.ts'

/** One shortcut: `keys` as shown, such as `N`, `Ctrl K`, `Ctrl Enter`, `?` or `Esc`. */
export interface KeyBinding {
  keys: string
  label: string
  /** Left out where the part itself handles the key and it is only to be shown in the list of keys. */
  run?(): void
}

/** The title of keys that work on every page. */
export const EVERYWHERE = '全局'

/** Shortcuts under one title of the list of keys. */
export interface KeyGroup {
  title: string
  bindings: readonly KeyBinding[]
}

/** The groups as the list of keys shows them: those of the page first, each title once, no empty one. */
export function orderGroups(groups: readonly KeyGroup[]): KeyGroup[] {
  const filled = groups.filter((group) => group.bindings.length > 0)
  const titles = [...new Set(filled.map((group) => group.title))]
  const ordered = [
    ...titles.filter((title) => title !== EVERYWHERE),
    ...titles.filter((title) => title === EVERYWHERE),
  ]
  return ordered.map((title) => ({
    title,
    bindings: filled.filter((group) => group.title === title).flatMap((group) => group.bindings),
  }))
}

/** A key press with what is needed to decide whose it is. */
export interface Press extends KeyStroke {
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** Whether the focus is in something that takes typed text. */
  typing: boolean
}

const NAMES: Record<string, string> = { Escape: 'Esc', ' ': 'Space' }

/** How a press is written in a binding, or undefined where it is no shortcut (composing, Alt, plain typing). */
export function keysOf(press: Press): string | undefined {
  if (isComposingKey(press) || press.altKey) return undefined
  const name = NAMES[press.key] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key)
  if (press.ctrlKey || press.metaKey) return `Ctrl ${name}`
  return press.typing && name !== 'Esc' ? undefined : name
}

/** The binding a press means; the one registered last comes first, as it belongs to the innermost part. */
export function findBinding(bindings: readonly KeyBinding[], press: Press): KeyBinding | undefined {
  const keys = keysOf(press)
  return keys === undefined
    ? undefined
    : bindings.findLast((binding) => binding.keys === keys && binding.run !== undefined)
}
