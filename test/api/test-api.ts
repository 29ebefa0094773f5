import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { appRouter, type CallServer, createServer, type SessionControl } from '#electron/api/index.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import type { Failure, FailureCode } from '#shared/base/failure.ts'
import type { CallRequest, StreamEvent } from '#shared/ipc/bridge.ts'
import { openTestOffice, type TestOffice, type Who } from '../services/test-office.ts'

export type CallType = CallRequest['type']

/** A procedure with input the schema accepts, and input it refuses with the place of the fault. */
export type Procedure = { type: CallType; path: string; good: unknown; bad: unknown; at?: string }

/** The api over a real store, called as the page calls it. */
export type TestApi = {
  office: TestOffice
  server: CallServer
  /** Lines the api logged. */
  log: string[]
  /** Who is signed in; null is locked. */
  signIn(who: Who | null): void
  isLocked(): boolean
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
  return new CalledApi(await openTestOffice(changes))
}

class CalledApi implements TestApi {
  readonly office: TestOffice
  readonly server: CallServer
  readonly log: string[] = []
  #who: Who | null = 'clerk'
  #lastId = 0

  constructor(office: TestOffice) {
    this.office = office
    this.server = createServer({
      router: appRouter,
      createContext: () => ({ service: this.#who === null ? null : office.as(this.#who), session }),
      log: (line) => this.log.push(line),
    })
  }

  signIn(who: Who | null): void {
    this.#who = who
  }

  isLocked(): boolean {
    return this.#who === null
  }

  call(type: CallType, path: string, input?: unknown): ReturnType<CallServer['call']> {
    return this.#send({ type, path, input }, () => undefined)
  }

  async ask(type: CallType, path: string, input?: unknown): Promise<unknown> {
    const answer = await this.call(type, path, input)
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(answer.failure)}`)
    return answer.data
  }

  async refused(code: FailureCode, type: CallType, path: string, input?: unknown): Promise<Failure> {
    const answer = await this.call(type, path, input)
    if (answer.ok) throw new Error(`${path} was answered, not refused with ${code}`)
    expect(answer.failure).toMatchObject({ code, message: expect.stringMatching(/\p{Script=Han}/u) })
    expect(answer.failure.reference).toMatch(/^A-[2-9A-HJKMNP-Z]{6}$/)
    return answer.failure
  }

  follow(path: string, input?: unknown): Promise<StreamEvent[]> {
    return new Promise((resolve, reject) => {
      const events: StreamEvent[] = []
      const emit = (event: StreamEvent) => {
        events.push(event)
        if (event.kind !== 'data') resolve(events)
      }
      this.#send({ type: 'subscription', path, input }, emit).then((answer) => {
        if (!answer.ok) reject(new Error(JSON.stringify(answer.failure)))
      }, reject)
    })
  }

  #send(request: Omit<CallRequest, 'id'>, emit: (event: StreamEvent) => void) {
    this.#lastId += 1
    return this.server.call('window-1', { id: this.#lastId, ...request }, emit)
  }
}

/** A command id of its own. */
export function newCommand(): string {
  return randomUUID()
}
