import { createTRPCUntypedClient } from '@trpc/client'
import { describe, expect, test } from 'vitest'
import type { Bridge, CallRequest, CallResponse, StreamEvent } from '#shared/ipc/bridge.ts'
import { bridgeLink } from '../../../renderer/src/api/bridge-link.ts'
import { failureOf } from '../../../renderer/src/api/failure.ts'

/** A bridge whose other side is this test: it sees each call and answers as it likes. */
function setUp(answer: (request: CallRequest) => Promise<CallResponse>) {
  const calls: CallRequest[] = []
  const cancelled: number[] = []
  const listeners = new Set<(event: StreamEvent) => void>()
  const bridge: Bridge = {
    call(request) {
      calls.push(request)
      return answer(request)
    },
    cancel: (id) => cancelled.push(id),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const client = createTRPCUntypedClient({ links: [bridgeLink(bridge)] })
  const emit = (event: StreamEvent) => {
    for (const listener of listeners) listener(event)
  }
  return { client, calls, cancelled, emit }
}

const refusal = {
  code: 'WRONG_PASSWORD',
  message: '密码不对。',
  hint: '请再试。',
  reference: 'A-1042',
} as const

describe('a call over the bridge', () => {
  test('carries path, type and input, and gives the answer', async () => {
    const { client, calls } = setUp(async () => ({ ok: true, data: { id: 'r1' } }))
    expect(await client.mutation('residents.register', { name: '示例·甲' })).toEqual({ id: 'r1' })
    expect(calls).toEqual([
      { id: 1, type: 'mutation', path: 'residents.register', input: { name: '示例·甲' } },
    ])
  })

  test('that is refused keeps message, hint and reference', async () => {
    const { client } = setUp(async () => ({ ok: false, failure: refusal }))
    const error: unknown = await client.query('session.state').catch((cause: unknown) => cause)
    expect(failureOf(error)).toEqual(refusal)
  })

  test('that breaks is told in words, never as a bare code', async () => {
    const { client } = setUp(() => Promise.reject(new Error('EPIPE')))
    const error: unknown = await client.query('session.state').catch((cause: unknown) => cause)
    expect(failureOf(error).message).not.toContain('EPIPE')
    expect(failureOf(error).hint).toBeDefined()
  })

  test('that is given up is cancelled on the other side; a finished one is not', async () => {
    const { client, cancelled, calls } = setUp((request) =>
      request.path === 'slow' ? new Promise(() => {}) : Promise.resolve({ ok: true, data: 1 }),
    )
    const abort = new AbortController()
    const slow = client.query('slow', undefined, { signal: abort.signal }).catch(() => 'given up')
    await client.query('quick')
    abort.abort()
    expect(await slow).toBe('given up')
    expect(cancelled).toEqual([calls[0]?.id])
  })
})

describe('a subscription', () => {
  test('gives what comes, ends, and is cancelled when dropped', async () => {
    const { client, emit, cancelled, calls } = setUp(async () => ({ ok: true, data: null }))
    const seen: unknown[] = []
    const open = client.subscription('status.watch', undefined, { onData: (data) => seen.push(data) })
    const id = calls[0]?.id ?? 0
    emit({ id, kind: 'data', data: 'one' })
    emit({ id: id + 1, kind: 'data', data: 'of another call' })
    emit({ id, kind: 'data', data: 'two' })
    open.unsubscribe()
    emit({ id, kind: 'data', data: 'too late' })
    expect(seen).toEqual(['one', 'two'])
    expect(cancelled).toEqual([id])
  })

  test('that fails tells why, and one that ends completes', async () => {
    const { client, emit, calls } = setUp(async () => ({ ok: true, data: null }))
    const failed = new Promise<unknown>((resolve) => {
      client.subscription('rounds.run', undefined, { onError: resolve })
    })
    emit({ id: calls[0]?.id ?? 0, kind: 'failure', failure: refusal })
    expect(failureOf(await failed)).toEqual(refusal)
    const ended = new Promise<string>((resolve) => {
      client.subscription('rounds.run', undefined, { onComplete: () => resolve('complete') })
    })
    emit({ id: calls[1]?.id ?? 0, kind: 'end' })
    expect(await ended).toBe('complete')
  })
})
