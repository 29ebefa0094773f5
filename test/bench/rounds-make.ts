import { rmSync } from 'node:fs'
import process from 'node:process'
import { getPack, installedPolicies, pointsKey } from '#electron/services/policies.ts'
import { benchResources, cityOf, ON, plainPath } from './people-open.ts'
import { writeCity } from './people-store.ts'
import { applicantsOf } from './rounds-people.ts'

/** Writes the encrypted store of everybody who may apply. */
const [folder = '', residents = ''] = process.argv.slice(2)
const policies = installedPolicies(benchResources())
const packId = pointsKey(policies, getPack(policies, { on: ON }))
await writeCity(folder, applicantsOf(cityOf(Number(residents))), packId)
rmSync(plainPath(folder))
