import { randomUUID } from 'node:crypto'
import { actOnCase } from '#electron/services/case-actions.ts'
import { previewCase, submitCase } from '#electron/services/case-submission.ts'
import { recordFact } from '#electron/services/facts.ts'
import { issueNotice } from '#electron/services/notices.ts'
import { getPaperBytes } from '#electron/services/papers.ts'
import { registerResident } from '#electron/services/residents.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { freezeRound } from '#electron/services/rounds/freeze.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { runRound } from '#electron/services/rounds/run.ts'
import { listRunSeats } from '#electron/store/tables/runs.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import type { RoundProgress } from '#shared/ipc/rounds.ts'
import { type DemoOffice, demonstrationDay } from './office.ts'
import type { InventedPerson } from './people.ts'
import { eachOf, type Watch } from './watch.ts'

/** An invented resident under the id the store gave. */
export interface Registered {
  id: string
  person: InventedPerson
}

/** How the applications went: those refused at the counter were never accepted. */
export interface Applications {
  refused: number
  returned: number
  approved: { caseId: string; receiptNo: string }[]
}

/** The clerk registers everybody and records their facts. */
export async function registerAll(
  { clerk }: DemoOffice,
  people: readonly InventedPerson[],
  watch: Watch,
): Promise<Registered[]> {
  const registered: Registered[] = []
  for await (const person of eachOf(people, '登记新市民和事实', watch)) {
    const { name, idNumber, phone, town, facts } = person
    const contact = phone === undefined ? {} : { phone }
    const { id } = registerResident(clerk, {
      commandId: randomUUID(),
      name,
      idNumber,
      town,
      notSame: '演示资料，各不相同',
      ...contact,
    })
    for (const fact of facts) recordFact(clerk, { commandId: randomUUID(), residentId: id, ...fact })
    registered.push({ id, person })
  }
  return registered
}

/** The supervisor opens a round like that of the reply of 2022; what the city has not published is chosen here. */
export function openHealthCheckRound(
  { supervisor, resources }: DemoOffice,
  { title, seed }: { title: string; seed: string },
): string {
  const plan: RoundPlan = {
    kind: 'health-check',
    cutOff: demonstrationDay,
    applyFrom: null,
    applyUntil: null,
    publicityDays: 0,
    replyDays: 3,
    towns: resources.towns.slice(0, 10),
    order: 'points',
    classes: [],
    ties: ['residenceMonths', 'insuredMonths'],
    equals: 'ticket',
    line: null,
    places: [{ id: 'city', name: '体检名额', town: null, capacity: 50 }],
    quotas: [],
    reversion: 'city-order',
    costPerHeadFen: 680_00,
    draw: { mode: 'named', seed: `counter-demo/${seed}` },
    citations: [{ part: 'order', status: 'DECIDED', text: '同分次序未见文件规定，由示例·主管选定' }],
  }
  return openRound(supervisor, { commandId: randomUUID(), title, plan }).id
}

/** The clerk takes applications; the supervisor approves what is settled and returns what still lacks a fact. */
export async function takeApplications(
  { clerk, supervisor }: DemoOffice,
  { roundId, residents }: { roundId: string; residents: readonly Registered[] },
  watch: Watch,
): Promise<Applications> {
  const applications: Applications = { refused: 0, returned: 0, approved: [] }
  for await (const { id, person } of eachOf(residents, '受理和复核申请', watch)) {
    const application = { residentId: id, roundId, answers: person.wishes }
    const { verdict, summary } = previewCase(clerk, application)
    if (verdict === 'FALSE') {
      applications.refused += 1
      continue
    }
    const { id: caseId, receiptNo } = submitCase(clerk, { commandId: randomUUID(), ...application })
    if (verdict === 'TRUE') {
      actOnCase(supervisor, { commandId: randomUUID(), caseId, action: 'approve' })
      applications.approved.push({ caseId, receiptNo })
    } else {
      const reason = summary.slice(0, 200)
      actOnCase(supervisor, { commandId: randomUUID(), caseId, action: 'return', reason })
      applications.returned += 1
    }
  }
  return applications
}

/** The clerk freezes, runs and announces the round, and the supervisor publishes it. @returns the run's id */
export async function runAndPublish(
  { clerk, supervisor }: DemoOffice,
  roundId: string,
  watch: Watch,
): Promise<string> {
  await follow('冻结名单', freezeRound(clerk, { commandId: randomUUID(), roundId }, watch.signal), watch)
  const run = runRound(clerk, { commandId: randomUUID(), roundId }, watch.signal)
  const runId = await follow('运行批次', run, watch)
  announceRound(clerk, { commandId: randomUUID(), roundId })
  publishRound(supervisor, { commandId: randomUUID(), roundId })
  return runId
}

/** Tells how far a freeze or run is. @returns what it made */
export async function follow(
  what: string,
  work: AsyncGenerator<RoundProgress>,
  watch: Watch,
): Promise<string> {
  let made: string | undefined
  for await (const { stage, done, total, id } of work) {
    watch.note(`${what}：${stage} ${done}/${total}`)
    made = id
  }
  if (made === undefined) throw new Error('finished work tells its id')
  return made
}

/** The clerk issues a notice for every place given; `keep` is handed the archived bytes. */
export async function issueNotices(
  { clerk }: DemoOffice,
  {
    runId,
    applications,
    keep,
  }: { runId: string; applications: Applications; keep(receiptNo: string, bytes: Uint8Array): void },
  watch: Watch,
): Promise<number> {
  const caseIds = new Map(applications.approved.map(({ caseId, receiptNo }) => [receiptNo, caseId]))
  const seated = listRunSeats(clerk.reader, runId).filter(({ place }) => place !== null)
  for await (const { no } of eachOf(seated, '出具通知书', watch)) {
    const caseId = caseIds.get(no)
    if (caseId === undefined) throw new Error('a seat is that of an approved case')
    const { id } = issueNotice(clerk, { commandId: randomUUID(), caseId })
    keep(no, getPaperBytes(clerk, id, { copy: false }))
  }
  return seated.length
}
