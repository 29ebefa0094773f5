import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import {
  addEvidenceEvent,
  type EvidenceEventRow,
  type EvidenceRow,
  findEvidence,
  findEvidenceBytes,
  findEvidenceThumbnail,
  insertEvidence,
  listEvidence,
  listEvidenceEvents,
  listSameEvidence,
  type SameEvidenceRow,
} from '#electron/store/tables/evidence.ts'
import { personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import type {
  AddEvidenceRequest,
  AddedEvidence,
  EvidenceView,
  JudgeEvidenceRequest,
  OpenEvidenceRequest,
} from '#shared/ipc/evidence.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { inspectEvidence, requireThumbnail } from './evidence-file.ts'
import { getResident } from './getters.ts'
import { sha256 } from './hash.ts'
import { getListedResident } from './listed-resident.ts'

const Added = z.strictObject({ id: z.string() })
const Judged = z.strictObject({ state: z.enum(['accepted', 'rejected']) })
const Opened = z.strictObject({})

/**
 * Keeps a scan or photo of a person's paper; it waits to be judged. Bytes that are there already, of this person or
 * another, are told of and kept all the same.
 * @throws CounterError NOT_FOUND; CONFLICT where the record is no longer listed; BAD_INPUT at `bytes` or `thumbnail`;
 *   DUPLICATE where the person has the same bytes under the same title
 * @idempotent with `request.commandId`
 */
export async function addEvidence(
  context: ServiceContext,
  request: AddEvidenceRequest,
): Promise<AddedEvidence> {
  const { residentId, title, bytes, thumbnail } = request
  getResident(context.reader, residentId)
  const { mediaType, pages, notes } = await inspectEvidence(bytes)
  if (thumbnail !== undefined) requireThumbnail(thumbnail)
  const hash = sha256(bytes)
  // The title and what is the same may be personal, so they are not kept as the command's answer.
  const command = { id: request.commandId, kind: 'evidence.add', result: Added }
  const { id } = carryOut(context, command, (tx, at) => {
    const resident = getListedResident(tx, residentId)
    requireNew(tx, resident, { title, hash })
    const id = randomUUID()
    const row = {
      id,
      resident: resident.seq,
      title,
      media_type: mediaType,
      byte_count: bytes.length,
      pages,
      sha256: hash,
      added_by: context.account.accountId,
      added_at: at,
      state: 'pending' as const,
    }
    insertEvidence(tx, row, { bytes, thumbnail: thumbnail ?? null })
    const detail = { residentId, mediaType, bytes: bytes.length, pages }
    return { result: { id }, object: `evidence:${id}`, detail }
  })
  const resident = getResident(context.reader, residentId)
  return { id, sameAs: sameAs(context.reader, resident, { id, hash }), notes }
}

/**
 * Accepts evidence or refuses it with a reason. It may be judged again; every judgement stays.
 * @throws CounterError NOT_FOUND; BAD_INPUT at `reason` where it is refused without one
 * @idempotent with `request.commandId`
 */
export function judgeEvidence(
  context: ServiceContext,
  request: JudgeEvidenceRequest,
): z.infer<typeof Judged> {
  const { evidenceId, accept, reason } = request
  if (!accept && reason === undefined) throw reasonMissing()
  const command = { id: request.commandId, kind: 'evidence.judge', result: Judged }
  return carryOut(context, command, (tx, at) => {
    const { resident_id: residentId } = getEvidence(tx, evidenceId)
    addEvidenceEvent(tx, {
      evidence_id: evidenceId,
      event: accept ? 'accept' : 'reject',
      reason: reason ?? null,
      account_id: context.account.accountId,
      at,
    })
    const state = accept ? ('accepted' as const) : ('rejected' as const)
    return { result: { state }, object: `evidence:${evidenceId}`, detail: { residentId, state } }
  })
}

/**
 * Records that the signed-in person is about to look at the whole of a scan. The bytes themselves are given by a
 * process that cannot write.
 * @throws CounterError NOT_FOUND
 * @idempotent with `request.commandId`
 */
export function openEvidence(context: ServiceContext, request: OpenEvidenceRequest): z.infer<typeof Opened> {
  const { commandId, evidenceId } = request
  return carryOut(context, { id: commandId, kind: 'evidence.open', result: Opened }, (tx) => {
    const { resident_id: residentId } = getEvidence(tx, evidenceId)
    return { result: {}, object: `evidence:${evidenceId}`, detail: { residentId } }
  })
}

/**
 * The whole of a scan, byte for byte as it was added, or its small picture.
 * @throws CounterError NOT_FOUND, also where there is no small picture; STORE_DAMAGED where the bytes are not those
 *   that were added
 */
export function getEvidenceBytes(
  { reader }: ServiceContext,
  id: string,
  form: 'whole' | 'thumbnail',
): { bytes: Uint8Array<ArrayBuffer>; mediaType: string } {
  const row = getEvidence(reader, id)
  if (form === 'thumbnail') {
    const bytes = findEvidenceThumbnail(reader, id) ?? missing('缩略图')
    return { bytes: new Uint8Array(bytes), mediaType: 'image/jpeg' }
  }
  const bytes = findEvidenceBytes(reader, id)
  if (bytes === undefined) throw new Error('evidence is kept together with its bytes')
  if (sha256(bytes) !== row.sha256) throw changedBytes()
  return { bytes: new Uint8Array(bytes), mediaType: row.media_type }
}

/** The evidence of a person, newest first. @param seq the key of the person's record */
export function evidenceViews(reader: Reader, seq: number): EvidenceView[] {
  const persons = personSeqs(reader, seq)
  const events = Map.groupBy(listEvidenceEvents(reader, persons), (event) => event.evidence_id)
  return listEvidence(reader, persons).map((row) => evidenceView(row, events.get(row.id)?.[0]))
}

function evidenceView(row: EvidenceRow, last: EvidenceEventRow | undefined): EvidenceView {
  return {
    id: row.id,
    title: row.title,
    mediaType: row.media_type,
    byteCount: row.byte_count,
    pages: row.pages,
    hash: row.sha256.slice(0, 12),
    hasThumbnail: row.has_thumbnail === 1,
    addedBy: row.adder,
    addedAt: row.added_at,
    state: row.state,
    judged: last === undefined ? null : { by: last.actor, at: last.at, reason: last.reason },
  }
}

type Sought = { hash: string; title: string }

function requireNew(tx: Transaction, resident: ResidentRow, { hash, title }: Sought): void {
  const own = personSeqs(tx, resident.seq)
  const same = listSameEvidence(tx, hash).find((row) => own.includes(row.resident) && row.title === title)
  if (same === undefined) return
  throw new CounterError('DUPLICATE', '这位居民已经有同名的同一份材料，没有重复保存。', {
    at: 'bytes',
    hint: '请在居民页的材料中查看；确要另存请换一个名称。',
  })
}

function sameAs(
  reader: Reader,
  resident: ResidentRow,
  { id, hash }: { id: string; hash: string },
): AddedEvidence['sameAs'] {
  const own = personSeqs(reader, resident.seq)
  const isOwn = (row: SameEvidenceRow) => own.includes(row.resident)
  return listSameEvidence(reader, hash)
    .filter((row) => row.id !== id)
    .map((row) => ({ residentId: row.person_id, title: row.title, ownRecord: isOwn(row) }))
}

/** @throws CounterError NOT_FOUND */
function getEvidence(reader: Reader, id: string): EvidenceRow {
  return findEvidence(reader, id) ?? missing('材料')
}

function missing(what: string): never {
  throw new CounterError('NOT_FOUND', `没有找到这份${what}，没有做任何改动。`, {
    hint: '请回到居民页重新选择；刚刚还在的话请联系系统管理员。',
  })
}

function reasonMissing(): CounterError {
  return new CounterError('BAD_INPUT', '不采信一份材料要写明理由，没有保存。', {
    at: 'reason',
    hint: '请写明哪里不符，例如“照片模糊，号码看不清”。',
  })
}

function changedBytes(): CounterError {
  return new CounterError('STORE_DAMAGED', '这份材料的存档内容与添加时不一致，为免看错，没有打开。', {
    at: 'evidence',
    hint: '请不要以它为依据，联系系统管理员用备份核对；手边有原件的可以重新添加。',
  })
}
