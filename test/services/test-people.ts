import { randomUUID } from 'node:crypto'
import { actOnCase } from '#electron/services/case-actions.ts'
import { submitCase } from '#electron/services/case-submission.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { decideFact, recordFact } from '#electron/services/facts.ts'
import { registerResident } from '#electron/services/residents.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { freezeRound } from '#electron/services/rounds/freeze.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { runRound } from '#electron/services/rounds/run.ts'
import { PlainDate } from '#shared/base/plain-date.ts'
import { residentIdCheckDigit } from '#shared/base/resident-id.ts'
import { organisationCodeCheckCharacter, usccCheckCharacter } from '#shared/base/uscc.ts'
import { YearMonth } from '#shared/base/year-month.ts'
import { RoundPlan } from '#shared/domain/allocation/index.ts'
import type { FactSource, FactValue } from '#shared/domain/people/index.ts'
import type { OpenRoundRequest, RoundProgress } from '#shared/ipc/rounds.ts'
import type { TestOffice } from './test-office.ts'

export const TOWN = '浒山街道'
export const OTHER_TOWN = '龙山镇'

/** An invented identity number with a right check digit, another one for every `serial` below 1,000. */
export function idNumber(serial: number, birth = '19900101'): string {
  const first17 = `522121${birth}${String(serial).padStart(3, '0')}`
  return first17 + residentIdCheckDigit(first17)
}

/** The code of an invented enterprise. */
export function uscc(): string {
  const first17 = `91330282MADEM001${organisationCodeCheckCharacter('MADEM001')}`
  return first17 + usccCheckCharacter(first17)
}

export const SOURCE: FactSource = {
  department: '本人提供',
  evidence: '示例证明原件',
  dataDate: PlainDate.parse('2026-06-01'),
}

export function day(text: string): PlainDate {
  return PlainDate.parse(text)
}

/** Facts under which every condition holds; insured months part the people of one round. */
export function goodFacts(insuredMonths: number, town = TOWN): FactValue[] {
  return [
    { kind: 'education', level: 'associate' },
    { kind: 'skill', level: 'level4' },
    { kind: 'insurance', months: insuredMonths },
    { kind: 'residence', registeredOn: day('2020-01-01') },
    { kind: 'permit', issuedOn: day('2020-07-01'), endorsedUntil: day('2027-06-30') },
    { kind: 'employment', employer: '示例轴承厂', uscc: uscc(), town, union: true, frontline: true },
    { kind: 'hukou', inCixi: false },
  ]
}

/** One fact of each kind, none of which speaks against another; the identity card is that of `idNumber(serial)`. */
export function everyFact(serial: number): FactValue[] {
  return [
    ...goodFacts(24),
    { kind: 'identityPaper', paper: 'idCard', number: idNumber(serial) },
    { kind: 'endorsement', endorsedOn: day('2021-06-20'), until: day('2022-07-01') },
    { kind: 'housing', tenure: 'rented', address: '示例路1号' },
    { kind: 'contribution', fund: 'pension', from: YearMonth.parse('2025-01'), months: 'PPB-T' },
    { kind: 'schooling', school: '示例学校', stage: 'senior', grade: 3 },
    { kind: 'honour', title: '示例荣誉', level: 'town', awardedOn: day('2025-05-01') },
    { kind: 'service', organisation: '示例志愿队', year: 2025, hours: 50 },
    { kind: 'donation', what: 'blood', donatedOn: day('2025-05-01'), amount: 400 },
    { kind: 'tax', payer: 'person', year: 2025, amountFen: 120_000 },
    {
      kind: 'offence',
      nature: 'administrative',
      document: '示例字〔2025〕1号',
      decidedOn: day('2025-05-01'),
    },
    { kind: 'office', what: 'volunteer', title: '示例志愿队' },
    { kind: 'jobs', employer: '示例小店', hired: 2 },
    {
      kind: 'patent',
      what: 'invention',
      title: '示例装置',
      number: 'ZL202500000001X',
      grantedOn: day('2025-05-01'),
      owners: 2,
      first: true,
    },
    { kind: 'award', giver: 'village', by: '示例村', pointsX100: 150, awardedOn: day('2025-05-01') },
    { kind: 'stay', season: 'springFestival', year: 2026 },
    { kind: 'participation', appliedOn: day('2026-03-01') },
    { kind: 'choice', question: 'housing', option: 'own', title: '住房：自有住房' },
    { kind: 'nothing', field: 'children', checkedOn: day('2026-06-01') },
  ]
}

export function register(context: ServiceContext, serial: number, birth?: string): string {
  const request = {
    commandId: randomUUID(),
    name: `示例·第${serial}人`,
    idNumber: idNumber(serial, birth),
    phone: '13800000000',
    town: TOWN,
  }
  return registerResident(context, request).id
}

export function record(context: ServiceContext, residentId: string, fact: FactValue): string {
  return recordFact(context, { commandId: randomUUID(), residentId, fact, source: SOURCE }).id
}

/** What the resident only says. */
export function claim(context: ServiceContext, residentId: string, fact: FactValue): string {
  const request = { commandId: randomUUID(), residentId, fact, source: SOURCE, origin: 'resident' as const }
  return recordFact(context, request).id
}

export function decide(context: ServiceContext, factId: string, accept: boolean, reason?: string) {
  const request = { commandId: randomUUID(), factId, accept }
  return decideFact(context, reason === undefined ? request : { ...request, reason })
}

/** What a test changes of `plan`; `places` are those of the one list. */
export type PlanChanges = Partial<Omit<RoundPlan, 'places'>> & {
  commandId?: string
  title?: string
  places?: number
  seed?: string
}

/** A round of the health check with two places by points, residence and a named seed, announced for no days. */
export function plan({
  commandId = randomUUID(),
  title = '示例2026年第一批',
  places = 2,
  seed = '示例种子 2026-06-15',
  ...changes
}: PlanChanges = {}): OpenRoundRequest {
  return {
    commandId,
    title,
    plan: RoundPlan.parse({
      kind: 'health-check',
      cutOff: day('2026-06-15'),
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
      places: [{ id: 'city', name: '体检名额', town: null, capacity: places }],
      quotas: [],
      reversion: 'city-order',
      costPerHeadFen: 68_000,
      draw: { mode: 'named', seed },
      citations: [{ part: 'order', status: 'DECIDED', text: '示例·主管选定' }],
      ...changes,
    }),
  }
}

export const YES = { consent: true, healthDataConsent: true }

export function submit(context: ServiceContext, residentId: string, roundId: string) {
  return submitCase(context, { commandId: randomUUID(), residentId, roundId, answers: YES })
}

export function act(
  context: ServiceContext,
  caseId: string,
  action: 'approve' | 'return' | 'resubmit' | 'withdraw',
  reason?: string,
) {
  const commandId = randomUUID()
  return actOnCase(context, { commandId, caseId, action, ...(reason === undefined ? {} : { reason }) })
}

export type WorkOptions = { commandId?: string; reason?: string; signal?: AbortSignal }

/** Freezes the list of a round and gives every progress reported. */
export function freezeToEnd(context: ServiceContext, roundId: string, options: WorkOptions = {}) {
  return workToEnd(freezeRound, context, roundId, options)
}

/** Runs a round whose list is frozen and gives every progress reported. */
export function runFrozen(context: ServiceContext, roundId: string, options: WorkOptions = {}) {
  return workToEnd(runRound, context, roundId, options)
}

/** Freezes the list of a round and runs it. */
export async function runToEnd(context: ServiceContext, roundId: string): Promise<void> {
  await freezeToEnd(context, roundId)
  await runFrozen(context, roundId)
}

/** Announces a round that ran, for no days, and publishes it by the supervisor. */
export function publishToEnd(office: TestOffice, roundId: string): void {
  announceRound(office.as('clerk'), { commandId: randomUUID(), roundId })
  publishRound(office.as('supervisor'), { commandId: randomUUID(), roundId })
}

async function workToEnd(
  work: typeof freezeRound,
  context: ServiceContext,
  roundId: string,
  { commandId = randomUUID(), reason, signal = new AbortController().signal }: WorkOptions,
): Promise<RoundProgress[]> {
  const events: RoundProgress[] = []
  const request = { commandId, roundId, ...(reason === undefined ? {} : { reason }) }
  for await (const event of work(context, request, signal)) events.push(event)
  return events
}

/** A person with good facts, registered by the clerk, with an approved case in the round. */
export function approvedCase(office: TestOffice, roundId: string, serial: number) {
  const residentId = register(office.as('clerk'), serial)
  for (const fact of goodFacts(serial)) record(office.as('clerk'), residentId, fact)
  const { id, receiptNo } = submit(office.as('clerk'), residentId, roundId)
  act(office.as('supervisor'), id, 'approve')
  return { residentId, caseId: id, receiptNo }
}

/** A published round of two places with approved cases of these serials; more insured months rank higher. */
export async function publishedRound(office: TestOffice, serials: number[]) {
  const roundId = openRound(office.as('supervisor'), plan()).id
  const cases = serials.map((serial) => approvedCase(office, roundId, serial))
  await runToEnd(office.as('clerk'), roundId)
  publishToEnd(office, roundId)
  return { roundId, cases }
}
