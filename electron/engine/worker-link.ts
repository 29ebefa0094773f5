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

/** Keeps one worker: started on first use, and started anew on the first use after it ended. */
export function linkWorker(
  start: () => Worker,
  listener: { message(message: Exclude<FromWorker, { kind: 'answer' }>): void; gone(fault: Fault): void },
): WorkerLink {
  const pending = new Map<number, (answer: Answer) => void>()
  let worker: Worker | undefined
  let count = 0

  function receive(message: FromWorker): void {
    if (message.kind === 'answer') {
      pending.get(message.call)?.(message.answer)
      pending.delete(message.call)
    } else listener.message(message)
  }

  function begin(): Worker {
    const begun = start()
    let error: unknown = new Error('the worker ended')
    begun.on('message', receive)
    begun.once('error', (thrown) => {
      error = thrown
    })
    begun.once('exit', () => {
      if (worker !== begun) return
      worker = undefined
      const reference = newReference()
      for (const answer of pending.values()) answer({ ok: false, failure: workerFailure(reference) })
      pending.clear()
      listener.gone({ reference, error })
    })
    return begun
  }

  return {
    ask: (make) =>
      new Promise((resolve) => {
        count += 1
        pending.set(count, resolve)
        worker ??= begin()
        worker.postMessage(make(count))
      }),
    tell: (message) => worker?.postMessage(message),
    running: () => pending.size,
    end: async () => {
      const ending = worker
      worker = undefined
      await ending?.terminate()
    },
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
