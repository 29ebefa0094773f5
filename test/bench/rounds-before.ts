import { randomUUID } from 'node:crypto'
import { seededRandom } from '#electron/cli/demo/random.ts'
import { sha256 } from '#electron/services/hash.ts'
import { heldFacts } from '#electron/services/resident-facts.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { freezeRound } from '#electron/services/rounds/freeze.ts'
import { checkFrozen } from '#electron/services/rounds/frozen-check.ts'
import { addMatching, findMatching } from '#electron/services/rounds/matching.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { runRound } from '#electron/services/rounds/run.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import type { Reader } from '#electron/store/database.ts'
import { listStandingEntrants, updateEntrant } from '#electron/store/tables/entrants.ts'
import { findResident } from '#electron/store/tables/residents.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { listRunSeats } from '#electron/store/tables/runs.ts'
import { transaction } from '#electron/store/transaction.ts'
import { allocateRound, type RoundPlan, roundOfList } from '#shared/domain/allocation/index.ts'
import { type RoundOffice, SCHOOLS, schoolId } from './rounds-open.ts'
import { goingOn, measureStep, toEnd } from './rounds-watch.ts'
import { measureWhatIf } from './rounds-what-if.ts'

/** From the opening of a round to its publication. @returns the round's id */
export async function measureBefore(office: RoundOffice, kind: string, plan: RoundPlan): Promise<string> {
  const { clerk, supervisor } = office
  const opening = { commandId: randomUUID(), title: `示例批次·${kind}`, plan }
  const { id: roundId } = openRound(supervisor, opening)
  await measureApplying(office, kind, roundId)
  if (plan.kind === 'school') wishForAll(office, roundId)
  for (const when of ['before the freeze', 'before the freeze, once more'])
    await measureWhatIf(office, kind, { roundId, when, plan })
  await measureFreeze(office, kind, roundId)
  await measureRun(office, kind, roundId)
  const command = () => ({ commandId: randomUUID(), roundId })
  await measureStep(kind, { what: 'announced', work: () => announceRound(clerk, command()) })
  await measureStep(kind, {
    what: 'published, against reading every seat',
    work: () => publishRound(supervisor, command()),
    floor: () => listRunSeats(clerk.reader, roundState(clerk.reader, roundId).runs.at(-1)?.runId ?? ''),
  })
  return roundId
}

async function measureApplying({ clerk }: RoundOffice, kind: string, roundId: string): Promise<void> {
  const question = { roundId, town: null, leastX100: null }
  await measureStep(kind, {
    what: 'residents who match counted',
    work: () => findMatching(clerk, question),
    times: 3,
  })
  await measureStep(kind, {
    what: 'all of them taken onto the list, against reading the list',
    work: () => addMatching(clerk, { ...question, commandId: randomUUID() }),
    floor: () => listStandingEntrants(clerk.reader, roundId),
  })
}

/** Five wishes and a class for everybody, as a file or the clerk would have written them. */
function wishForAll({ clerk }: RoundOffice, roundId: string): void {
  const random = seededRandom('wishes')
  const { writer } = clerk
  if (writer === null) throw new Error('the batch worker writes')
  transaction(writer, (tx) => {
    for (const { no } of listStandingEntrants(tx, roundId)) {
      const wishes = new Set<string>()
      while (wishes.size < 5) wishes.add(schoolId(Math.min(random.below(SCHOOLS), random.below(SCHOOLS))))
      const given = { class: random.between(1, 2), wishes: [...wishes].map((place) => ({ place })) }
      updateEntrant(tx, { roundId, no }, { given: JSON.stringify(given) })
    }
  })
}

async function measureFreeze({ clerk }: RoundOffice, kind: string, roundId: string): Promise<void> {
  const { reader } = clerk
  const floor = () => readFacts(reader, roundId)
  await measureStep(kind, {
    what: 'frozen, against reading the facts of everybody on the list',
    work: () => toEnd(freezeRound(clerk, { commandId: randomUUID(), roundId }, goingOn)),
    floor,
  })
  await measureStep(kind, {
    what: 'frozen list checked against the store, against the same',
    work: () => checkFrozen(clerk, roundId),
    floor,
  })
}

function readFacts(reader: Reader, roundId: string): void {
  for (const { resident_id } of listStandingEntrants(reader, roundId)) {
    const person = findResident(reader, resident_id ?? '')
    if (person !== undefined) heldFacts(reader, [person.seq])
  }
}

async function measureRun({ clerk }: RoundOffice, kind: string, roundId: string): Promise<void> {
  const { reader } = clerk
  const list = findFreeze(reader, roundState(reader, roundId).freezes.at(-1)?.freezeId ?? '')?.list ?? ''
  await measureStep(kind, {
    what: 'run and kept, against the engine alone',
    work: () => toEnd(runRound(clerk, { commandId: randomUUID(), roundId }, goingOn)),
    floor: () => allocateRound(roundOfList(list, '示例公开种子 2026-06-18'), sha256, { explain: true }),
  })
}
