import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { AddedEvidence } from '#shared/ipc/evidence.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { addedWords, isToSend, type QueuedFile, queuedFile } from './evidence-queue.ts'
import { makeThumbnail } from './evidence-scan.ts'

/** Files on their way into a person's record. */
export interface EvidenceQueue {
  files: readonly QueuedFile[]
  busy: boolean
  choose(files: readonly File[]): void
  name(commandId: string, title: string): void
  drop(commandId: string): void
  /** Keeps every file that waits; leaves where all were kept and there is nothing to say about them. */
  send(): Promise<void>
  leave(): void
}

/**
 * Keeps chosen files until they are in the store. Sent by itself, not as a common command: a common one compares its
 * input as text, and a scan is millions of bytes.
 */
export function useEvidenceQueue(residentId: string): EvidenceQueue {
  const client = useQueryClient()
  const [files, setFiles] = useState<readonly QueuedFile[]>([])
  /** The latest of them, also between two renders: several are looked at and sent at once. */
  const latest = useRef(files)
  const [busy, setBusy] = useState(false)

  function put(next: readonly QueuedFile[]): void {
    latest.current = next
    setFiles(next)
  }
  function change(commandId: string, part: Partial<QueuedFile>): void {
    put(latest.current.map((queued) => (queued.commandId === commandId ? { ...queued, ...part } : queued)))
  }
  function choose(chosen: readonly File[]): void {
    const added = chosen.map((file) => queuedFile(file, crypto.randomUUID()))
    put([...latest.current, ...added])
    for (const queued of added.filter(isToSend)) {
      void makeThumbnail(queued.file).then((thumbnail) => change(queued.commandId, { thumbnail }))
    }
  }
  async function sendOne(queued: QueuedFile): Promise<void> {
    change(queued.commandId, { state: 'sending', failure: undefined })
    try {
      change(queued.commandId, { state: 'added', added: await keep(residentId, queued) })
    } catch (error) {
      change(queued.commandId, { state: 'chosen', failure: failureOf(error) })
    }
  }
  async function send(): Promise<void> {
    setBusy(true)
    for (const queued of latest.current.filter(isToSend)) await sendOne(queued)
    setBusy(false)
    await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    if (latest.current.every(isQuietlyAdded)) put([])
  }
  return {
    files,
    busy,
    choose,
    name: (commandId, title) => change(commandId, { title, failure: undefined }),
    drop: (commandId) => put(latest.current.filter((queued) => queued.commandId !== commandId)),
    send,
    leave: () => (busy ? undefined : put([])),
  }
}

async function keep(
  residentId: string,
  { commandId, file, title, thumbnail }: QueuedFile,
): Promise<AddedEvidence> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const small = thumbnail === undefined ? {} : { thumbnail }
  return api.evidence.add.mutate({ commandId, residentId, title: title.trim(), bytes, ...small })
}

function isQuietlyAdded({ added }: QueuedFile): boolean {
  return added !== undefined && addedWords(added).length === 0
}
