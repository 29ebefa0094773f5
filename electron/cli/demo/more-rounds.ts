import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sha256 } from '#electron/services/hash.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { commitToDraw, revealSecret } from '#electron/services/rounds/draw-steps.ts'
import { takeList } from '#electron/services/rounds/entrant-list.ts'
import { roundFolder } from '#electron/services/rounds/folder.ts'
import { freezeRound } from '#electron/services/rounds/freeze.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { runRound } from '#electron/services/rounds/run.ts'
import { addDays } from '#shared/base/plain-date.ts'
import { commitmentOf, type RoundPlan } from '#shared/domain/allocation/index.ts'
import { writeWhole } from '../files.ts'
import {
  type Applications,
  follow,
  openHealthCheckRound,
  type Registered,
  takeApplications,
} from './counter-work.ts'
import { type DemoOffice, demonstrationDay } from './office.ts'
import { type Random, seededRandom } from './random.ts'
import type { Watch } from './watch.ts'

const CHILDREN = 240
const SCHOOLS = 8
const WISHES = 5
const FAMILIES = 60
const SCHOOL_TITLE = '2022年秋季新市民子女积分入学（演示）'
const HOUSING_TITLE = '2022年第一批保租房摇号（演示）'
const NEXT_TITLE = '2023年新市民职工免费健康体检（演示）'

/** Invented revealers and their secrets; the last one stays away. */
const REVEALERS = [
  { name: '示例·公证员', role: '公证', secret: '示例秘密 314159', fallback: '示例备用值甲' },
  { name: '示例·代表', role: '居民代表', secret: '示例秘密 265358', fallback: '示例备用值乙' },
  { name: '示例·申请人', role: '申请人代表', secret: '示例秘密 979323', fallback: '示例备用值丙' },
] as const

/** What a plan has whose kind the demonstration says. */
function planOf(resources: DemoOffice['resources'], own: Partial<RoundPlan>): RoundPlan {
  return {
    kind: 'school',
    cutOff: demonstrationDay,
    applyFrom: null,
    applyUntil: null,
    publicityDays: 5,
    replyDays: 3,
    towns: resources.towns.slice(0, 4),
    order: 'points',
    classes: [],
    ties: [],
    equals: 'ticket',
    line: null,
    places: [],
    quotas: [],
    reversion: 'city-order',
    costPerHeadFen: null,
    draw: { mode: 'named', seed: '演示用公开种子 2022-06-28' },
    citations: [{ part: 'order', status: 'DECIDED', text: '同分次序未见文件规定，由示例·主管选定' }],
    ...own,
  }
}

/** The next health check, with this year's people on it: left open, to be frozen and run by whoever tries it. */
export async function leaveNextHealthCheck(
  office: DemoOffice,
  { seed, residents }: { seed: string; residents: readonly Registered[] },
  watch: Watch,
): Promise<{ title: string } & Pick<Applications, 'approved'>> {
  const roundId = openHealthCheckRound(office, { title: NEXT_TITLE, seed: `${seed}/2023` })
  const { approved } = await takeApplications(office, { roundId, residents }, watch)
  return { title: NEXT_TITLE, approved }
}

/** A school round of an invented list, up to its announcement, and the folder by which a stranger can check it. */
export async function playSchoolRound(
  office: DemoOffice,
  { seed, out }: { seed: string; out: string },
  watch: Watch,
) {
  const { clerk, supervisor, resources } = office
  const plan = schoolPlan(resources)
  const { id: roundId } = openRound(supervisor, { commandId: randomUUID(), title: SCHOOL_TITLE, plan })
  const bytes = schoolList(plan, seededRandom(`${seed}/school`))
  await takeList(clerk, { commandId: randomUUID(), roundId, fileName: '演示名单.csv', bytes })
  await follow('冻结入学名单', freezeRound(clerk, { commandId: randomUUID(), roundId }, watch.signal), watch)
  await follow('运行入学批次', runRound(clerk, { commandId: randomUUID(), roundId }, watch.signal), watch)
  announceRound(clerk, { commandId: randomUUID(), roundId })
  for (const { name, text } of roundFolder(clerk, roundId)) writeWhole(join(out, name), text)
  const { run, applications } = getRoundPage(clerk, roundId)
  return { title: SCHOOL_TITLE, applications, seated: run?.seated, waiting: run?.waiting, folder: out }
}

/**
 * A housing draw of which all but one have revealed, the day before its public number: what is left, on any later day, is
 * to record who was absent, to enter the number and to run.
 */
export async function leaveHousingDraw(office: DemoOffice, watch: Watch) {
  const { clerk, supervisor, resources } = office
  const plan = housingPlan(resources)
  const { id: roundId } = openRound(supervisor, { commandId: randomUUID(), title: HOUSING_TITLE, plan })
  const [town = ''] = plan.towns
  const rows = Array.from({ length: FAMILIES }, (_, index) => [
    `ZF22-${String(index + 1).padStart(4, '0')}`,
    `示例·家庭${index + 1}`,
    town,
    String(1 + (index % 5)),
  ])
  const bytes = csv([['申请编号', '姓名', '镇街', '家庭人口'], ...rows])
  await takeList(clerk, { commandId: randomUUID(), roundId, fileName: '演示家庭.csv', bytes })
  for (const { name, secret } of REVEALERS) {
    const commitment = commitmentOf(secret, sha256)
    commitToDraw(clerk, { commandId: randomUUID(), roundId, revealer: name, commitment })
  }
  await follow('冻结摇号名单', freezeRound(clerk, { commandId: randomUUID(), roundId }, watch.signal), watch)
  for (const { name, secret } of REVEALERS.slice(0, -1))
    revealSecret(clerk, { commandId: randomUUID(), roundId, revealer: name, secret })
  return { title: HOUSING_TITLE, missing: REVEALERS.slice(-1).map(({ name }) => name) }
}

function schoolPlan(resources: DemoOffice['resources']): RoundPlan {
  const towns = resources.towns.slice(0, 4)
  const capacity = Math.floor((CHILDREN * 9) / (SCHOOLS * 10))
  return planOf(resources, {
    classes: [
      { class: 1, name: '演示一类' },
      { class: 2, name: '演示二类' },
    ],
    ties: ['residenceMonths', 'insuredMonths'],
    places: Array.from({ length: SCHOOLS }, (_, index) => ({
      id: `X${index + 1}`,
      name: `示例第${index + 1}小学`,
      town: towns[index % towns.length] ?? null,
      capacity,
      ...(index === 0
        ? { reserved: { tag: '人才子女', count: 4, precedence: 'reserved-first' as const } }
        : {}),
    })),
  })
}

function housingPlan(resources: DemoOffice['resources']): RoundPlan {
  const flat = (id: string, name: string, capacity: number, [smallest, largest]: [number, number]) => ({
    ...{ id, name, town: null, capacity },
    household: { smallest, largest },
  })
  return planOf(resources, {
    kind: 'housing',
    towns: resources.towns.slice(0, 1),
    order: 'draw',
    places: [
      flat('A', '示例一居室', 12, [1, 1]),
      flat('B', '示例两居室', 14, [2, 3]),
      flat('C', '示例三居室', 8, [4, 6]),
    ],
    draw: {
      mode: 'commit-reveal',
      revealers: REVEALERS.map(({ name, role, fallback }) => ({ name, role, fallback })),
      number: { source: '示例福利彩票', day: addDays(demonstrationDay, 1), otherwise: '顺延至下一期' },
    },
    citations: [{ part: 'order', status: 'DECIDED', text: '按家庭人口和签号，由示例·主管选定' }],
  })
}

function schoolList(plan: RoundPlan, random: Random): Uint8Array<ArrayBuffer> {
  const wishes = Array.from({ length: WISHES }, (_, index) => `志愿${index + 1}`)
  const header = [
    '申请编号',
    '姓名',
    '镇街',
    '类别',
    '积分',
    '居住登记月数',
    '社保缴费月数',
    '标签',
    ...wishes,
  ]
  const ids = plan.places.map(({ id }) => id)
  const rows = Array.from({ length: CHILDREN }, (_, index) => [
    `RX22-${String(index + 1).padStart(5, '0')}`,
    `示例·孩子${index + 1}`,
    random.pick(plan.towns),
    random.chance(40) ? '1' : '2',
    (random.between(80, 220) / 2).toFixed(1),
    String(12 * random.between(1, 6)),
    String(12 * random.between(0, 5)),
    random.chance(5) ? '人才子女' : '',
    ...wishesFor(random, ids),
  ])
  return csv([header, ...rows])
}

/** Distinct places, those at the front of the list wished more often. */
function wishesFor(random: Random, places: readonly string[]): string[] {
  const wishes = new Set<string>()
  while (wishes.size < WISHES)
    wishes.add(places[Math.min(random.below(places.length), random.below(places.length))] ?? '')
  return [...wishes]
}

function csv(rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(rows.map((cells) => `${cells.join(',')}\n`).join(''))
}
