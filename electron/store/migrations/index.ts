import type { Migration } from '../migrate.ts'
import { migration as office } from './0010-office.ts'
import { migration as residents } from './0020-residents.ts'
import { migration as cases } from './0030-cases.ts'
import { migration as papers } from './0040-papers.ts'
import { migration as imports } from './0050-imports.ts'
import { migration as people } from './0060-people.ts'
import { migration as families } from './0070-families.ts'
import { migration as evidence } from './0080-evidence.ts'
import { migration as desk } from './0090-desk.ts'
import { migration as policies } from './0100-policies.ts'
import { migration as pointsRuns } from './0110-points-runs.ts'
import { migration as rechecks } from './0120-rechecks.ts'
import { migration as factSlots } from './0130-fact-slots.ts'
import { migration as negativePoints } from './0140-negative-points.ts'
import { migration as rounds } from './0150-rounds.ts'

/** Every migration in order; a new one is appended, a released one is never edited. */
export const migrations: readonly Migration[] = [
  office,
  residents,
  cases,
  papers,
  imports,
  people,
  families,
  evidence,
  desk,
  policies,
  pointsRuns,
  rechecks,
  factSlots,
  negativePoints,
  rounds,
]
