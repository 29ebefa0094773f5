import { rmSync } from 'node:fs'
import process from 'node:process'
import { cityPeople } from '#test/fixtures/people-generator.ts'
import { cityOf, plainPath } from './people-open.ts'
import { writeCity } from './people-store.ts'

/** Writes the city's encrypted store; what is measured of it is measured by others. */
const [folder = '', residents = ''] = process.argv.slice(2)
await writeCity(folder, cityPeople(cityOf(Number(residents))), '')
rmSync(plainPath(folder))
