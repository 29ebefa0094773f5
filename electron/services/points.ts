import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Transaction } from '#electron/store/database.ts'
import { listStalePoints, saveResidentPoints } from '#electron/store/tables/resident-list.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { type FactKind, type FactValue, insuredMonthsOf, pointsFactsOf } from '#shared/domain/people/index.ts'
import { nextChanges, type PointsLine } from '#shared/domain/points/index.ts'
import type { PointsLineView, PointsView } from '#shared/ipc/residents.ts'
import type { FactField } from '#shared/policy/index.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { type Assessed, assessPerson, type Person } from './judgement.ts'
import { type HeldRow, sourceOf, sourceText } from './resident-facts.ts'
import { getPack, type Resources } from './resources.ts'

/** Residents whose points are computed in one transaction; other calls are answered between two of them. */
const REFRESH_CHUNK = 200

/** The recorded fact each field of a rule is read from; the birth date stands in the identity number. */
const KIND_OF_FIELD = {
  birth: undefined,
  education: 'education',
  skill: 'skill',
  insuredMonths: 'insurance',
  residenceRegisteredOn: 'residence',
} as const satisfies Record<FactField, FactKind | undefined>

/** Keeps the day's points of one resident for the lists; called wherever facts change. */
export function keepPoints(
  tx: Transaction,
  person: Person,
  { resources, on }: { resources: Resources; on: PlainDate },
): void {
  const { points } = assessPerson(tx, person, { resources, on })
  saveResidentPoints(tx, person.seq, {
    day: { on, packId: points.packId },
    pointsX100: points.totalX100,
    complete: points.complete,
  })
}

/**
 * Brings the points that lists are ordered by to today, in small transactions. Stops between two of them when the signal is aborted; what is done stays done.
 * @returns how many residents were computed anew
 */
export async function refreshPoints(context: ServiceContext, signal: AbortSignal): Promise<number> {
  const { resources, clock } = context
  const on = clock.today()
  const day = { on, packId: getPack(resources, on).policy.id }
  const writer = getWriter(context)
  let done = 0
  while (!signal.aborted) {
    const count = transaction(writer, (tx) => {
      const stale = listStalePoints(tx, day, REFRESH_CHUNK)
      for (const person of stale) keepPoints(tx, person, { resources, on })
      return stale.length
    })
    if (count === 0) break
    done += count
    await nextTurn()
  }
  if (done > 0) context.changes.announce()
  return done
}

/** The points card: each line with the source of its fact. */
export function pointsView({ pack, points, facts, held }: Assessed, person: Person): PointsView {
  const open = points.lines.flatMap((line) => (line.openX100 === null ? [] : [line.openX100.max]))
  return {
    packId: pack.policy.id,
    packName: pack.policy.name,
    on: points.on,
    certainX100: points.totalX100,
    openX100: points.notLoaded.length > 0 ? null : open.reduce((sum, most) => sum + most, 0),
    complete: points.complete,
    lines: points.lines.map((line) => pointsLineView(line, sourceOfLine(line, held))),
    next: nextChanges(pack.policy, pointsFactsOf(facts, person.birth), points.on).map(({ on, text }) => ({
      on,
      text,
    })),
  }
}

/** A line as screens, papers and frozen records show it. */
function pointsLineView(line: PointsLine, source: string): PointsLineView {
  const { code, name, state, pointsX100, capX100, basis, formula, clause, status, note, remedy } = line
  return {
    code,
    name,
    state,
    pointsX100,
    capX100,
    basis,
    formula,
    clause,
    status,
    source,
    ...(note === undefined ? {} : { note }),
    ...(remedy === undefined ? {} : { remedy }),
  }
}

/** Department, evidence and data date of the fact behind a line; empty where there is none. */
function sourceOfLine(line: PointsLine, held: readonly HeldRow[]): string {
  const kind = KIND_OF_FIELD[line.fact]
  if (kind === undefined) return '居民身份证号码'
  const isCounted =
    kind === 'insurance' && insuredMonthsOf(held.map(({ value }) => value))?.from === 'contribution'
  const months = isCounted ? held.findLast(({ value }) => isPensionMonths(value)) : undefined
  const fact = months ?? held.find(({ row }) => row.kind === kind && row.slot === '')
  return fact === undefined ? '' : sourceText(sourceOf(fact.row))
}

function isPensionMonths(value: FactValue): boolean {
  return value.kind === 'contribution' && value.fund === 'pension'
}
