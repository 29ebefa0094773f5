import type { Worker } from 'node:worker_threads'
import { newReference } from '#electron/api/failures.ts'
import type { Failure } from '#shared/base/failure.ts'
import type { FromWorker, ToWorker } from './messages.ts'

type Answer = Extract<FromWorker, { kind: 'answer' }>['answer']
/** A worker that ended without being asked to, with the number its callers were told. */
export type Fault = { reference: string; error: unknown }

export type WorkerLink = {
  /** Sends a request and gives its answer; INTERNAL when the worker ends first. Starts the worker where needed. */
  ask(make: (call: number) => ToWorker): Promise<Answer>
  /** Sends what has no answer; a worker that does not run has nothing to be told. */
  tell(message: ToWorker): void
  /** Requests not yet answered. */
  running(): number
  end(): Promise<void>
}

/** Hears what a worker says unasked, and that it ended by itself. */
export type WorkerListener = {
  message(message: Exclude<FromWorker, { kind: 'answer' }>): void
  gone(fault: Fault): void
}

/** Keeps one worker: started on first use, and started anew on the first use after it ended. */
export function linkWorker(start: () => Worker, listener: WorkerListener): WorkerLink {
  return new KeptWorker(start, listener)
}

class KeptWorker implements WorkerLink {
  readonly #start: () => Worker
  readonly #listener: WorkerListener
  readonly #pending = new Map<number, (answer: Answer) => void>()
  #worker: Worker | undefined
  #count = 0

  constructor(start: () => Worker, listener: WorkerListener) {
    this.#start = start
    this.#listener = listener
  }

  ask(make: (call: number) => ToWorker): Promise<Answer> {
    return new Promise((resolve) => {
      this.#count += 1
      this.#pending.set(this.#count, resolve)
      this.#worker ??= this.#begin()
      this.#worker.postMessage(make(this.#count))
    })
  }

  tell(message: ToWorker): void {
    this.#worker?.postMessage(message)
  }

  running(): number {
    return this.#pending.size
  }

  async end(): Promise<void> {
    const ending = this.#worker
    this.#worker = undefined
    await ending?.terminate()
  }

  #begin(): Worker {
    const begun = this.#start()
    let error: unknown = new Error('the worker ended')
    begun.on('message', (message: FromWorker) => this.#receive(message))
    begun.once('error', (thrown) => {
      error = thrown
    })
    begun.once('exit', () => {
      if (this.#worker === begun) this.#lose(error)
    })
    return begun
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'answer') {
      this.#pending.get(message.call)?.(message.answer)
      this.#pending.delete(message.call)
    } else this.#listener.message(message)
  }

  #lose(error: unknown): void {
    this.#worker = undefined
    const reference = newReference()
    for (const answer of this.#pending.values()) answer({ ok: false, failure: workerFailure(reference) })
    this.#pending.clear()
    this.#listener.gone({ reference, error })
  }
}

function workerFailure(reference: string): Failure {
  return {
    code: 'INTERNAL',
    message: '处理程序意外停止，这一步可能没有完成；已完成并提示过的办理都在存储里。',
    hint: '请重新登录，核对这一步的结果后再办理；再次出现时请把编号告诉管理员。',
    reference,
  }
}
