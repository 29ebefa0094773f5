import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assessPerson } from '#electron/services/judgement.ts'
import { mergeResidents } from '#electron/services/merge.ts'
import { listRuns, runPoints } from '#electron/services/population/run.ts'
import { all } from '#electron/store/query.ts'
import { findResidentBySeq } from '#electron/store/tables/residents.ts'
import { type PlainDate, parsePlainDate } from '#shared/base/plain-date.ts'
import { YearMonth } from '#shared/base/year-month.ts'
import {
  LINE_NOT_LOADED,
  LINE_UNKNOWN,
  type PointsAssessment,
  type PointsLine,
} from '#shared/domain/points/index.ts'
import type { PointsRunRow, RunPointsProgress, RunPointsRequest } from '#shared/ipc/policies.ts'
import { invent, relateTo } from './family-people.ts'
import { bringIn, draft, nextPack, strike } from './policy-files.ts'
import { settleMany } from './population-people.ts'
import { openTestOffice, type TestOffice, testResources } from './test-office.ts'
import { idNumber, record } from './test-people.ts'

const ON = parsePlainDate('2026-06-18')
const GOING_ON = new AbortController().signal
let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

type Asked = Partial<RunPointsRequest> & { signal?: AbortSignal; onStep?: (step: RunPointsProgress) => void }

async function run({ signal = GOING_ON, onStep = () => {}, ...changes }: Asked = {}): Promise<PointsRunRow> {
  const request = {
    commandId: randomUUID(),
    key: 'pack:zj-2023-38',
    on: ON,
    purpose: null,
    reason: '示例年度计分',
    ...changes,
  }
  let runId: string | undefined
  for await (const step of runPoints(office.as('supervisor'), request, signal)) {
    onStep(step)
    runId = step.runId
  }
  const row = listRuns(office.as('clerk')).find(({ id }) => id === runId)
  if (row === undefined) throw new Error('the run is listed')
  return row
}

type KeptResult = {
  resident: number
  total: number
  complete: number
  standing: string
  lines: Record<string, number>
}

/** Everybody's results as they are kept. */
function results(runId: string): KeptResult[] {
  const rows = all(
    office.writer,
    CompiledQuery.raw(
      `SELECT resident, total_x100, points_result.complete, standing, lines, line_codes FROM points_result
        JOIN points_run ON points_run.seq = points_result.run WHERE points_run.id = ? ORDER BY resident`,
      [runId],
    ) as CompiledQuery<{
      resident: number
      total_x100: number
      complete: number
      standing: string
      lines: Uint8Array
      line_codes: string
    }>,
  )
  return rows.map(({ resident, total_x100: total, complete, standing, lines, line_codes }) => {
    const view = new DataView(lines.buffer, lines.byteOffset, lines.byteLength)
    const codes: string[] = JSON.parse(line_codes)
    expect(lines.byteLength).toBe(4 * codes.length)
    const points = codes.map((code, index) => [code, view.getInt32(4 * index, true)])
    return { resident, total, complete, standing, lines: Object.fromEntries(points) }
  })
}

/** What the counter says of a resident, in the shape of a kept result. */
function atCounter(seq: number, purpose: string): KeptResult {
  const person = findResidentBySeq(office.writer, seq)
  if (person === undefined) throw new Error('the resident is there')
  const { points } = assessPerson(office.writer, person, { resources: testResources(), on: ON, purpose })
  return asKept(seq, points)
}

function asKept(resident: number, points: PointsAssessment): KeptResult {
  return {
    resident,
    total: points.totalX100,
    complete: points.complete ? 1 : 0,
    standing: points.standing.kind,
    lines: Object.fromEntries(points.lines.map((line) => [line.code, keptPoints(line)])),
  }
}

function keptPoints({ state, pointsX100 }: PointsLine): number {
  if (state === 'SCORED') return pointsX100 ?? Number.NaN
  return state === 'UNKNOWN' ? LINE_UNKNOWN : LINE_NOT_LOADED
}

/** Lines that a traced assessment leaves out because they do nothing count as nothing. */
function withoutIdle(result: KeptResult): KeptResult {
  const lines = Object.entries(result.lines).filter(([, points]) => points !== 0)
  return { ...result, lines: Object.fromEntries(lines) }
}

describe('a run', () => {
  test.each([
    ['pack:zj-2023-38', 'general'],
    ['pack:demo-city', 'demo-sample'],
  ])('%s gives each of 300 residents what the counter gives', async (key, purpose) => {
    const seqs = settleMany(office, 300, ON)
    const { id, residents, complete, meanX100 } = await run({ key, purpose })
    const kept = results(id)
    expect(kept.map(({ resident }) => resident)).toEqual(seqs)
    expect(kept.map(withoutIdle)).toEqual(seqs.map((seq) => withoutIdle(atCounter(seq, purpose))))
    expect(new Set(kept.map(({ total }) => total)).size).toBeGreaterThan(20)
    expect(residents).toBe(300)
    expect(complete).toBe(kept.filter((result) => result.complete === 1).length)
    expect(meanX100).toBeCloseTo(kept.reduce((sum, { total }) => sum + total, 0) / 300, 9)
  })

  test('reads spouse and children where the pack looks at them, and nobody who is not born yet', async () => {
    const [parent, spouse, child, unborn] = [
      ['示例·父', idNumber(101)],
      ['示例·母', idNumber(102)],
      ['示例·子', idNumber(103, '20180301')],
      ['示例·幼子', idNumber(105, '20260619')],
    ].map(([name = '', number = '']) => invent(office, { name, number }))
    if (parent === undefined || spouse === undefined || child === undefined || unborn === undefined)
      throw new Error()
    relateTo(office, parent, spouse, { kind: 'spouse' })
    relateTo(office, parent, child, { kind: 'child' })
    record(office.as('clerk'), spouse.id, { kind: 'education', level: 'doctor' })
    const people = [parent, spouse, child].map(({ seq }) => seq)
    const { id } = await run({ key: 'pack:demo-city', purpose: 'demo-school' })
    const kept = results(id)
    expect(kept.map(({ resident }) => resident)).toEqual(people)
    expect(kept.map(withoutIdle)).toEqual(people.map((seq) => withoutIdle(atCounter(seq, 'demo-school'))))
  })

  test('counts merged records as one person, with the months of both in the order they were said', async () => {
    const [kept, other] = [idNumber(1), idNumber(2)].map((number, index) =>
      invent(office, { name: `示例·同人${index}`, number }),
    )
    if (kept === undefined || other === undefined) throw new Error()
    const months = (residentId: string, letters: string) =>
      record(office.as('clerk'), residentId, {
        kind: 'contribution',
        fund: 'pension',
        from: YearMonth.parse('2025-01'),
        months: letters,
      })
    months(other.id, 'PPPP')
    months(kept.id, '--')
    months(other.id, 'PPPPP-')
    record(office.as('clerk'), other.id, { kind: 'education', level: 'bachelor' })
    mergeResidents(office.as('clerk'), {
      commandId: randomUUID(),
      keptId: kept.id,
      otherId: other.id,
      reason: '同一个人',
      choices: [],
    })
    const { id } = await run()
    expect(results(id).map(withoutIdle)).toEqual([withoutIdle(atCounter(kept.seq, 'general'))])
    expect(results(id)[0]?.lines).toMatchObject({ 'ZJ-SI': 250, 'ZJ-EDU': 1000 })
  })

  test('of the same facts and pack has the same hash, and another after a fact has changed', async () => {
    const seqs = settleMany(office, 40, ON)
    const [first, again] = [await run(), await run()]
    expect(again.resultHash).toBe(first.resultHash)
    expect(again.id).not.toBe(first.id)
    const person = findResidentBySeq(office.writer, seqs[0] ?? 0)
    record(office.as('clerk'), person?.id ?? '', {
      kind: 'residence',
      registeredOn: parsePlainDate('2001-01-01'),
    })
    expect((await run()).resultHash).not.toBe(first.resultHash)
  })

  test('can be of an old batch under its old pack', async () => {
    settleMany(office, 30, ON)
    const on: PlainDate = parsePlainDate('2022-06-30')
    const [first, again] = [await run({ key: 'pack:zj-2022', on }), await run({ key: 'pack:zj-2022', on })]
    expect(again).toMatchObject({ policyId: 'zj-2022', on, resultHash: first.resultHash })
    const born = all(
      office.writer,
      CompiledQuery.raw('SELECT seq FROM resident WHERE birth <= ?', [on]) as CompiledQuery<{ seq: number }>,
    )
    expect(first.residents).toBe(born.length)
  })

  test('tells which town granted points to more people than the pack allows', async () => {
    settleMany(office, 60, ON)
    expect((await run()).findings).toEqual([])
    const { findings } = await run({ key: 'pack:demo-city', purpose: 'demo-sample' })
    expect(findings.length).toBeGreaterThan(0)
    for (const { message, remedy } of findings) {
      expect(message).toMatch(/给 \d+ 人加了分/)
      expect(remedy).not.toBe('')
    }
  })

  test('is kept once for one command, with its reason and in the audit trail', async () => {
    settleMany(office, 5, ON)
    const commandId = randomUUID()
    const [first, again] = [await run({ commandId }), await run({ commandId })]
    expect(again).toEqual(first)
    expect(first).toMatchObject({ by: '示例·主管', reason: '示例年度计分', purpose: 'health-check', on: ON })
    expect(listRuns(office.as('clerk'))).toHaveLength(1)
    const audit = CompiledQuery.raw(`SELECT object FROM audit WHERE action = 'pointsRuns.run'`)
    expect(all(office.writer, audit as CompiledQuery<{ object: string }>)).toEqual([
      { object: `pointsRun:${first.id}` },
    ])
  })

  test.each(['reading', 'writing'])('keeps nothing when it is cancelled while %s', async (phase) => {
    settleMany(office, 20, ON)
    const cancelling = new AbortController()
    const onStep = ({ done, total }: RunPointsProgress) => {
      if (phase === 'reading' || done > total / 2) cancelling.abort()
    }
    await expect(run({ signal: cancelling.signal, onStep })).rejects.toMatchObject({ code: 'CANCELLED' })
    for (const table of ['points_run', 'points_result', 'command WHERE kind = "pointsRuns.run"']) {
      expect(
        all(office.writer, CompiledQuery.raw(`SELECT * FROM ${table.replaceAll('"', "'")}`) as never),
      ).toEqual([])
    }
    expect((await run()).residents).toBe(20)
  })

  test('refuses a draft, what is no pack, another purpose and a day outside the pack', async () => {
    const key = await draft(office, nextPack())
    await expect(run({ key })).rejects.toMatchObject({ code: 'CONFLICT', at: 'key' })
    const amendment = await draft(office, strike('ZJ-SKILL'))
    await expect(run({ key: amendment })).rejects.toMatchObject({ code: 'BAD_INPUT', at: 'key' })
    await expect(run({ purpose: 'hukou' })).rejects.toMatchObject({ code: 'BAD_INPUT', at: 'purpose' })
    await expect(run({ on: parsePlainDate('2022-01-01') })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      at: 'on',
    })
    await expect(run({ key: 'pack:none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(listRuns(office.as('clerk'))).toEqual([])
  })

  test('is of the pack as amended, whose hash is another', async () => {
    settleMany(office, 10, ON)
    const plain = await run()
    await bringIn(office, strike('ZJ-SKILL'))
    const amended = await run()
    expect(amended.policyHash).not.toBe(plain.policyHash)
    expect(results(amended.id)[0]?.lines).not.toHaveProperty('ZJ-SKILL')
  })
})
