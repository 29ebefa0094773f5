import type { CallRequest } from '#shared/ipc/bridge.ts'

/** Questions that leave a trace (searching by identity number) or are about the session itself. */
const RECORDED_QUESTIONS = new Set(['session.state', 'residents.find', 'residents.findByIdNumber'])

/** Whether a call must go to the process that may change the store; every other question may go to a reader. */
export function needsWriter({ type, path }: Pick<CallRequest, 'type' | 'path'>): boolean {
  return type !== 'query' || RECORDED_QUESTIONS.has(path)
}
