import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { appRouter, type CallServer, createServer, type SessionControl } from '#electron/api/index.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import type { Failure, FailureCode } from '#shared/base/failure.ts'
import type { CallRequest, StreamEvent } from '#shared/ipc/bridge.ts'
import { openTestOffice, type TestOffice, type Who } from '../services/test-office.ts'

export type CallType = CallRequest['type']

/** The api over a real store, called as the page calls it. */
export type TestApi = {
  office: TestOffice
  server: CallServer
  /** Lines the api logged. */
  log: string[]
  /** Who is signed in; null is locked. */
  signIn(who: Who | null): void
  call(type: CallType, path: string, input?: unknown): ReturnType<CallServer['call']>
  /** The data of a call that must be answered. */
  ask(type: CallType, path: string, input?: unknown): Promise<unknown>
  /** The refusal of a call that must be refused. */
  refused(code: FailureCode, type: CallType, path: string, input?: unknown): Promise<Failure>
  /** Every event of a subscription until it ends. */
  follow(path: string, input?: unknown): Promise<StreamEvent[]>
}

/** Stands for the engine, whose part opening and closing the store is. */
const session: SessionControl = {
  state: () => ({ phase: 'locked', logins: ['jingban'] }),
  setUp: async () => ({ phase: 'locked', logins: ['jingban'] }),
  unlock: async () => ({ phase: 'locked', logins: ['jingban'] }),
  lock: () => ({ phase: 'locked', logins: ['jingban'] }),
}

export async function openTestApi(changes: Partial<ServiceContext> = {}): Promise<TestApi> {
  const office = await openTestOffice(changes)
  const log: string[] = []
  let who: Who | null = 'clerk'
  let lastId = 0
  const server = createServer({
    router: appRouter,
    createContext: () => ({ service: who === null ? null : office.as(who), session }),
    log: (line) => log.push(line),
  })

  function send(type: CallType, path: string, input: unknown, emit: (event: StreamEvent) => void) {
    lastId += 1
    return server.call('window-1', { id: lastId, type, path, input }, emit)
  }
  const call: TestApi['call'] = (type, path, input) => send(type, path, input, () => undefined)

  return {
    office,
    server,
    log,
    signIn: (next) => {
      who = next
    },
    call,
    async ask(type, path, input) {
      const answer = await call(type, path, input)
      if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(answer.failure)}`)
      return answer.data
    },
    async refused(code, type, path, input) {
      const answer = await call(type, path, input)
      if (answer.ok) throw new Error(`${path} was answered, not refused with ${code}`)
      expect(answer.failure).toMatchObject({ code, message: expect.stringMatching(/\p{Script=Han}/u) })
      expect(answer.failure.reference).toMatch(/^A-[2-9A-HJKMNP-Z]{6}$/)
      return answer.failure
    },
    follow(path, input) {
      return new Promise((resolve, reject) => {
        const events: StreamEvent[] = []
        const emit = (event: StreamEvent) => {
          events.push(event)
          if (event.kind !== 'data') resolve(events)
        }
        send('subscription', path, input, emit).then((answer) => {
          if (!answer.ok) reject(new Error(JSON.stringify(answer.failure)))
        }, reject)
      })
    },
  }
}

/** A command id of its own. */
export function newCommand(): string {
  return randomUUID()
}
