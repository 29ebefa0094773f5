import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ServiceContext } from '#electron/services/context.ts'
import { decideFact, recordFact } from '#electron/services/facts.ts'
import { mergeResidents, undoMerge } from '#electron/services/merge.ts'
import { compareResidents } from '#electron/services/merge-view.ts'
import { refreshPoints } from '#electron/services/points.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { findResidents, listResidents } from '#electron/services/resident-search.ts'
import { amendResident, registerResident } from '#electron/services/residents.ts'
import type { Reader } from '#electron/store/database.ts'
import { all } from '#electron/store/query.ts'
import { CounterError } from '#shared/base/failure.ts'
import { type FactState, replay } from '#shared/domain/people/index.ts'
import { fileOf, importFile, type TestFile, undo } from '../services/imports/import-files.ts'
import { copiesOf, type OfficeCopies } from '../services/imports/office-copies.ts'
import { day, idNumber, OTHER_TOWN, record, register, SOURCE, TOWN } from '../services/test-people.ts'

/** The first are registered by a clerk, the last come and go with files. */
const REGISTERED = 4
const PEOPLE = 6

let copies: OfficeCopies
beforeAll(async () => {
  copies = await copiesOf((clerk) => {
    for (let serial = 1; serial <= REGISTERED; serial += 1) {
      const id = register(clerk, serial)
      if (serial % 2 === 0) record(clerk, id, permitOf('2025-06-30', `SLK0000${serial}`))
      if (serial === 3) record(clerk, id, { kind: 'residence', registeredOn: day('2020-01-01') })
    }
  })
})
afterAll(() => copies.close())

function permitOf(until: string, number: string) {
  return { kind: 'permit', issuedOn: day('2020-07-01'), endorsedUntil: day(until), number } as const
}

const serial = fc.integer({ min: 1, max: PEOPLE })
const until = fc.constantFrom('2025-06-30', '2026-06-30', '2027-06-30')
const named = (who: number) => [idNumber(who), `示例·第${who}人`]
const permitRow = fc
  .tuple(serial, until)
  .map(([who, to]) => [...named(who), `SLZ0000${to.charAt(3)}`, '', '2020-07-01', '', to])
const monthsRow = fc
  .tuple(serial, fc.constantFrom('2025-01', '2025-03'), fc.constantFrom('正常', '补缴', '未缴'))
  .map(([who, from, status]) => [...named(who), '养老保险', from, '2025-06', status])
const personRow = fc
  .tuple(fc.integer({ min: REGISTERED + 1, max: PEOPLE }), fc.constantFrom('', '13900000001', '13900000002'))
  .map(([who, phone]) => [`示例·第${who}人`, idNumber(who), phone, TOWN])
const rows = <Row>(row: fc.Arbitrary<Row>) => fc.array(row, { minLength: 1, maxLength: 4 })
const file: fc.Arbitrary<TestFile> = fc
  .tuple(
    fc.oneof(
      rows(permitRow).map((lines) => fileOf('permits', lines)),
      rows(monthsRow).map((lines) => fileOf('contributions', lines)),
      rows(personRow).map((lines) => fileOf('residents', lines)),
    ),
    fc.constantFrom('公安' as const, '人社' as const),
  )
  .map(([made, department]) => ({ ...made, department }))

const importing = fc.record({ do: fc.constant('import' as const), file })
const merging = fc.record({
  do: fc.constant('merge' as const),
  kept: serial,
  other: serial,
  choose: fc.constantFrom('kept' as const, 'other' as const),
})
const clerkWork = fc.oneof(
  fc.record({ do: fc.constant('record' as const), who: serial, until, claim: fc.boolean() }),
  fc.record({ do: fc.constant('decide' as const), which: fc.nat({ max: 5 }), accept: fc.boolean() }),
  fc.record({ do: fc.constant('amend' as const), who: serial, toTown: fc.constantFrom(TOWN, OTHER_TOWN) }),
  fc.record({ do: fc.constant('rename' as const), who: serial, like: serial }),
  fc.record({ do: fc.constant('renumber' as const), who: serial, like: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ do: fc.constant('register' as const), who: serial }),
  fc.record({ do: fc.constant('undoOne' as const), which: fc.nat({ max: 5 }) }),
)
type Step =
  | (typeof importing extends fc.Arbitrary<infer T> ? T : never)
  | (typeof merging extends fc.Arbitrary<infer T> ? T : never)
  | (typeof clerkWork extends fc.Arbitrary<infer T> ? T : never)

type Context = ServiceContext
/** What can be undone: a merge or an import. */
type Undoable = { kind: 'merge' | 'import'; id: string }

const rowsOf = <Row>(reader: Reader, sql: string) => all(reader, CompiledQuery.raw(sql) as CompiledQuery<Row>)

/** Refusals are part of the counter: what is refused is not done, and the rest goes on. */
async function attempt<Result>(work: () => Result | Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CounterError && error.code !== 'STORE_DAMAGED') return undefined
    throw error
  }
}

function idOf({ reader }: Context, who: number): string {
  return (
    rowsOf<{ id: string }>(reader, `SELECT id FROM resident WHERE id_number = '${idNumber(who)}'`)[0]?.id ??
    'nobody'
  )
}

function mergeTwo(clerk: Context, { kept, other, choose }: Extract<Step, { do: 'merge' }>): string {
  const ids = { keptId: idOf(clerk, kept), otherId: idOf(clerk, other) }
  const { conflicts } = compareResidents(clerk, ids)
  const choices = conflicts.map((conflict) => ({ key: conflict.key, factId: conflict[choose].id }))
  return mergeResidents(clerk, { commandId: randomUUID(), ...ids, reason: '示例：同一个人', choices }).mergeId
}

async function undoIt(clerk: Context, { kind, id }: Undoable): Promise<void> {
  if (kind === 'import') await undo(clerk, id)
  else undoMerge(clerk, { commandId: randomUUID(), mergeId: id, reason: '示例：并错了' })
}

async function take(clerk: Context, step: Step, done: Undoable[]): Promise<void> {
  const commandId = randomUUID()
  const amend = (who: number, field: 'name' | 'town' | 'idNumber', value: string) =>
    amendResident(clerk, { commandId, residentId: idOf(clerk, who), field, value, reason: '示例更正' })
  switch (step.do) {
    case 'import':
      done.push({ kind: 'import', id: (await importFile(clerk, step.file, 'setAside')).id })
      return
    case 'merge':
      done.push({ kind: 'merge', id: mergeTwo(clerk, step) })
      return
    case 'record': {
      const fact = permitOf(step.until, `SLC0000${step.who}`)
      const origin = step.claim ? 'resident' : 'clerk'
      recordFact(clerk, { commandId, residentId: idOf(clerk, step.who), fact, source: SOURCE, origin })
      return
    }
    case 'decide': {
      const claims = rowsOf<{ seq: number }>(clerk.reader, `SELECT seq FROM fact WHERE state = 'claimed'`)
      const claim = claims[step.which % Math.max(1, claims.length)]
      if (claim === undefined) return
      decideFact(clerk, { commandId, factId: String(claim.seq), accept: step.accept, reason: '示例核对' })
      return
    }
    case 'amend':
      amend(step.who, 'town', step.toTown)
      return
    case 'rename':
      amend(step.who, 'name', `示例·第${step.like}人`)
      return
    case 'renumber':
      amend(step.who, 'idNumber', idNumber(step.like))
      return
    case 'register':
      registerResident(clerk, {
        commandId,
        name: `示例·第${step.who}人`,
        idNumber: idNumber(step.who),
        town: TOWN,
        notSame: '示例：不是',
      })
      return
    case 'undoOne': {
      const one = done[step.which % Math.max(1, done.length)]
      if (one !== undefined) await undoIt(clerk, one)
    }
  }
}

/** What holds of each record, and who is listed. */
function present(reader: Reader) {
  return {
    facts: rowsOf(
      reader,
      `SELECT id_number, kind, slot, value FROM fact JOIN resident ON resident.seq = fact.resident
        WHERE state IN ('accepted', 'claimed') ORDER BY id_number, kind, slot, state, value`,
    ),
    people: rowsOf(
      reader,
      'SELECT id_number, name, town, merged_into FROM resident WHERE listed = 1 ORDER BY 1',
    ),
  }
}

async function requireSound(clerk: Context): Promise<void> {
  const { reader } = clerk
  await refreshPoints(clerk, new AbortController().signal)
  const list = {
    text: '',
    filters: {},
    sort: { key: 'points', descending: true },
    offset: 0,
    limit: 200,
  } as const
  const { rows: listed, total } = listResidents(clerk, list)
  expect(listed).toHaveLength(total)
  expect(rowsOf(reader, 'SELECT town, complete, n FROM resident_tally WHERE n <> 0 ORDER BY 1, 2')).toEqual(
    rowsOf(
      reader,
      'SELECT town, complete, count(*) AS n FROM resident WHERE listed = 1 GROUP BY 1, 2 ORDER BY 1, 2',
    ),
  )
  for (const row of listed) {
    const page = getResidentPage(clerk, row.id)
    expect([row.pointsX100, row.complete]).toEqual([page.points.certainX100, page.points.complete])
    expect(page.timeline.filter(({ what }) => /[a-z]+\.[a-zA-Z]+|其他变更/.test(what))).toEqual([])
    expect(page.timeline).toEqual([...page.timeline].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)))
  }
  requireHistory(reader)
  requireFound(clerk)
}

/** The state of each fact is the replay of its events, and of one person at most one holds at a place. */
function requireHistory(reader: Reader): void {
  const facts = rowsOf<{
    state: FactState
    initial_state: 'claimed' | 'accepted'
    events: string
    place: string
  }>(
    reader,
    `SELECT fact.state, initial_state, coalesce(merged_into, resident.seq) || ' ' || kind || ' ' || slot AS place,
      (SELECT json_group_array(event ORDER BY fact_event.seq) FROM fact_event WHERE fact = fact.seq) AS events
      FROM fact JOIN resident ON resident.seq = fact.resident`,
  )
  for (const { state, initial_state, events } of facts) {
    expect(replay(initial_state, JSON.parse(events))).toBe(state)
  }
  const held = facts.filter(({ state }) => state === 'accepted').map(({ place }) => place)
  expect(new Set(held).size).toBe(held.length)
}

/** Everybody who is listed is found by name and number, and by the number of a record that was merged into theirs. */
function requireFound(clerk: Context): void {
  const texts = rowsOf<{ id: string; text: string }>(
    clerk.reader,
    `SELECT kept.id, own.id_number AS text FROM resident AS own
      JOIN resident AS kept ON kept.seq = coalesce(own.merged_into, own.seq) WHERE kept.listed = 1
    UNION SELECT id, name FROM resident WHERE listed = 1`,
  )
  for (const { id, text } of texts) {
    expect(findResidents(clerk, { text, limit: 20 }).map((match) => match.id)).toContain(id)
  }
}

it('imports and merges, undone in any order that is possible, leave what was there', async () => {
  let merges = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(importing, merging), { maxLength: 6 }),
      fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
      async (steps, order) => {
        const clerk = copies.fresh()
        const before = present(clerk.reader)
        const done: Undoable[] = []
        for (const step of steps) {
          await attempt(() => take(clerk, step, done))
          await requireSound(clerk)
        }
        merges += done.filter(({ kind }) => kind === 'merge').length
        for (const pick of order) {
          if (done.length === 0) break
          const [one] = done.splice(pick % done.length, 1)
          if (one === undefined) continue
          const undone = await attempt(async () => {
            await undoIt(clerk, one)
            return true
          })
          if (undone === undefined) done.push(one)
          await requireSound(clerk)
        }
        for (let round = done.length; round > 0; round -= 1) {
          for (const one of done.splice(0).toReversed()) {
            const undone = await attempt(() => undoIt(clerk, one).then(() => true))
            if (undone === undefined) done.unshift(one)
          }
        }
        expect(done).toEqual([])
        expect(present(clerk.reader)).toEqual(before)
      },
    ),
    { numRuns: 20 },
  )
  expect(merges).toBeGreaterThan(2)
}, 600_000)

it('whatever is done in whatever order, counts, points, histories and the search agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(importing, merging, clerkWork), { maxLength: 14 }), async (steps) => {
      const clerk = copies.fresh()
      const done: Undoable[] = []
      for (const step of steps) {
        await attempt(() => take(clerk, step, done))
        await requireSound(clerk)
      }
    }),
    { numRuns: 20 },
  )
}, 600_000)
