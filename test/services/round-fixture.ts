import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sha256 } from '#electron/services/hash.ts'
import { commitToDraw, recordPublicNumber, revealSecret } from '#electron/services/rounds/draw-steps.ts'
import { takeList } from '#electron/services/rounds/entrant-list.ts'
import { MOST_WISHES } from '#electron/services/rounds/entrant-list-columns.ts'
import { editEntrant } from '#electron/services/rounds/entrants.ts'
import { decideObjection, recordObjection } from '#electron/services/rounds/objections.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { findRun } from '#electron/store/tables/runs.ts'
import {
  type Applicant,
  commitmentOf,
  parseResult,
  RoundPlan,
  type RoundResult,
} from '#shared/domain/allocation/index.ts'
import type { Correction } from '#shared/domain/cases/index.ts'
import type { TestOffice, Who } from './test-office.ts'
import { freezeToEnd, runFrozen } from './test-people.ts'

export const TITLE = '示例2026年入学批次'
export const SEED = '示例种子 2026-06-15'
/** The public number of every draw by commitments. */
export const NUMBER = '010203'

const COMMON = {
  cutOff: '2026-06-15',
  applyFrom: null,
  applyUntil: null,
  publicityDays: 0,
  replyDays: 2,
  towns: ['浒山街道', '龙山镇'],
  order: 'points',
  classes: [],
  ties: [],
  equals: 'ticket',
  line: null,
  quotas: [],
  reversion: 'city-order',
  costPerHeadFen: null,
  draw: { mode: 'named', seed: SEED },
  citations: [{ part: 'order', status: 'DECIDED', text: '示例：主管选定' }],
}

/** Schools with so many places each, by id. */
export function schoolPlan(
  capacities: Record<string, number>,
  changes: Record<string, unknown> = {},
): RoundPlan {
  const places = Object.entries(capacities).map(([id, capacity]) => ({
    id,
    name: `示例${id}小学`,
    town: '浒山街道',
    capacity,
  }))
  return RoundPlan.parse({ ...COMMON, kind: 'school', places, ...changes })
}

/** Three schools in two towns, two classes, three seats kept for talents' children at the first. */
export function threeSchools(changes: Record<string, unknown> = {}): RoundPlan {
  const reserved = { tag: 'talent', count: 3, precedence: 'reserved-first' }
  return schoolPlan(
    {},
    {
      towns: ['浒山街道', '周巷镇'],
      classes: [
        { class: 1, name: '示例一类' },
        { class: 2, name: '示例二类' },
      ],
      ties: ['residenceMonths'],
      places: [
        { id: 'S1', name: '示例一小', town: '浒山街道', capacity: 8, reserved },
        { id: 'S2', name: '示例二小', town: '浒山街道', capacity: 10 },
        { id: 'S3', name: '示例三小', town: '周巷镇', capacity: 5 },
      ],
      ...changes,
    },
  )
}

/** One list with so many places. */
export function listPlan(capacity: number, changes: Record<string, unknown> = {}): RoundPlan {
  const places = [{ id: 'city', name: '示例补贴名额', town: null, capacity }]
  return RoundPlan.parse({ ...COMMON, kind: 'rent-support', places, ...changes })
}

/** A child with points and schools wished, first one first. */
export function child(
  no: string,
  points: number,
  wishes: readonly string[],
  more: Partial<Applicant> = {},
): Applicant {
  return { no, points, group: '浒山街道', consent: true, wishes: wishes.map((place) => ({ place })), ...more }
}

/** So many children of `threeSchools`: many equals, a pair of twins, a refused wish and some talents' children. */
export function manyChildren(count: number): Applicant[] {
  const schools = ['S1', 'S2', 'S3']
  return Array.from({ length: count }, (_, index): Applicant => {
    const wished = schools.map((_school, step) => schools[(index + step) % 3] ?? '').slice(0, 1 + (index % 3))
    return {
      no: String(index + 1).padStart(4, '0'),
      points: `${30 + ((index * 7) % 23)}.50`,
      ties: { residenceMonths: (index * 5) % 4 },
      group: index % 3 === 0 ? '周巷镇' : '浒山街道',
      consent: true,
      ...(index % 9 === 0 ? { tags: ['talent'] } : {}),
      ...(index === 4 || index === 5 ? { family: 'F1' } : {}),
      wishes: wished.map((place) => ({
        place,
        class: 1 + (index % 2),
        ...(index === 7 && place === 'S2' ? { refused: '示例：不在范围' } : {}),
      })),
    }
  })
}

/** One of a single list. */
export function person(no: string, points: number, more: Partial<Applicant> = {}): Applicant {
  return { no, points, group: '浒山街道', consent: true, ...more }
}

/** How a round is made; the clerk freezes and runs it where nobody else is named. */
export type Making = {
  title?: string
  runner?: Who
  /** Who of a draw by commitments does not reveal. */
  absent?: readonly string[]
  /** Happens after the freeze; the list is then read and frozen anew, before the draw. */
  meanwhile?(roundId: string): Promise<unknown>
}

export type RanRound = { roundId: string; runId: string; result: RoundResult }

/**
 * A round with its applications, frozen and run by the services. Of a draw by commitments everybody commits and
 * reveals, but for those absent, and the office's clock then stands on the day of the number.
 */
export async function ranRound(
  office: TestOffice,
  plan: RoundPlan,
  applicants: readonly Applicant[],
  { runner = 'clerk', absent = [], meanwhile, ...making }: Making = {},
): Promise<RanRound> {
  const { roundId } = await openedRound(office, plan, applicants, making)
  commitAll(office, roundId, plan)
  await freezeToEnd(office.as(runner), roundId)
  if (meanwhile !== undefined) {
    await meanwhile(roundId)
    await freezeToEnd(office.as(runner), roundId, { reason: '示例·重读名单' })
  }
  drawSeed(office, roundId, { plan, absent })
  await runFrozen(office.as(runner), roundId)
  const run = findRun(office.writer, roundState(office.writer, roundId).runs.at(-1)?.runId ?? '')
  if (run === undefined) throw new Error('the round ran')
  return { roundId, runId: run.id, result: parseResult(JSON.parse(run.result)) }
}

/** A round that takes applications, with these: of a list that is read in, and mended where a list cannot say it. */
export async function openedRound(
  office: TestOffice,
  plan: RoundPlan,
  applicants: readonly Applicant[],
  { title = TITLE }: Pick<Making, 'title'> = {},
): Promise<{ roundId: string }> {
  const commandId = randomUUID()
  const { id: roundId } = openRound(office.as('supervisor'), { commandId, title, plan })
  if (applicants.length > 0) {
    const bytes = new TextEncoder().encode(listFile(plan, applicants))
    const file = { fileName: '示例名单.csv', bytes }
    await takeList(office.as('clerk'), { ...ofRound(roundId), ...file })
  }
  for (const applicant of applicants.filter((each) => !isSaidByList(plan, each))) {
    const { no, group: _group, ...given } = applicant
    editEntrant(office.as('clerk'), { ...ofRound(roundId), no, given, reason: '示例·窗口补登' })
  }
  return { roundId }
}

/** An objection to what the frozen list says of somebody, recorded by the clerk and upheld by the supervisor. */
export function uphold(
  office: TestOffice,
  roundId: string,
  { no, correction }: { no: string; correction: Correction },
): void {
  const { id: objectionId } = recordObjection(office.as('clerk'), {
    ...ofRound(roundId),
    no,
    grounds: '示例异议',
  })
  const decision = { objectionId, upheld: true, reason: '示例成立', correction }
  decideObjection(office.as('supervisor'), { ...ofRound(roundId), ...decision })
}

/** Freezes the list with what objections corrected, and runs it. */
export async function runCorrected(office: TestOffice, roundId: string): Promise<void> {
  const reason = '示例·异议成立'
  await freezeToEnd(office.as('clerk'), roundId, { reason })
  await runFrozen(office.as('clerk'), roundId, { reason })
}

/** What the revealer at an index of the plan commits to and reveals. */
export function secretOf(index: number): string {
  return `示例秘密${index + 1}`
}

function ofRound(roundId: string): { commandId: string; roundId: string } {
  return { commandId: randomUUID(), roundId }
}

function commitAll(office: TestOffice, roundId: string, { draw }: RoundPlan): void {
  if (draw.mode === 'named') return
  draw.revealers.forEach(({ name }, index) => {
    const commitment = commitmentOf(secretOf(index), sha256)
    commitToDraw(office.as('clerk'), { ...ofRound(roundId), revealer: name, commitment })
  })
}

/** Secrets first; who is absent is known on the day of the number, which comes last. */
function drawSeed(
  office: TestOffice,
  roundId: string,
  { plan: { draw }, absent }: { plan: RoundPlan; absent: readonly string[] },
): void {
  if (draw.mode === 'named') return
  const reveal = (revealer: string, secret: string | null) =>
    revealSecret(office.as('clerk'), { ...ofRound(roundId), revealer, secret })
  draw.revealers.forEach(({ name }, index) => {
    if (!absent.includes(name)) reveal(name, secretOf(index))
  })
  office.clock.setToday(draw.number.day)
  for (const name of absent) reveal(name, null)
  recordPublicNumber(office.as('clerk'), { ...ofRound(roundId), value: NUMBER })
}

type Cell = string | number | undefined

/** The columns of a list of applicants, with what each says of one. */
const COLUMNS: readonly (readonly [string, (applicant: Applicant, plan: RoundPlan) => Cell])[] = [
  ['申请编号', ({ no }) => no],
  ['姓名', ({ no }) => `示例·${no}`],
  ['镇街', ({ group }) => group],
  ['积分', ({ points }) => points],
  ['类别', ({ wishes }) => wishes?.[0]?.class],
  ['居住登记月数', ({ ties }) => ties?.residenceMonths],
  ['社保缴费月数', ({ ties }) => ties?.insuredMonths],
  ['居住证月数', ({ ties }) => ties?.permitMonths],
  ['申请日期', ({ ties }) => ties?.appliedOn?.toString().replace(/(....)(..)(..)/, '$1-$2-$3')],
  ['标签', ({ tags }, plan) => tags?.filter((tag) => isTagOf(plan, tag)).join('、')],
  ['家庭号', ({ family }) => family],
  ...Array.from(
    { length: MOST_WISHES },
    (_, index) => [`志愿${index + 1}`, ({ wishes }: Applicant) => wishes?.[index]?.place] as const,
  ),
]

/** The list as a department sends it, in CSV. */
function listFile(plan: RoundPlan, applicants: readonly Applicant[]): string {
  const rows = applicants.map((applicant) => COLUMNS.map(([, cell]) => cell(applicant, plan) ?? ''))
  return [COLUMNS.map(([title]) => title), ...rows].map((cells) => `${cells.join(',')}\n`).join('')
}

/** Tags that no place is kept for, refusals, missing consent and classes that differ by wish stand in no list. */
function isSaidByList(
  plan: RoundPlan,
  { wishes = [], tags = [], consent = true, refused }: Applicant,
): boolean {
  const own = wishes[0]?.class
  const usual = own === undefined ? {} : { class: own }
  return (
    consent &&
    refused === undefined &&
    tags.every((tag) => isTagOf(plan, tag)) &&
    wishes.every((wish) => isDeepStrictEqual(wish, { place: wish.place, ...usual }))
  )
}

function isTagOf({ places }: RoundPlan, tag: string): boolean {
  return places.some(({ reserved }) => reserved?.tag === tag)
}
