import type { Failure } from '#shared/base/failure.ts'
import type { AddedEvidence } from '#shared/ipc/evidence.ts'
import { fileFailure, titleError, titleFromName } from './evidence-files.ts'

/** A file that was chosen, on its way into the store. */
export interface QueuedFile {
  /** Sent with it, so that the same file sent twice is kept once. */
  commandId: string
  file: File
  title: string
  thumbnail: Uint8Array<ArrayBuffer> | undefined
  state: 'chosen' | 'sending' | 'added'
  /** Why it was not kept; it can be sent again where that may help. */
  failure: Failure | undefined
  added: AddedEvidence | undefined
}

/** A chosen file before anybody has looked at it; one that can never be kept says so at once. */
export function queuedFile(file: File, commandId: string): QueuedFile {
  return {
    commandId,
    file,
    title: titleFromName(file.name),
    thumbnail: undefined,
    state: 'chosen',
    failure: fileFailure(file),
    added: undefined,
  }
}

/** Whether a file still waits to be sent; one that is refused before it is sent never is. */
export function isToSend(queued: QueuedFile): boolean {
  return queued.state === 'chosen' && fileFailure(queued.file) === undefined
}

/** Files that would be sent, but have no usable title yet. */
export function untitled(queue: readonly QueuedFile[]): QueuedFile[] {
  return queue.filter((queued) => isToSend(queued) && titleError(queued.title) !== undefined)
}

/** What is worth knowing of a file that was kept, in words; nothing where all is as usual. */
export function addedWords({ sameAs, notes }: AddedEvidence): string[] {
  const own = sameAs.filter(({ ownRecord }) => ownRecord)
  const others = sameAs.length - own.length
  return [
    ...own.map(({ title }) => `与本人已有的“${title}”是同一份文件，仍已保存。`),
    ...(others === 0
      ? []
      : [`另有 ${others} 份别人的材料与它是同一份文件，仍已保存。请核对是否拿错了原件。`]),
    ...notes,
  ]
}
