import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { listStalePoints, markPointsDue, saveResidentPoints } from '#electron/store/tables/resident-list.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { packUsesFamily } from '#shared/domain/people/index.ts'
import { nextChanges, type PointsLine } from '#shared/domain/points/index.ts'
import type { PointsLineView, PointsView } from '#shared/ipc/residents.ts'
import type { PointsPack } from '#shared/policy/index.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { kinOf } from './family-links.ts'
import { type Assessed, assessPerson, type Person } from './judgement.ts'
import { lineSources } from './points-sources.ts'
import { getPack, pointsKey, policiesOf } from './policies.ts'
import type { Loaded, Resources } from './resources.ts'

/** Residents whose points are computed in one transaction; other calls are answered between two of them. */
const REFRESH_CHUNK = 200

/**
 * Keeps the day's points of one resident for the lists; called wherever facts change. Where the pack looks at families,
 * those of the family are due anew: it may be their points that change.
 */
export function keepPoints(
  tx: Transaction,
  person: Person,
  asked: { resources: Resources; on: PlainDate },
): void {
  const { policy } = keepOwnPoints(tx, person, asked)
  if (packUsesFamily(policy)) markPointsDue(tx, kinSeqs(tx, person))
}

/** Has the points of people computed anew whose relations changed, where the pack looks at families. */
export function keepPointsOfFamily(
  tx: Transaction,
  persons: readonly number[],
  { resources, on }: { resources: Resources; on: PlainDate },
): void {
  const { policy } = getPack(policiesOf(tx, resources), { on })
  if (packUsesFamily(policy)) markPointsDue(tx, persons)
}

function kinSeqs(reader: Reader, { seq }: Person): number[] {
  return kinOf(reader, seq).map(({ person }) => person)
}

function keepOwnPoints(
  tx: Transaction,
  person: Person,
  { resources, on }: { resources: Resources; on: PlainDate },
): Loaded<PointsPack> {
  const { points, pack } = assessPerson(tx, person, { resources, on })
  saveResidentPoints(tx, person.seq, {
    day: { on, packId: pointsKey(policiesOf(tx, resources), pack) },
    pointsX100: points.totalX100,
    complete: points.complete,
  })
  return pack
}

/**
 * Brings the points that lists are ordered by to today, in small transactions. Stops between two of them when the signal is aborted; what is done stays done.
 * @returns how many residents were computed anew
 */
export async function refreshPoints(context: ServiceContext, signal: AbortSignal): Promise<number> {
  const { resources, clock } = context
  const on = clock.today()
  const writer = getWriter(context)
  let done = 0
  while (!signal.aborted) {
    const count = transaction(writer, (tx) => {
      // Asked each time: a policy may be confirmed between two transactions.
      const policies = policiesOf(tx, resources)
      const day = { on, packId: pointsKey(policies, getPack(policies, { on })) }
      const stale = listStalePoints(tx, day, REFRESH_CHUNK)
      for (const person of stale) {
        // Of whom an import or its undoing changed facts nothing is kept; of others it is only the day or the policy.
        const keep = person.points_on === '' ? keepPoints : keepOwnPoints
        keep(tx, person, { resources, on })
      }
      return stale.length
    })
    if (count === 0) break
    done += count
    await nextTurn()
  }
  if (done > 0) context.changes.announce()
  return done
}

/** The points card: each line with the sources of its facts. */
export function pointsView(assessed: Assessed, person: Person): PointsView {
  const { pack, points, pointsFacts, lists } = assessed
  const { purpose, totalX100, atLeastX100, atMostX100 } = points
  const sources = lineSources(assessed, person)
  return {
    packId: pack.policy.id,
    packName: pack.policy.name,
    purpose,
    on: points.on,
    certainX100: totalX100,
    openX100: points.notLoaded.length > 0 || atMostX100 === null ? null : atMostX100 - totalX100,
    atLeastX100,
    atMostX100,
    complete: points.complete,
    standing: points.standing,
    lines: points.lines.map((line) => pointsLineView(line, sources(line))),
    next: nextChanges(pack.policy, pointsFacts, points.on, { purpose, lists }).map(({ on, text }) => ({
      on,
      text,
    })),
  }
}

/** A line as screens, papers and frozen records show it. */
function pointsLineView(line: PointsLine, source: string): PointsLineView {
  const { note, remedy, alternativeX100, capped, fields, verifiers, evidence, ...shown } = line
  return {
    ...shown,
    fields: [...fields],
    verifiers: [...verifiers],
    evidence: [...evidence],
    source,
    ...(note === undefined ? {} : { note }),
    ...(remedy === undefined ? {} : { remedy }),
  }
}
