// Loads the document compiler's native library here too and makes no compiler. When a worker that alone had loaded it
// ends, Node unmaps the library under its running threads and the whole program dies with SIGSEGV.
import '#electron/documents/index.ts'
import { setTimeout as delay } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { faultLine } from '#electron/api/failures.ts'
import { needsWriter } from '#electron/api/routing.ts'
import type { Failure } from '#shared/base/failure.ts'
import type { CallRequest, CallResponse, StreamEvent } from '#shared/ipc/bridge.ts'
import type { FromWorker, Opened, PaperAnswer, PaperFormat, WorkerData } from './messages.ts'
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
  paper(id: string, format: PaperFormat): Promise<PaperAnswer>
  /** Locks the office; every later call but those of `session` answers LOCKED. */
  lock(): Promise<void>
  /** Seconds since the office was unlocked; undefined while it is locked. */
  openSeconds(): number | undefined
  /** Refuses new calls, waits for the running ones, locks, and ends the workers. */
  close(): Promise<void>
}

const locked = refusal('窗口已锁定，没有执行。', '请登录后继续。')
const ending = refusal('程序正在退出，没有执行。', '请重新打开程序后再办理。')

/**
 * Stands between the shell and the workers: questions go to the reader, changes and subscriptions to the writer.
 * The reader is opened with what the writer reports after unlocking, and closed with it. A worker that ends by
 * itself fails its calls with a reference and locks the office; it is started anew, locked, when next needed.
 */
export function createEngine(options: EngineOptions): Engine {
  const { folder, resourcesDir } = options
  const streams = new Map<string, { client: string; id: number; emit(event: StreamEvent): void }>()
  let sitting: { since: number } | undefined
  let closing = false

  const writer = linkWorker(() => options.start({ role: 'writer', folder, resourcesDir }), {
    message: receive,
    gone: workerGone,
  })
  const reader = linkWorker(() => options.start({ role: 'reader', folder, resourcesDir }), {
    message: receive,
    gone: workerGone,
  })

  function receive(message: Exclude<FromWorker, { kind: 'answer' }>): void {
    if (message.kind === 'opened') void beginSitting(message.opened)
    else if (message.kind === 'closed') endSitting()
    else if (message.kind === 'fault') options.log(message.line)
    else passEvent(message.client, message.event)
  }

  function passEvent(client: string, event: StreamEvent): void {
    const key = streamKey(client, event.id)
    const stream = streams.get(key)
    if (event.kind !== 'data') streams.delete(key)
    stream?.emit(event)
  }

  async function beginSitting(opened: Opened): Promise<void> {
    sitting = { since: performance.now() }
    // Messages to a worker keep their order, so a question asked after this finds the store open.
    const answer = await reader.ask((call) => ({ kind: 'open', call, opened }))
    // Without a reader nothing can be shown; the failure is in the log.
    if (!answer.ok) await lock()
  }

  function endSitting(): void {
    sitting = undefined
    reader.tell({ kind: 'close' })
    for (const { client, id, emit } of streams.values()) {
      writer.tell({ kind: 'cancel', client, id })
      emit({ id, kind: 'failure', failure: locked })
    }
    streams.clear()
  }

  function workerGone({ reference, error }: Fault): void {
    void lock()
    options.log(faultLine(error, 'worker', reference))
    options.onWorkerGone(reference)
  }

  async function lock(): Promise<void> {
    if (sitting === undefined) return
    endSitting()
    const request: CallRequest = { id: 0, type: 'mutation', path: 'session.lock', input: undefined }
    await writer.ask((call) => ({ kind: 'call', call, client: 'shell', request }))
  }

  async function call(client: string, request: CallRequest, emit: (event: StreamEvent) => void) {
    const isSession = request.path.startsWith('session.')
    if (closing) return refuse(ending)
    if (sitting === undefined && !isSession) return refuse(locked)
    const asked = sitting
    const worker = needsWriter(request) ? writer : reader
    const key = streamKey(client, request.id)
    if (request.type === 'subscription') streams.set(key, { client, id: request.id, emit })
    const answer = await askWorker(worker, client, request)
    if (!answer.ok) streams.delete(key)
    // What was read before a lock is not shown after it.
    return request.type === 'query' && !isSession && sitting !== asked ? refuse(locked) : answer
  }

  async function paper(id: string, format: PaperFormat): Promise<PaperAnswer> {
    if (closing) return refuse(ending)
    if (sitting === undefined) return refuse(locked)
    const asked = sitting
    const answer = await reader.ask((number) => ({ kind: 'paper', call: number, id, format }))
    if (sitting !== asked) return refuse(locked)
    return 'bytes' in answer || !answer.ok ? answer : refuse(locked)
  }

  async function close(): Promise<void> {
    closing = true
    for (const { client, id } of streams.values()) writer.tell({ kind: 'cancel', client, id })
    const idle = async () => {
      while (writer.running() + reader.running() > 0) await delay(10)
      await lock()
    }
    await Promise.race([idle(), delay(options.closeWithinMs ?? 10_000, undefined, { ref: false })])
    await Promise.all([writer.end(), reader.end()])
  }

  return {
    call,
    cancel: (client, id) => cancelIn([writer, reader], streams, { client, id }),
    drop(client) {
      for (const [key, stream] of streams) if (stream.client === client) streams.delete(key)
      for (const worker of [writer, reader]) worker.tell({ kind: 'drop', client })
    },
    paper,
    lock,
    openSeconds: () => (sitting === undefined ? undefined : (performance.now() - sitting.since) / 1000),
    close,
  }
}

function cancelIn(
  workers: WorkerLink[],
  streams: Map<string, unknown>,
  at: { client: string; id: number },
): void {
  streams.delete(streamKey(at.client, at.id))
  for (const worker of workers) worker.tell({ kind: 'cancel', ...at })
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
