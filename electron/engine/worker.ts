import { parentPort, workerData } from 'node:worker_threads'
import { faultLine, toFailure } from '#electron/api/failures.ts'
import { appRouter, createServer } from '#electron/api/index.ts'
import { getPaperBytes, getPaperPicture } from '#electron/services/papers.ts'
import { CounterError, type Failure } from '#shared/base/failure.ts'
import type { CallResponse } from '#shared/ipc/bridge.ts'
import type { FromWorker, Opened, PaperAnswer, PaperForm, ToWorker, WorkerData } from './messages.ts'
import { type Office, ReadingOffice, WritingOffice } from './office.ts'

if (parentPort === null) throw new Error('electron/engine/worker.ts runs as a worker thread')
const port = parentPort
const data: WorkerData = workerData

const reading = data.role === 'reader' ? new ReadingOffice(data) : undefined
const office: Office =
  reading ??
  new WritingOffice(data, {
    opened: (opened) => send({ kind: 'opened', opened }),
    closing: () => server.dropAll(),
    closed: () => send({ kind: 'closed' }),
  })

const server = createServer({
  router: appRouter,
  createContext: () => ({ service: office.service(), session: office.session }),
  log: (line) => send({ kind: 'fault', line }),
})

port.on('message', (message: ToWorker) => void receive(message))

async function receive(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'call': {
      const { call, client, request } = message
      const answer = await server.call(client, request, (event) => send({ kind: 'event', client, event }))
      return send({ kind: 'answer', call, answer })
    }
    case 'paper': {
      const answer = await answered('paper', () => getPaper(message.id, message.form))
      return send({ kind: 'answer', call: message.call, answer })
    }
    case 'open': {
      const answer = await answered('open', () => openReading(message.opened))
      return send({ kind: 'answer', call: message.call, answer })
    }
    case 'cancel':
      return server.cancel(message.client, message.id)
    case 'drop':
      return server.drop(message.client)
    case 'close':
      server.dropAll()
      return reading?.close()
  }
}

function getPaper(id: string, form: PaperForm): PaperAnswer {
  const service = office.service()
  if (service === null)
    throw new CounterError('LOCKED', '窗口已锁定，文书没有打开。', { hint: '请登录后继续。' })
  const bytes =
    form === 'picture'
      ? new TextEncoder().encode(getPaperPicture(service, id))
      : getPaperBytes(service, id, { copy: form === 'copy' })
  return { ok: true, bytes }
}

function openReading(opened: Opened): CallResponse {
  reading?.open(opened)
  return { ok: true, data: null }
}

/** What `work` gives, or the refusal it throws with a line in the log where it is a fault. */
function answered<Answer>(path: string, work: () => Answer): Answer | { ok: false; failure: Failure } {
  try {
    return work()
  } catch (error) {
    const { failure, isFault } = toFailure(error)
    if (isFault) send({ kind: 'fault', line: faultLine(error, path, failure.reference ?? '') })
    return { ok: false, failure }
  }
}

function send(message: FromWorker): void {
  port.postMessage(message)
}
