import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { readApplicants } from '#electron/services/rounds/applicants.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { all } from '#electron/store/query.ts'
import { insertEntrant } from '#electron/store/tables/entrants.ts'
import { transaction } from '#electron/store/transaction.ts'
import { RoundPlan } from '#shared/domain/allocation/index.ts'
import type { EntrantGiven, EntrantListRequest } from '#shared/ipc/round-entrants.ts'
import type { TestOffice } from './test-office.ts'
import { goodFacts, OTHER_TOWN, record, register, TOWN } from './test-people.ts'

/** What the audit trail says of each time something was done, oldest first. */
export function auditOf({ writer }: TestOffice, action: string): unknown[] {
  const trail = CompiledQuery.raw('SELECT detail FROM audit WHERE action = ? ORDER BY seq', [action])
  return all(writer, trail as CompiledQuery<{ detail: string }>).map(({ detail }) => JSON.parse(detail))
}

/** An invented plan; kinds other than the flats have one place or three schools. */
export function planOf(kind: RoundPlan['kind'], changes: Partial<RoundPlan> = {}): RoundPlan {
  const places =
    kind === 'school'
      ? ['S1', 'S2', 'S3'].map((id) => ({ id, name: `示例${id}小学`, town: TOWN, capacity: 2 }))
      : kind === 'housing'
        ? [
            { id: 'F1', name: '示例一居', town: null, capacity: 1, household: { smallest: 1, largest: 2 } },
            { id: 'F2', name: '示例二居', town: null, capacity: 1, household: { smallest: 3, largest: 4 } },
          ]
        : [{ id: 'city', name: '示例名额', town: null, capacity: 2 }]
  return RoundPlan.parse({
    kind,
    cutOff: '2026-06-15',
    applyFrom: null,
    applyUntil: null,
    publicityDays: 0,
    replyDays: 2,
    towns: [TOWN, OTHER_TOWN],
    order: 'points',
    classes: [],
    ties: ['residenceMonths'],
    equals: 'ticket',
    line: null,
    places,
    quotas: [],
    reversion: 'none',
    costPerHeadFen: null,
    draw: { mode: 'named', seed: '示例种子' },
    citations: [{ part: 'order', status: 'DECIDED', text: '示例：主管选定' }],
    ...changes,
  })
}

/** Rounds, residents and applications in the store of a test, which opens another one for each of its tests. */
export function roundsOf(current: () => TestOffice) {
  let rounds = 0
  function open(plan: RoundPlan): { id: string; plan: RoundPlan; title: string } {
    rounds += 1
    const title = `示例批次 ${rounds}`
    const { id } = openRound(current().as('supervisor'), { commandId: randomUUID(), title, plan })
    return { id, plan, title }
  }

  /** Puts an application on a list as a list file would. */
  function enter(
    roundId: string,
    no: string,
    {
      given = {},
      residentId = null,
      town = TOWN,
      idNumber: number = null,
    }: {
      given?: EntrantGiven
      residentId?: string | null
      town?: string | null
      idNumber?: string | null
    } = {},
  ): void {
    transaction(current().writer, (tx) =>
      insertEntrant(tx, {
        round_id: roundId,
        no,
        source: 'list',
        resident_id: residentId,
        case_id: null,
        name: `示例·${no}`,
        id_number: number,
        town,
        points_x100: null,
        given: JSON.stringify(given),
        entered_by: current().as('clerk').account.accountId,
        entered_at: '2026-06-10T01:00:00.000Z',
        withdrawn: null,
      }),
    )
  }

  function read(round: { id: string; plan: RoundPlan; title: string }) {
    return readApplicants(current().as('clerk'), round, { offset: 0, limit: 100 })
  }

  function resident(serial: number): string {
    const id = register(current().as('clerk'), serial)
    for (const fact of goodFacts(77)) record(current().as('clerk'), id, fact)
    return id
  }

  return { open, enter, read, resident }
}

/** A question for the first applications of a round. */
export const ask = (roundId: string, changes: Partial<EntrantListRequest> = {}): EntrantListRequest => ({
  text: '',
  filters: { roundId },
  sort: { key: 'no', descending: false },
  offset: 0,
  limit: 50,
  ...changes,
})
