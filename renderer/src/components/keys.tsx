import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react'
import { findBinding, type KeyBinding, type KeyGroup, orderGroups } from './key-match.ts'

interface Keyboard {
  add(group: { current: KeyGroup }): () => void
  /** While anything holds the keyboard (an open dialog), shortcuts of the page rest. */
  hold(): () => void
  groups(): KeyGroup[]
}

const KeyboardContext = createContext<Keyboard | undefined>(undefined)

function useKeyboard(): Keyboard {
  const keyboard = use(KeyboardContext)
  if (keyboard === undefined) throw new Error('keys are used outside KeyboardProvider')
  return keyboard
}

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return (
    target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  )
}

/** Listens once for the whole window and hands each press to the innermost part that wants it. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const registered = useRef<{ current: KeyGroup }[]>([])
  const holds = useRef(0)
  const keyboard = useMemo<Keyboard>(
    () => ({
      add(group) {
        registered.current.push(group)
        return () => {
          registered.current = registered.current.filter((other) => other !== group)
        }
      },
      hold() {
        holds.current += 1
        return () => {
          holds.current -= 1
        }
      },
      groups: () => registered.current.map((group) => group.current),
    }),
    [],
  )
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || holds.current > 0) return
      const bindings = keyboard.groups().flatMap((group) => group.bindings)
      const { key, keyCode, isComposing, ctrlKey, metaKey, altKey } = event
      const typing = takesText(event.target)
      const found = findBinding(bindings, { key, keyCode, isComposing, ctrlKey, metaKey, altKey, typing })
      if (found?.run === undefined) return
      event.preventDefault()
      found.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [keyboard])
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>
}

/** Registers shortcuts while the component is on screen; `title` groups them in the list of all keys. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const keyboard = useKeyboard()
  const group = useRef<KeyGroup>({ title, bindings })
  group.current = { title, bindings }
  useEffect(() => keyboard.add(group), [keyboard])
}

/** Lets the page's shortcuts rest while `held` is true. */
export function useKeyboardHold(held: boolean): void {
  const keyboard = useKeyboard()
  useEffect(() => (held ? keyboard.hold() : undefined), [keyboard, held])
}

/** Opens the list of all keys of this page; the groups are read at the moment of opening. */
export function useKeyList(): { groups: KeyGroup[] | undefined; open(): void; close(): void } {
  const keyboard = useKeyboard()
  const [groups, setGroups] = useState<KeyGroup[]>()
  return {
    groups,
    open: () => setGroups(orderGroups(keyboard.groups())),
    close: () => setGroups(undefined),
  }
}
