import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react'

/**
 * What a person left on a page: a half-filled form, a filter, a place in a list. It is kept in this window's memory
 * only, survives locking, and is thrown away when another person signs in, because it holds personal data.
 */
interface PageMemory {
  kept: Map<string, unknown>
  owner: string | undefined
}

const MemoryContext = createContext<PageMemory>({ kept: new Map(), owner: undefined })

export function PageMemoryProvider({ children }: { children: ReactNode }) {
  const memory = useRef<PageMemory>({ kept: new Map(), owner: undefined })
  return <MemoryContext value={memory.current}>{children}</MemoryContext>
}

/** Ties what is kept to one account; what another account left is forgotten. */
export function useMemoryOwner(accountId: string): void {
  const memory = use(MemoryContext)
  if (memory.owner === accountId) return
  memory.kept.clear()
  memory.owner = accountId
}

/** A state that outlives its page under `key`, a key always used with the same type; `forget` empties it. */
export function useRemembered<Value>(key: string, initial: Value) {
  const { kept } = use(MemoryContext)
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
