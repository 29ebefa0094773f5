import type { DocumentCompiler } from '#electron/documents/index.ts'
import type { Reader, Writer } from '#electron/store/database.ts'
import type { SignedIn } from '#shared/ipc/session.ts'
import type { ChangeFeed } from './changes.ts'
import type { Clock } from './clock.ts'
import type { ImportStages } from './imports/stages.ts'
import type { Resources } from './resources.ts'

/** What every use case is given: the open store, who is signed in, and the outside world as values. */
export type ServiceContext = {
  reader: Reader
  /** Null where only questions are answered (a reader worker). */
  writer: Writer | null
  account: SignedIn
  /** Files that were read and not yet taken in; null outside the process that does long work. */
  stages: ImportStages | null
  clock: Clock
  resources: Resources
  documents: DocumentCompiler
  changes: ChangeFeed
}

/** The store to be changed; a use case that changes something was sent to a process that cannot. */
export function getWriter({ writer }: ServiceContext): Writer {
  if (writer === null) throw new Error('this process only reads the store')
  return writer
}
