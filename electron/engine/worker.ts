import { parentPort, workerData } from 'node:worker_threads'
import { faultLine, newReference, toFailure } from '#electron/api/failures.ts'
import { appRouter, createServer } from '#electron/api/index.ts'
import { CounterError, type Failure } from '#shared/base/failure.ts'
import type { CallResponse } from '#shared/ipc/bridge.ts'
import { getBytes } from './bytes.ts'
import type { BytesAnswer, BytesRequest, FromWorker, Opened, ToWorker, WorkerData } from './messages.ts'
import { FollowingOffice, type Office, WritingOffice } from './office.ts'

if (parentPort === null) throw new Error('electron/engine/worker.ts runs as a worker thread')
const port = parentPort
const data: WorkerData = workerData

const following =
  data.role === 'writer'
    ? undefined
    : new FollowingOffice(data, { changed: () => send({ kind: 'changed' }), damaged: tellDamage })
const office: Office =
  following ??
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
    case 'bytes': {
      const answer = await answered(message.request.what, () => bytesOf(message.request))
      return send({ kind: 'answer', call: message.call, answer })
    }
    case 'open': {
      const answer = await answered('open', () => openFollowing(message.opened))
      return send({ kind: 'answer', call: message.call, answer })
    }
    case 'cancel':
      return server.cancel(message.client, message.id)
    case 'drop':
      return server.drop(message.client)
    case 'close':
      server.dropAll()
      return following?.close()
    case 'changed':
      return office.service()?.changes.announce()
    case 'damaged':
      return office.service()?.changes.announceDamage()
  }
}

async function bytesOf(request: BytesRequest): Promise<BytesAnswer> {
  const service = office.service()
  if (service === null) throw new CounterError('LOCKED', '窗口已锁定，没有打开。', { hint: '请登录后继续。' })
  return { ok: true, ...(await getBytes(service, request)) }
}

function openFollowing(opened: Opened): CallResponse {
  following?.open(opened)
  return { ok: true, data: null }
}

/** What `work` gives, or the refusal it throws with a line in the log where it is a fault. */
async function answered<Answer>(
  path: string,
  work: () => Answer | Promise<Answer>,
): Promise<Answer | { ok: false; failure: Failure }> {
  try {
    return await work()
  } catch (error) {
    const { failure, isFault } = toFailure(error)
    if (isFault) send({ kind: 'fault', line: faultLine(error, path, failure.reference ?? '') })
    return { ok: false, failure }
  }
}

/** Damage that was found while the store is in use: a line for the log, and word to whoever watches. */
function tellDamage(error: unknown): void {
  send({ kind: 'fault', line: faultLine(error, 'read-through', newReference()) })
  send({ kind: 'damaged' })
}

function send(message: FromWorker): void {
  port.postMessage(message)
}
