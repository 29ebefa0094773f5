import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  addEvidence,
  evidenceViews,
  getEvidenceBytes,
  judgeEvidence,
  openEvidence,
} from '#electron/services/evidence.ts'
import { getResident } from '#electron/services/getters.ts'
import { connection } from '#electron/store/connection.ts'
import { closeStore } from '#electron/store/database.ts'
import { all } from '#electron/store/query.ts'
import { updateResident } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { AddEvidenceRequest, EvidenceView } from '#shared/ipc/evidence.ts'
import { jpeg, pdf, png } from './evidence-samples.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { idNumber, register } from './test-people.ts'

let office: TestOffice
let residentId: string
beforeEach(async () => {
  office = await openTestOffice()
  residentId = register(office.as('clerk'), 1)
})
afterEach(() => office.close())

function add(changes: Partial<AddEvidenceRequest> = {}) {
  const request = { commandId: randomUUID(), residentId, title: '居住证（正面）', bytes: jpeg() }
  return addEvidence(office.as('clerk'), { ...request, ...changes })
}

function judge(evidenceId: string, accept: boolean, reason?: string) {
  const request = { commandId: randomUUID(), evidenceId, accept }
  return judgeEvidence(office.as('supervisor'), reason === undefined ? request : { ...request, reason })
}

function views(id = residentId): EvidenceView[] {
  return evidenceViews(office.writer, getResident(office.writer, id).seq)
}

function seqOf(id: string): number {
  return getResident(office.writer, id).seq
}

function audit(): { action: string; object: string; detail: string }[] {
  const rows = `SELECT action, object, detail FROM audit WHERE action LIKE 'evidence.%' ORDER BY seq`
  return all(office.writer, CompiledQuery.raw(rows) as CompiledQuery<ReturnType<typeof audit>[number]>)
}

test('a lock while a file is being looked at keeps nothing and is told as one', async () => {
  const writer = office.writer
  const adding = add({ bytes: await pdf(3) })
  closeStore(writer)
  await expect(adding).rejects.toMatchObject({ code: 'LOCKED' })
})

test('a scan is kept byte for byte and stands on the person’s page, newest first', async () => {
  const bytes = await pdf(2)
  const first = await add({ bytes, title: '学历证书' })
  const second = await add({ thumbnail: jpeg({}, '小图') })
  expect(first).toMatchObject({ sameAs: [], notes: [] })
  expect(views()).toEqual([
    expect.objectContaining({ id: second.id, mediaType: 'image/jpeg', pages: 1, hasThumbnail: true }),
    {
      id: first.id,
      title: '学历证书',
      mediaType: 'application/pdf',
      byteCount: bytes.length,
      pages: 2,
      hash: expect.stringMatching(/^[0-9a-f]{12}$/),
      hasThumbnail: false,
      addedBy: '示例·经办',
      addedAt: expect.any(String),
      state: 'pending',
      judged: null,
    },
  ])
  const whole = getEvidenceBytes(office.as('clerk'), first.id, 'whole')
  expect(whole.mediaType).toBe('application/pdf')
  expect(Buffer.compare(whole.bytes, bytes)).toBe(0)
  const small = getEvidenceBytes(office.as('clerk'), second.id, 'thumbnail')
  expect(small.mediaType).toBe('image/jpeg')
  expect(Buffer.compare(small.bytes, jpeg({}, '小图'))).toBe(0)
})

test('adding is done once, however often it is sent', async () => {
  const commandId = randomUUID()
  const first = await add({ commandId })
  expect(await add({ commandId })).toEqual(first)
  expect(views()).toHaveLength(1)
})

test('the same bytes are told of and kept; under the same title of the same person they are refused', async () => {
  const other = register(office.as('clerk'), 2)
  await add()
  expect((await add({ title: '居住证（复印）' })).sameAs).toEqual([
    { residentId, title: '居住证（正面）', ownRecord: true },
  ])
  expect((await add({ residentId: other })).sameAs).toEqual([
    { residentId, title: '居住证（正面）', ownRecord: false },
    { residentId, title: '居住证（复印）', ownRecord: false },
  ])
  await expect(add()).rejects.toMatchObject({ code: 'DUPLICATE', at: 'bytes' })
  expect(views()).toHaveLength(2)
  expect(views(other)).toHaveLength(1)
})

test('a merged record’s scans stand with the kept person and count as that person’s own', async () => {
  const merged = register(office.as('clerk'), 2)
  await add({ residentId: merged })
  transaction(office.writer, (tx) => {
    updateResident(tx, seqOf(merged), { merged_into: seqOf(residentId), listed: 0 })
  })
  await expect(add()).rejects.toMatchObject({ code: 'DUPLICATE' })
  await expect(add({ residentId: merged, title: '另一份' })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await add({ title: '另一名称' })).sameAs).toEqual([
    { residentId, title: '居住证（正面）', ownRecord: true },
  ])
  expect(views().map(({ title }) => title)).toEqual(['另一名称', '居住证（正面）'])
})

test('nothing is kept of a file that is refused, of a person who is not there, or with a bad small picture', async () => {
  await expect(add({ bytes: jpeg().subarray(0, -2) })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    at: 'bytes',
  })
  await expect(add({ residentId: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(add({ thumbnail: png() })).rejects.toMatchObject({ code: 'BAD_INPUT', at: 'thumbnail' })
  expect(views()).toEqual([])
  expect(audit()).toEqual([])
})

test('a scan is judged, and judged again; every judgement stays', async () => {
  const { id } = await add()
  expect(() => judge(id, false)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', at: 'reason' }))
  expect(views()[0]).toMatchObject({ state: 'pending' })
  expect(judge(id, false, '照片模糊')).toEqual({ state: 'rejected' })
  expect(views()[0]).toMatchObject({ state: 'rejected', judged: { by: '示例·主管', reason: '照片模糊' } })
  expect(judge(id, true)).toEqual({ state: 'accepted' })
  expect(views()[0]).toMatchObject({ state: 'accepted', judged: { by: '示例·主管', reason: null } })
  const events = 'SELECT event, reason FROM evidence_event ORDER BY seq'
  expect(all(office.writer, CompiledQuery.raw(events) as CompiledQuery<object>)).toEqual([
    { event: 'reject', reason: '照片模糊' },
    { event: 'accept', reason: null },
  ])
  expect(() => judge('x', true)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('a judgement is done once, however often it is sent', async () => {
  const { id } = await add()
  const request = { commandId: randomUUID(), evidenceId: id, accept: true }
  judgeEvidence(office.as('clerk'), request)
  judge(id, false, '示例理由')
  expect(judgeEvidence(office.as('clerk'), request)).toEqual({ state: 'accepted' })
  expect(views()[0]?.state).toBe('rejected')
})

test('the trail says who added, judged and opened what, without title, name or number', async () => {
  const { id } = await add({ title: '示例·第1人 身份证' })
  judge(id, true)
  openEvidence(office.as('clerk'), { commandId: randomUUID(), evidenceId: id })
  expect(audit()).toEqual([
    {
      action: 'evidence.add',
      object: `evidence:${id}`,
      detail: JSON.stringify({ residentId, mediaType: 'image/jpeg', bytes: jpeg().length, pages: 1 }),
    },
    {
      action: 'evidence.judge',
      object: `evidence:${id}`,
      detail: JSON.stringify({ residentId, state: 'accepted' }),
    },
    { action: 'evidence.open', object: `evidence:${id}`, detail: JSON.stringify({ residentId }) },
  ])
  const kept = CompiledQuery.raw('SELECT detail AS text FROM audit UNION ALL SELECT result FROM command')
  const texts = JSON.stringify(all(office.writer, kept as CompiledQuery<{ text: string }>))
  expect(texts).not.toMatch(/第1人|身份证/)
  expect(texts).not.toContain(idNumber(1))
})

test('what is not there is said so', async () => {
  const { id } = await add()
  const clerk = office.as('clerk')
  expect(() => getEvidenceBytes(clerk, 'x', 'whole')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  expect(() => getEvidenceBytes(clerk, id, 'thumbnail')).toThrow(/缩略图/)
  const request = { commandId: randomUUID(), evidenceId: 'x' }
  expect(() => openEvidence(clerk, request)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('bytes that are not those that were added are not shown', async () => {
  const { id } = await add()
  const { database } = office.writer[connection]
  database.exec('DROP TRIGGER evidence_bytes_no_update')
  database.exec(`UPDATE evidence_bytes SET bytes = x'ffd8ff'`)
  expect(() => getEvidenceBytes(office.as('clerk'), id, 'whole')).toThrow(
    expect.objectContaining({ code: 'STORE_DAMAGED' }),
  )
})
