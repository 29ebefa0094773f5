// Loads the document compiler's native library here too and makes no compiler. When a worker that alone had loaded it
// ends, Node unmaps the library under its running threads and the whole program dies with SIGSEGV.
import '#electron/documents/index.ts'
import { setTimeout as delay } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { faultLine } from '#electron/api/failures.ts'
import { workerFor } from '#electron/api/routing.ts'
import type { Failure } from '#shared/base/failure.ts'
import type { CallRequest, CallResponse, StreamEvent } from '#shared/ipc/bridge.ts'
import type { BytesAnswer, BytesRequest, FromWorker, Opened, Role, ToWorker, WorkerData } from './messages.ts'
import { type Fault, linkWorker, type WorkerLink } from './worker-link.ts'

/** What the entry point gives: how a worker is started, where things lie, and who hears of faults. */
export type EngineOptions = {
  start(data: WorkerData): Worker
  folder: string
  resourcesDir: string
  /** Takes one line about a fault of the program, without personal data. */
  log(line: string): void
  /** Called with its reference when a worker ended by itself; the office is locked by then. */
  onWorkerGone(reference: string): void
  /** How long `close` waits for running calls; 10 seconds unless told. */
  closeWithinMs?: number
}

export type Engine = {
  call(client: string, request: CallRequest, emit: (event: StreamEvent) => void): Promise<CallResponse>
  cancel(client: string, id: number): void
  /** Ends every call of a window that is gone. */
  drop(client: string): void
  /** What leaves the program as bytes. */
  bytes(request: BytesRequest): Promise<BytesAnswer>
  /** Locks the office; every later call but those of `session` answers LOCKED. */
  lock(): Promise<void>
  /** Seconds since the office was unlocked; undefined while it is locked. */
  openSeconds(): number | undefined
  /** Refuses new calls, waits for the running ones, locks, and ends the workers. */
  close(): Promise<void>
}

/** The workers that open the store after the writer did, and close it with it. */
const FOLLOWERS = ['reader', 'batch'] as const

const locked = refusal('窗口已锁定，没有执行。', '请登录后继续。')
const ending = refusal('程序正在退出，没有执行。', '请重新打开程序后再办理。')

type Stream = { client: string; id: number; emit(event: StreamEvent): void }
type Sitting = { since: number }

/**
 * Stands between the shell and the workers: questions go to the reader, changes and subscriptions to the writer, long
 * work to the batch worker. The other two are opened with what the writer reports after unlocking, and closed with it. A worker that ends by
 * itself fails its calls with a reference and locks the office; it is started anew, locked, when next needed.
 */
export function createEngine(options: EngineOptions): Engine {
  return new WorkerEngine(options)
}

class WorkerEngine implements Engine {
  readonly #options: EngineOptions
  readonly #workers: Readonly<Record<Role, WorkerLink>>
  readonly #streams = new Map<string, Stream>()
  #sitting: Sitting | undefined
  /** Unlocks under way: a lock that comes meanwhile must still reach the writer. */
  #unlocking = 0
  #closing = false

  constructor(options: EngineOptions) {
    this.#options = options
    this.#workers = { writer: this.#link('writer'), reader: this.#link('reader'), batch: this.#link('batch') }
  }

  async call(client: string, request: CallRequest, emit: Stream['emit']): Promise<CallResponse> {
    const isSession = request.path.startsWith('session.')
    if (this.#closing) return refuse(ending)
    if (this.#sitting === undefined && !isSession) return refuse(locked)
    const asked = this.#sitting
    const answer = await this.#send(client, request, emit)
    // What was read before a lock is not shown after it, and what was watched has ended; a change stays done.
    return isSession || request.type === 'mutation' || this.#sitting === asked ? answer : refuse(locked)
  }

  cancel(client: string, id: number): void {
    this.#streams.delete(streamKey(client, id))
    this.#tellAll({ kind: 'cancel', client, id })
  }

  drop(client: string): void {
    for (const [key, stream] of this.#streams) if (stream.client === client) this.#streams.delete(key)
    this.#tellAll({ kind: 'drop', client })
  }

  async bytes(request: BytesRequest): Promise<BytesAnswer> {
    if (this.#closing) return refuse(ending)
    if (this.#sitting === undefined) return refuse(locked)
    const asked = this.#sitting
    const answer = await this.#workers.reader.ask((call) => ({ kind: 'bytes', call, request }))
    if (this.#sitting !== asked) return refuse(locked)
    return 'bytes' in answer || !answer.ok ? answer : refuse(locked)
  }

  async lock(): Promise<void> {
    if (this.#sitting === undefined && this.#unlocking === 0) return
    this.#endSitting()
    const request: CallRequest = { id: 0, type: 'mutation', path: 'session.lock', input: undefined }
    await askWorker(this.#workers.writer, 'shell', request)
  }

  openSeconds(): number | undefined {
    return this.#sitting && (performance.now() - this.#sitting.since) / 1000
  }

  async close(): Promise<void> {
    this.#closing = true
    for (const { client, id } of this.#streams.values()) this.#tellAll({ kind: 'cancel', client, id })
    const limit = delay(this.#options.closeWithinMs ?? 10_000, undefined, { ref: false })
    await Promise.race([this.#becomeIdle(), limit])
    await Promise.all(Object.values(this.#workers).map((worker) => worker.end()))
  }

  async #becomeIdle(): Promise<void> {
    while (Object.values(this.#workers).some((worker) => worker.running() > 0)) await delay(10)
    await this.lock()
  }

  #tellAll(message: ToWorker): void {
    for (const worker of Object.values(this.#workers)) worker.tell(message)
  }

  #link(role: Role): WorkerLink {
    const { folder, resourcesDir, start } = this.#options
    return linkWorker(() => start({ role, folder, resourcesDir }), {
      message: (message) => this.#receive(message),
      gone: (fault) => this.#workerGone(fault),
    })
  }

  async #send(client: string, request: CallRequest, emit: Stream['emit']): Promise<CallResponse> {
    const { id, type, path } = request
    const isUnlock = path === 'session.unlock'
    if (type === 'subscription') this.#streams.set(streamKey(client, id), { client, id, emit })
    if (isUnlock) this.#unlocking += 1
    try {
      const answer = await askWorker(this.#workers[workerFor(request)], client, request)
      if (!answer.ok) this.#streams.delete(streamKey(client, id))
      return answer
    } finally {
      if (isUnlock) this.#unlocking -= 1
    }
  }

  #receive(message: Exclude<FromWorker, { kind: 'answer' }>): void {
    if (message.kind === 'opened') void this.#beginSitting(message.opened)
    else if (message.kind === 'closed') this.#endSitting()
    else if (message.kind === 'changed' || message.kind === 'damaged') this.#workers.writer.tell(message)
    else if (message.kind === 'fault') this.#options.log(message.line)
    else this.#passEvent(message.client, message.event)
  }

  #passEvent(client: string, event: StreamEvent): void {
    const key = streamKey(client, event.id)
    const stream = this.#streams.get(key)
    if (event.kind !== 'data') this.#streams.delete(key)
    stream?.emit(event)
  }

  async #beginSitting(opened: Opened): Promise<void> {
    this.#sitting = { since: performance.now() }
    // Messages to a worker keep their order, so a question asked after this finds the store open.
    const answers = await Promise.all(
      FOLLOWERS.map((role) => this.#workers[role].ask((call) => ({ kind: 'open', call, opened }))),
    )
    // Without a reader nothing can be shown; the failure is in the log.
    if (answers.some(({ ok }) => !ok)) await this.lock()
  }

  #endSitting(): void {
    this.#sitting = undefined
    for (const role of FOLLOWERS) this.#workers[role].tell({ kind: 'close' })
    for (const { client, id, emit } of this.#streams.values()) {
      this.#workers.writer.tell({ kind: 'cancel', client, id })
      emit({ id, kind: 'failure', failure: locked })
    }
    this.#streams.clear()
  }

  #workerGone({ reference, error }: Fault): void {
    void this.lock()
    this.#options.log(faultLine(error, 'worker', reference))
    this.#options.onWorkerGone(reference)
  }
}

async function askWorker(worker: WorkerLink, client: string, request: CallRequest): Promise<CallResponse> {
  const answer = await worker.ask((call) => ({ kind: 'call', call, client, request }))
  return 'bytes' in answer ? { ok: true, data: null } : answer
}

function streamKey(client: string, id: number): string {
  return `${client}:${id}`
}

function refusal(message: string, hint: string): Failure {
  return { code: 'LOCKED', message, hint }
}

function refuse(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure }
}
