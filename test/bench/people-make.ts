import process from 'node:process'
import { getPack, installedPolicies, pointsKey } from '#electron/services/policies.ts'
import { cityPeople } from '#test/fixtures/people-generator.ts'
import { report } from './measure.ts'
import { benchResources, cityOf, ON, storeBytes } from './people-open.ts'
import { writeCity } from './people-store.ts'

/** Writes the city's store, encrypted and not, and says how long that took and how large it became. */
const [folder = '', residents = ''] = process.argv.slice(2)
const count = Number(residents)
const begin = performance.now()
const policies = installedPolicies(benchResources())
await writeCity(folder, cityPeople(cityOf(count)), pointsKey(policies, getPack(policies, { on: ON })))
report({
  bench: 'people',
  what: `${residents} residents with 30 insurance months each, written twice: encrypted and not`,
  median: (performance.now() - begin) / 1000,
  unit: 's',
})
const bytes = storeBytes(folder)
report({
  bench: 'people',
  what: 'store size for one resident, against unencrypted',
  median: bytes.encrypted / count,
  floor: bytes.plain / count,
  ratio: bytes.encrypted / bytes.plain,
  unit: 'bytes',
})
