import { z } from 'zod'
import type { Reader } from '#electron/store/database.ts'
import type { RoundTable } from '#electron/store/schema.ts'
import { personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { assessHealthCheck, type Eligibility } from '#shared/domain/eligibility/index.ts'
import { type FactValue, pointsFactsOf } from '#shared/domain/people/index.ts'
import { assessPoints, type PointsAssessment } from '#shared/domain/points/index.ts'
import type { HealthCheckAnswers } from '#shared/ipc/cases.ts'
import type { PointsPack } from '#shared/policy/index.ts'
import { type HeldRow, heldFacts, valuesInForce } from './resident-facts.ts'
import { getPack, type Loaded, type Resources } from './resources.ts'

/** A person's points on a day, with all that holds of the person, the values rules ask, and the pack. */
export type Assessed = {
  held: HeldRow[]
  facts: FactValue[]
  pack: Loaded<PointsPack>
  points: PointsAssessment
}

export type Person = Pick<ResidentRow, 'seq' | 'birth'>

/** What a judgement is asked about; without a round the towns are not known. */
export type Question = { round: RoundTable | undefined; answers: HealthCheckAnswers; on: PlainDate }

/** The points of a resident under the pack in force on a day, from the facts that hold now. */
export function assessPerson(
  reader: Reader,
  person: Person,
  { resources, on }: { resources: Resources; on: PlainDate },
): Assessed {
  const held = heldFacts(reader, personSeqs(reader, person.seq))
  const facts = valuesInForce(held)
  const pack = getPack(resources, on)
  return { held, facts, pack, points: assessPoints(pack.policy, pointsFactsOf(facts, person.birth), on) }
}

/** Whether an assessed person may take part in the health check. */
export function judge({ facts, points }: Assessed, { round, answers, on }: Question): Eligibility {
  const towns = round === undefined ? null : roundTowns(round)
  return assessHealthCheck({ facts, points, plan: { towns }, consent: answers, on })
}

/** The towns a round is open to. */
export function roundTowns(round: RoundTable): string[] {
  return z.array(z.string()).parse(JSON.parse(round.towns))
}
