import { useEffect, useEffectEvent } from 'react'
import { findBinding, type KeyBinding } from '../../components/key-match.ts'

/** Keys while the viewer is open; those of the page behind it rest. */
export function useViewerKeys(bindings: readonly KeyBinding[]): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const { key, keyCode, isComposing, ctrlKey, metaKey, altKey, target } = event
    const typing = target instanceof HTMLInputElement
    const found = findBinding(bindings, { key, keyCode, isComposing, ctrlKey, metaKey, altKey, typing })
    if (found?.run === undefined) return
    event.preventDefault()
    found.run()
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
