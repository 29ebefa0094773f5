import { isComposingKey, type KeyStroke } from './ime.ts'

/** One shortcut: `keys` as shown, such as `N`, `Ctrl K`, `Ctrl Enter`, `?` or `Esc`. */
export interface KeyBinding {
  keys: string
  label: string
  /** Left out where the part itself handles the key and it is only to be shown in the list of keys. */
  run?(): void
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
