import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react'

/**
 * What a person left on a page: a filter, a place in a list, a name looked for. It is kept in this window's memory
 * only. It holds personal data, so it lives and ends with the provider, which stands behind the lock.
 */
const MemoryContext = createContext<Map<string, unknown> | undefined>(undefined)

/** Where the search field leaves a name that nobody has, for the form that registers them. */
export const NAME_TO_REGISTER = 'name-to-register'

export function PageMemoryProvider({ children }: { children: ReactNode }) {
  const kept = useRef(new Map<string, unknown>())
  return <MemoryContext value={kept.current}>{children}</MemoryContext>
}

/** A state that outlives its page under `key`, a key always used with the same type; `forget` empties it. */
export function useRemembered<Value>(key: string, initial: Value) {
  const kept = use(MemoryContext)
  if (kept === undefined) throw new Error('a page remembers something outside PageMemoryProvider')
  const [value, setValue] = useState<Value>(() => (kept.has(key) ? (kept.get(key) as Value) : initial))
  const remember = useCallback(
    (next: Value) => {
      kept.set(key, next)
      setValue(next)
    },
    [kept, key],
  )
  const forget = useCallback(() => {
    kept.delete(key)
  }, [kept, key])
  return { value, remember, forget }
}
