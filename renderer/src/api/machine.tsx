import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import type { MachineStatus } from '#shared/ipc/session.ts'
import { api } from './client.ts'

const MachineContext = createContext<MachineStatus | undefined>(undefined)

/** The machine's state as the engine last told it; undefined until its first word. */
export function useMachine(): MachineStatus | undefined {
  return use(MachineContext)
}

/** Follows the machine's state. When the stream ends the session is asked again, as it may have been locked. */
export function MachineProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [status, setStatus] = useState<MachineStatus>()
  useEffect(() => {
    const askSession = () => void client.invalidateQueries({ queryKey: ['session'] })
    const watch = api.status.watch.subscribe(undefined, {
      onData: setStatus,
      onError: askSession,
      onComplete: askSession,
    })
    return () => watch.unsubscribe()
  }, [client])
  return <MachineContext value={status}>{children}</MachineContext>
}
