import process from 'node:process'
import { measureAfter } from './rounds-after.ts'
import { measureBefore } from './rounds-before.ts'
import { openRoundOffice, rentPlan, schoolPlan } from './rounds-open.ts'
import { measureWhatIf } from './rounds-what-if.ts'

/** One round of everybody in the store, from its opening to thousands of replies; `kind` is the third word. */
const [folder = '', residents = '', kind = ''] = process.argv.slice(2)
const plan = kind === 'school' ? schoolPlan(Number(residents)) : rentPlan(Number(residents))
const office = await openRoundOffice(folder)
const name = `${residents} residents, ${kind}`
const roundId = await measureBefore(office, name, plan)
await measureAfter({ office, kind: name, roundId })
await measureWhatIf(office, name, { roundId, when: 'on the frozen list', plan })
office.close()
