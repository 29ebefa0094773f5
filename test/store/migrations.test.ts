import { expect, test } from 'vitest'
import { connection } from '#electron/store/connection.ts'
import { closeStore, openStore } from '#electron/store/database.ts'
import { migrations } from '#electron/store/migrations/index.ts'
import { transaction } from '#electron/store/transaction.ts'
import { closing, KEY, newStore } from './harness.ts'
import { office } from './migrations/0010-office.ts'
import { residents } from './migrations/0020-residents.ts'
import { cases } from './migrations/0030-cases.ts'
import { papers } from './migrations/0040-papers.ts'
import { imports } from './migrations/0050-imports.ts'
import { people } from './migrations/0060-people.ts'
import { families } from './migrations/0070-families.ts'
import { evidence } from './migrations/0080-evidence.ts'
import { desk } from './migrations/0090-desk.ts'
import { policies } from './migrations/0100-policies.ts'
import { pointsRuns } from './migrations/0110-points-runs.ts'
import { rechecks } from './migrations/0120-rechecks.ts'
import { factSlots } from './migrations/0130-fact-slots.ts'
import { negativePoints } from './migrations/0140-negative-points.ts'
import { rounds } from './migrations/0150-rounds.ts'
import type { MigrationCase } from './migrations/migration-case.ts'

const exercises: readonly MigrationCase[] = [
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
const exercised: number[] = []

test.each(exercises)('migration $version keeps what was there and adds what it says', (exercise) => {
  const { path, writer: older } = newStore(migrations.filter((step) => step.version < exercise.version))
  transaction(older, (tx) => {
    exercise.before(tx)
  })
  closeStore(older)
  const steps = migrations.filter((step) => step.version <= exercise.version)
  const writer = closing(openStore({ path, key: KEY, mode: 'write', steps }))
  const { database } = writer[connection]
  expect(database.pragma('user_version', { simple: true })).toBe(exercise.version)
  exercise.after(writer)
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(database.pragma('foreign_key_check')).toEqual([])
  exercised.push(exercise.version)
})

test('every migration was exercised', () => {
  expect(exercised).toEqual(migrations.map((step) => step.version))
})
