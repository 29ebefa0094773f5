import type { Reader } from '#electron/store/database.ts'
import type { RoundTable } from '#electron/store/schema.ts'
import { personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { assessHealthCheck, type Eligibility } from '#shared/domain/eligibility/index.ts'
import {
  type FactValue,
  type PointsFacts,
  packUsesFamily,
  pointsFactsOf,
} from '#shared/domain/people/index.ts'
import { assessPoints, type PointsAssessment } from '#shared/domain/points/index.ts'
import type { HealthCheckAnswers } from '#shared/ipc/cases.ts'
import type { OutsideList, PointsPack } from '#shared/policy/index.ts'
import { familyFacts, type PointsFamily, pointsFamily } from './points-family.ts'
import { COUNTER_PURPOSE, getPack, policiesOf } from './policies.ts'
import { type HeldRow, heldFacts, valuesInForce } from './resident-facts.ts'
import type { Loaded, Resources } from './resources.ts'
import { planOf } from './rounds/plan.ts'

/**
 * A person's points on a day, with all that holds of the person, the values programmes ask, the facts points rest on,
 * the pack, and the outside lists. The family is read only where the pack looks at it.
 */
export type Assessed = {
  held: HeldRow[]
  facts: FactValue[]
  pointsFacts: PointsFacts
  family: PointsFamily
  pack: Loaded<PointsPack>
  lists: readonly OutsideList[]
  points: PointsAssessment
}

export type Person = Pick<ResidentRow, 'seq' | 'birth'>

/** What a judgement is asked about; without a round the towns are not known. */
export type Question = { round: RoundTable | undefined; answers: HealthCheckAnswers; on: PlainDate }

/** What points are asked for: `health-check` where no purpose is named. */
export type Asked = { resources: Resources; on: PlainDate; purpose?: string }

/**
 * The points of a resident under the pack in force on a day, from the facts that hold now.
 * @throws CounterError NOT_FOUND, POLICY_BAD where no one pack is in force
 */
export function assessPerson(
  reader: Reader,
  person: Person,
  { resources, on, purpose = COUNTER_PURPOSE }: Asked,
): Assessed {
  const policies = policiesOf(reader, resources)
  const pack = getPack(policies, { purpose, on })
  const lists = policies.lists.map(({ policy }) => policy)
  const held = heldFacts(reader, personSeqs(reader, person.seq))
  const isFamilyAsked = packUsesFamily(pack.policy)
  const family = isFamilyAsked ? pointsFamily(reader, person.seq) : NO_FAMILY
  const pointsFacts = pointsFactsOf(held, {
    birth: person.birth,
    ...(isFamilyAsked ? { family: familyFacts(family) } : {}),
  })
  const points = assessPoints(pack.policy, pointsFacts, on, { purpose, lists })
  return { held, facts: valuesInForce(held), pointsFacts, family, pack, lists, points }
}

const NO_FAMILY: PointsFamily = { members: [] }

/** Whether an assessed person may take part in the health check. */
export function judge({ facts, points }: Assessed, { round, answers, on }: Question): Eligibility {
  const towns = round === undefined ? null : planOf(round).towns
  return assessHealthCheck({ facts, points, plan: { towns }, consent: answers, on })
}
