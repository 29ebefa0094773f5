import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createChangeFeed } from '#electron/services/changes.ts'
import { systemClock } from '#electron/services/clock.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { arrangePlace } from '#electron/services/rounds/arrange.ts'
import { closeRound } from '#electron/services/rounds/close.ts'
import { commitToDraw, revealSecret } from '#electron/services/rounds/draw-steps.ts'
import { takeList } from '#electron/services/rounds/entrant-list.ts'
import { freezeRound } from '#electron/services/rounds/freeze.ts'
import { decideObjection, recordObjection } from '#electron/services/rounds/objections.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { runRound } from '#electron/services/rounds/run.ts'
import { listSeats } from '#electron/services/rounds/seats.ts'
import { setUpOffice, unlockOffice } from '#electron/services/session.ts'
import { closeStore } from '#electron/store/database.ts'
import { LEAST_COST } from '#electron/store/keys.ts'
import { addDays, type PlainDate } from '#shared/base/plain-date.ts'
import { commitmentOf, RoundPlan } from '#shared/domain/allocation/index.ts'
import type { SeatRow } from '#shared/ipc/rounds.ts'
import { sha256 } from '../../electron/services/hash.ts'
import { schoolList } from '../fixtures/school-list.ts'
import { PASSWORD, SET_UP, testDocuments, testResources } from '../services/test-office.ts'

export const ACCOUNTS = {
  supervisor: { ...SET_UP.supervisor, password: PASSWORD },
  clerk: { ...SET_UP.clerk, password: PASSWORD },
}

/** Titles of the rounds in the store, one for each status. */
export const TITLES = {
  open: '示例 2026 年秋季积分入学',
  empty: '示例 2026 年度免费健康体检',
  committing: '示例 2027 年保租房第一批',
  early: '示例 2026 年保租房第三批',
  due: '示例 2026 年保租房第二批',
  frozen: '示例 2026 年保租房第一批',
  ran: '示例 2026 年春季积分入学',
  announced: '示例 2025 年秋季积分入学',
  published: '示例 2025 年春季积分入学',
  closed: '示例 2025 年租金补贴',
} as const

/** Applicants whose pages differ, by what became of them. */
export interface ShownApplicants {
  objector: string
  seated: string
  waiting: string
  declined: string
  replaced: string
  arranged: string
}

const TALENT_SCHOOLS = schoolList({ children: 240, schools: 12, seed: 'screens' })
const TOWNS = ['浒山街道', '古塘街道', '龙山镇']

/** An office with a round in every status. */
export function putRoundsStore(userData: string): Promise<ShownApplicants> {
  return putOffice(userData, makeRounds)
}

/** An office with what the services make in it, where a program with this data folder looks. */
export async function putOffice<Made>(
  userData: string,
  make: (office: Office) => Promise<Made>,
): Promise<Made> {
  const folder = join(userData, 'office')
  await setUpOffice(folder, SET_UP, { clock: systemClock, cost: LEAST_COST })
  const common = {
    stages: null,
    clock: systemClock,
    resources: testResources(),
    documents: testDocuments(),
    changes: createChangeFeed(),
  }
  const signIn = async ({ login, password }: { login: string; password: string }) => {
    const { writer, account } = await unlockOffice(
      folder,
      { login, password },
      { clock: systemClock, refused: [] },
    )
    return { reader: writer, writer, account, ...common }
  }
  const [supervisor, clerk] = [await signIn(ACCOUNTS.supervisor), await signIn(ACCOUNTS.clerk)]
  try {
    return await make({ supervisor, clerk })
  } finally {
    closeStore(clerk.writer)
    closeStore(supervisor.writer)
  }
}

export interface Office {
  supervisor: ServiceContext
  clerk: ServiceContext
}

async function makeRounds(office: Office): Promise<ShownApplicants> {
  open(office, TITLES.empty, listPlan({ kind: 'health-check', costPerHeadFen: 680_00 }))
  await enter(office, open(office, TITLES.open, schoolPlan()), TALENT_SCHOOLS.csv)
  await makeDraws(office)
  await makeRan(office, TITLES.ran, schoolPlan())
  const objector = await makeAnnounced(office)
  const shown = await makePublished(office)
  await makeClosed(office)
  return { objector, ...shown }
}

function schoolPlan(changes: Partial<RoundPlan> = {}): RoundPlan {
  const { plan } = TALENT_SCHOOLS
  const citations: RoundPlan['citations'] = [
    { part: 'places', status: 'READ', text: '示例：市教育局核定的各校学位' },
    {
      part: 'windows',
      status: 'DEFAULT',
      text: '没有文件写明，按本程序默认：公示 5 个工作日，答复 3 个工作日',
    },
    { part: 'order', status: 'DECIDED', text: '示例：主管办公会选定，同分先比居住登记月数' },
    { part: 'draw', status: 'DECIDED', text: '上级没有规定摇号办法，由主管选定并事先公开' },
  ]
  return RoundPlan.parse({ ...plan, cutOff: '2026-06-15', applyUntil: null, citations, ...changes })
}

function listPlan(changes: Partial<RoundPlan>): RoundPlan {
  return RoundPlan.parse({
    kind: 'rent-support',
    cutOff: '2026-06-15',
    applyFrom: null,
    applyUntil: null,
    publicityDays: 0,
    replyDays: 3,
    towns: TOWNS,
    order: 'points',
    classes: [],
    ties: ['residenceMonths', 'insuredMonths'],
    equals: 'ticket',
    line: null,
    places: [{ id: 'city', name: '全市', town: null, capacity: 50 }],
    quotas: [],
    reversion: 'city-order',
    costPerHeadFen: null,
    draw: { mode: 'named', seed: '示例双色球 2026066 期开奖号' },
    citations: [{ part: 'order', status: 'DECIDED', text: '示例：主管办公会选定' }],
    ...changes,
  })
}

function open({ supervisor }: Office, title: string, plan: RoundPlan): string {
  return openRound(supervisor, { commandId: randomUUID(), title, plan }).id
}

async function enter({ clerk }: Office, roundId: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await takeList(clerk, { commandId: randomUUID(), roundId, fileName: '示例名单.csv', bytes })
}

async function freeze({ clerk }: Office, roundId: string): Promise<void> {
  const work = freezeRound(clerk, { commandId: randomUUID(), roundId }, new AbortController().signal)
  for await (const _progress of work);
}

/** A round with its list, frozen and run by the clerk. */
export async function makeRan(office: Office, title: string, plan: RoundPlan, csv = TALENT_SCHOOLS.csv) {
  const roundId = open(office, title, plan)
  await enter(office, roundId, csv)
  await freeze(office, roundId)
  const work = runRound(office.clerk, { commandId: randomUUID(), roundId }, new AbortController().signal)
  for await (const _progress of work);
  return roundId
}

const REVEALERS = ['示例公证员', '示例人大代表', '示例申请人代表'] as const
const secretOf = (index: number) => `示例秘密 ${index}`

/** Draws by commitments: before the freeze, half revealed before the number's day, and on it with one missing or none. */
async function makeDraws(office: Office): Promise<void> {
  const today = systemClock.today()
  await makeDraw(office, { title: TITLES.committing, day: addDays(today, 14), committed: 1 })
  await makeDraw(office, { title: TITLES.early, day: addDays(today, 7), revealed: REVEALERS.slice(0, 1) })
  const clock = { ...systemClock, today: () => addDays(today, -1) }
  const yesterday = { supervisor: { ...office.supervisor, clock }, clerk: { ...office.clerk, clock } }
  await makeDraw(yesterday, { title: TITLES.due, day: today, revealed: REVEALERS })
  const roundId = await makeDraw(yesterday, { title: TITLES.frozen, day: today, revealed: [REVEALERS[0]] })
  reveal(office, roundId, { revealer: REVEALERS[2], secret: null })
}

interface Draw {
  title: string
  day: PlainDate
  /** How many have committed; all of them where a list is frozen. */
  committed?: number
  /** Who has revealed; nothing is frozen where it is left out. */
  revealed?: readonly (typeof REVEALERS)[number][]
}

async function makeDraw(office: Office, { title, day, committed, revealed }: Draw): Promise<string> {
  const roundId = open(office, title, flatsPlan(day))
  const lines = Array.from({ length: 40 }, (_, index) => {
    return `ZF-${index + 1001},示例·家庭${index + 1},${TOWNS[index % TOWNS.length]},${1 + (index % 6)}`
  })
  await enter(office, roundId, new TextEncoder().encode(['申请编号,姓名,镇街,家庭人口', ...lines].join('\n')))
  for (const [index, revealer] of REVEALERS.slice(0, committed).entries()) {
    const commitment = commitmentOf(secretOf(index), sha256)
    commitToDraw(office.clerk, { commandId: randomUUID(), roundId, revealer, commitment })
  }
  if (revealed === undefined) return roundId
  await freeze(office, roundId)
  for (const revealer of revealed) {
    const secret = secretOf(REVEALERS.indexOf(revealer))
    reveal(office, roundId, { revealer, secret })
  }
  return roundId
}

function reveal({ clerk }: Office, roundId: string, said: { revealer: string; secret: string | null }): void {
  revealSecret(clerk, { commandId: randomUUID(), roundId, ...said })
}

function flatsPlan(day: PlainDate): RoundPlan {
  const revealers = REVEALERS.map((name, index) => ({
    name,
    role: ['公证处', '市人大', '由申请人推选'][index] ?? '',
    fallback: `备用值 ${index + 1}${index + 1}${index + 1}`,
  }))
  const flats = [
    ['A', '示例一居室', 12, 1, 2],
    ['B', '示例两居室', 9, 3, 4],
    ['C', '示例三居室', 5, 5, 6],
  ] as const
  return RoundPlan.parse({
    ...listPlan({}),
    cutOff: addDays(day, -15),
    kind: 'housing',
    order: 'draw',
    ties: [],
    places: flats.map(([id, name, capacity, smallest, largest]) => ({
      id,
      name,
      town: null,
      capacity,
      household: { smallest, largest },
    })),
    draw: {
      mode: 'commit-reveal',
      revealers,
      number: { source: '示例双色球当日开奖号', day, otherwise: '顺延到下一期' },
    },
  })
}

/** One objection was turned down, another waits. @returns who made the one that waits */
async function makeAnnounced(office: Office): Promise<string> {
  const roundId = await makeRan(office, TITLES.announced, schoolPlan({ publicityDays: 1 }))
  announceRound(office.clerk, { commandId: randomUUID(), roundId })
  const [first, second] = seats(office, roundId, false)
  const object = (row: SeatRow | undefined, grounds: string) =>
    recordObjection(office.clerk, { commandId: randomUUID(), roundId, no: row?.no ?? '', grounds })
  const turnedDown = object(first, '示例：本人认为同分应当一并录取')
  decideObjection(office.supervisor, {
    commandId: randomUUID(),
    roundId,
    objectionId: turnedDown.id,
    upheld: false,
    reason: '示例：方案写明同分看签号，名额不增加',
  })
  object(second, '示例：社保少算了 12 个月，已补交缴费清单')
  return second?.no ?? ''
}

async function makePublished(office: Office): Promise<Omit<ShownApplicants, 'objector'>> {
  const roundId = await makeRan(office, TITLES.published, schoolPlan({ publicityDays: 0 }))
  announceRound(office.clerk, { commandId: randomUUID(), roundId })
  publishRound(office.supervisor, { commandId: randomUUID(), roundId })
  const numbers = (seated: boolean) => seats(office, roundId, seated).map(({ no }) => no)
  const [seated = '', declined = '', left = ''] = numbers(true)
  const reply = (no: string, given: 'accepted' | 'declined') =>
    recordReply(office.clerk, { commandId: randomUUID(), roundId, no, reply: given })
  reply(seated, 'accepted')
  reply(declined, 'declined')
  const { no: replaced } = replaceApplicant(office.clerk, { commandId: randomUUID(), roundId, no: declined })
  reply(left, 'declined')
  const arranged = arrangeSomebody(office, roundId)
  const waiting = numbers(false).at(-1) ?? ''
  return { seated, waiting, declined, replaced: replaced ?? '', arranged }
}

/** Places the first of those without a place where there is room. */
function arrangeSomebody(office: Office, roundId: string): string {
  const row = seats(office, roundId, false).find(({ reply }) => reply === null)
  const no = row?.no ?? ''
  for (const { id: place } of TALENT_SCHOOLS.plan.places) {
    try {
      const reason = '示例：家中老人就近照顾，经办公会研究'
      arrangePlace(office.supervisor, { commandId: randomUUID(), roundId, no, place, reason })
      return no
    } catch {
      // That one is full.
    }
  }
  return no
}

async function makeClosed(office: Office): Promise<void> {
  const places = [{ id: 'city', name: '全市', town: null, capacity: 12 }]
  const plan = listPlan({
    line: '60',
    places,
    quotas: [
      { town: '浒山街道', places: 4 },
      { town: '龙山镇', places: 3 },
    ],
  })
  const lines = Array.from(
    { length: 30 },
    (_, index) =>
      `ZJ-${index + 101},示例·租户${index + 1},${TOWNS[index % TOWNS.length]},${55 + ((index * 7) % 40)},${12 * (index % 5)},${12 * (index % 4)}`,
  )
  const header = '申请编号,姓名,镇街,积分,居住登记月数,社保缴费月数'
  const csv = new TextEncoder().encode([header, ...lines].join('\n'))
  const roundId = await makeRan(office, TITLES.closed, plan, csv)
  announceRound(office.clerk, { commandId: randomUUID(), roundId })
  publishRound(office.supervisor, { commandId: randomUUID(), roundId })
  for (const { no } of seats(office, roundId, true))
    recordReply(office.clerk, { commandId: randomUUID(), roundId, no, reply: 'accepted' })
  closeRound(office.supervisor, { commandId: randomUUID(), roundId })
}

/** The order of a round's last run, with a place or without. */
export function seats({ clerk }: Office, roundId: string, seated: boolean): SeatRow[] {
  const sort = { key: 'rank' as const, descending: false }
  return listSeats(clerk, { text: '', filters: { roundId, seated }, sort, offset: 0, limit: 500 }).rows
}
