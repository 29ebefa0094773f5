import type { CallRequest } from '#shared/ipc/bridge.ts'

/** Questions that leave a trace (searching by identity number) or are about the session itself. */
const RECORDED_QUESTIONS = new Set([
  'session.state',
  'residents.findByNumber',
  'residents.findByIdNumber',
  'duplicates.check',
  'imports.setAside',
])

/** Long work, and what is asked of a file that lies in the memory of the worker that does it. */
const LONG_WORK = new Set([
  'imports.stage',
  'imports.check',
  'imports.rows',
  'imports.discard',
  'imports.takeIn',
  'imports.mend',
  'imports.undo',
  'pointsRuns.simulate',
  'pointsRuns.run',
  'rounds.freeze',
  'rounds.check',
  'rounds.run',
  'roundResults.whatIf',
  'entrants.readList',
  'entrants.takeList',
  'entrants.addMatching',
])

/**
 * Which process answers a call: `batch` does long work, `writer` every other change and what leaves a trace, `reader`
 * everything else.
 */
export function workerFor({ type, path }: Pick<CallRequest, 'type' | 'path'>): 'writer' | 'reader' | 'batch' {
  if (LONG_WORK.has(path)) return 'batch'
  return type !== 'query' || RECORDED_QUESTIONS.has(path) ? 'writer' : 'reader'
}
