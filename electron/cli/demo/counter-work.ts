import { randomUUID } from 'node:crypto'
import { actOnCase } from '#electron/services/case-actions.ts'
import { previewCase, submitCase } from '#electron/services/case-submission.ts'
import { recordFact } from '#electron/services/facts.ts'
import { issueNotice } from '#electron/services/notices.ts'
import { getPaperBytes } from '#electron/services/papers.ts'
import { registerResident } from '#electron/services/residents.ts'
import { runRound } from '#electron/services/round-run.ts'
import { openRound, publishRound } from '#electron/services/rounds.ts'
import { listRunSeats } from '#electron/store/tables/runs.ts'
import type { OpenRoundRequest } from '#shared/ipc/rounds.ts'
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

/** The supervisor opens the round of the reply of 2022; what the city has not published is chosen here. */
export function openHealthCheckRound({ supervisor, resources }: DemoOffice, seed: string): string {
  const plan: OpenRoundRequest = {
    commandId: randomUUID(),
    title: '2022年新市民职工免费健康体检（演示）',
    places: 50,
    towns: resources.towns.slice(0, 10),
    costPerHeadFen: 680_00,
    cutOff: demonstrationDay,
    ties: ['residenceMonths', 'insuredMonths'],
    seed: `counter-demo/${seed}`,
  }
  return openRound(supervisor, plan).id
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

/** The clerk runs the round and the supervisor publishes it. @returns the run's id */
export async function runAndPublish(
  { clerk, supervisor }: DemoOffice,
  roundId: string,
  watch: Watch,
): Promise<string> {
  let runId: string | undefined
  for await (const progress of runRound(clerk, { commandId: randomUUID(), roundId }, watch.signal)) {
    watch.note(`运行批次：${progress.stage} ${progress.done}/${progress.total}`)
    runId = progress.runId
  }
  if (runId === undefined) throw new Error('a finished run tells its id')
  publishRound(supervisor, { commandId: randomUUID(), roundId })
  return runId
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
  const receiptNos = new Map(applications.approved.map(({ caseId, receiptNo }) => [caseId, receiptNo]))
  const seated = listRunSeats(clerk.reader, runId).filter((seat) => seat.seated === 1)
  for await (const { case_id: caseId } of eachOf(seated, '出具通知书', watch)) {
    const { id } = issueNotice(clerk, { commandId: randomUUID(), caseId })
    keep(receiptNos.get(caseId) ?? caseId, getPaperBytes(clerk, id, { copy: false }))
  }
  return seated.length
}
