import type { Table } from '#electron/exchange/index.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { Department } from '#shared/domain/people/index.ts'
import type { Dataset } from '#shared/ipc/imports.ts'
import type { ServiceContext } from '../context.ts'
import type { Plan, ReadableFile } from './plan.ts'
import { requireGoingOn } from './progress.ts'

/** A plan with what it was made for: it holds while the day and the store are the same. */
export type MadePlan = {
  plan: Plan
  file: ReadableFile
  /** Column key to title in the file. */
  matching: Readonly<Record<string, string>>
  /** The day, and the last recorded change, of when it was begun. */
  asOf: { on: PlainDate; auditSeq: number }
}

/** A file that was read and waits to be taken in. */
export type StagedFile = {
  id: string
  dataset: Dataset
  department: Department
  dataDate: PlainDate
  fileName: string
  sha256: string
  byteCount: number
  table: Table
  made?: MadePlan
}

/** More files would not fit the memory of the engine; the oldest gives way. */
const MOST_STAGED = 2

/**
 * The files of one open store that were read and not yet taken in. They lie in memory alone: locking clears them, and
 * nothing of a file that was not taken in is ever written.
 */
export class ImportStages {
  readonly #files = new Map<string, StagedFile>()
  #closing = new AbortController()
  #last: Promise<unknown> = Promise.resolve()

  add(file: StagedFile): void {
    this.#files.set(file.id, file)
    const [oldest] = this.#files.keys()
    if (this.#files.size > MOST_STAGED && oldest !== undefined) this.#files.delete(oldest)
  }

  /** @throws CounterError NOT_FOUND */
  get(id: string): StagedFile {
    const file = this.#files.get(id)
    if (file !== undefined) return file
    throw new CounterError('NOT_FOUND', '读入的文件已经不在内存里，没有导入任何数据。', {
      at: 'stageId',
      hint: '锁定窗口或另读了文件都会清掉它。请重新选择文件。',
    })
  }

  discard(id: string): void {
    this.#files.delete(id)
  }

  /** Forgets every file and cancels what is being done with them. */
  clear(): void {
    this.#files.clear()
    this.#closing.abort()
    this.#closing = new AbortController()
  }

  /**
   * Does long work alone, after that which was asked for before: two at a time would read one another's unfinished
   * changes through the one connection. The signal given to the work is also aborted by `clear`.
   * @throws CounterError CANCELLED where it was cancelled before its turn came
   */
  alone<Result>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const either = AbortSignal.any([signal, this.#closing.signal])
    const mine = this.#last.then(() => {
      requireGoingOn(either)
      return work(either)
    })
    this.#last = mine.catch(() => undefined)
    return mine
  }
}

/** The files that wait in this process; an import was sent to a process that takes none in. */
export function getStages({ stages }: Pick<ServiceContext, 'stages'>): ImportStages {
  if (stages === null) throw new Error('this process takes in no files')
  return stages
}
