import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import { failureOf } from './failure.ts'

/** What `useCommand` gives a screen. */
export interface Command<Input, Output> {
  /** Sends it; resolves to the answer, or to undefined where it was refused (then `failure` says why). */
  run(input: Input): Promise<Output | undefined>
  busy: boolean
  failure: Failure | undefined
  clear(): void
}

/**
 * One change of the store. The same input sent again after a lost answer carries the same command id, so that it
 * is done once; afterwards every list and record on screen is read anew.
 */
export function useCommand<Request extends { commandId: string }, Output>(
  send: (request: Request) => Promise<Output>,
): Command<Omit<Request, 'commandId'>, Output> {
  type Input = Omit<Request, 'commandId'>
  const client = useQueryClient()
  const pending = useRef<{ input: string; commandId: string } | undefined>(undefined)
  const mutation = useMutation({
    mutationFn: (input: Input) => {
      const text = JSON.stringify(input)
      if (pending.current?.input !== text) pending.current = { input: text, commandId: crypto.randomUUID() }
      return send({ ...input, commandId: pending.current.commandId } as Request)
    },
    onSuccess: async () => {
      pending.current = undefined
      await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    },
  })
  async function run(input: Input): Promise<Output | undefined> {
    try {
      return await mutation.mutateAsync(input)
    } catch {
      return undefined
    }
  }
  return {
    run,
    busy: mutation.isPending,
    failure: mutation.error === null ? undefined : failureOf(mutation.error),
    clear: mutation.reset,
  }
}
