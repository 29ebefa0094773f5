import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { RoundPlan } from '#shared/domain/allocation/index.ts'
import { OpenRoundRequest } from '#shared/ipc/rounds.ts'
import { type Body, pathOf } from '../../../renderer/src/components/form-page.ts'
import {
  amendSteps,
  openRoundSteps,
  planProblems,
  publishedSteps,
  readRound,
  roundDefaults,
  secondRoundSteps,
} from '../../../renderer/src/tasks/rounds/open-round-pages.ts'
import {
  capacityBody,
  withCapacities,
} from '../../../renderer/src/tasks/rounds/open-round-pages-capacities.ts'
import { bodyOfPlan, bodyOfSecondRound } from '../../../renderer/src/tasks/rounds/open-round-pages-prefill.ts'
import { healthCheck, housing, KINDS, rentSupport, school } from './round-bodies.ts'

const errorsOf = (body: Body) =>
  Object.assign({}, ...pathOf(openRoundSteps, body).map((step) => step.errors(body)))
const pagesOf = (body: Body) => pathOf(openRoundSteps, body).map((step) => step.id)

describe.each(Object.entries(KINDS))('the plan of %s', (_name, body) => {
  test('is a request of the contract when it is whole', () => {
    expect(errorsOf(body)).toEqual({})
    expect(planProblems(body)).toEqual([])
    const commandId = '6d9f3c38-4c3c-4f0e-9d7b-0a6c5f0c9a11'
    const request = OpenRoundRequest.parse({ commandId, ...readRound(body) })
    expect(request.plan.kind).toBe(body.kind)
    expect(RoundPlan.parse(request.plan)).toEqual(request.plan)
  })

  test('comes back from the plan into the form unchanged', () => {
    const round = readRound(body)
    if (round === undefined) throw new Error('no plan')
    const again = bodyOfPlan(round.title, round.plan)
    expect(errorsOf(again)).toEqual({})
    expect(readRound(again)).toEqual(round)
  })

  test('is repeated in full before it is sent, with what it rests on', () => {
    const lines = pathOf(openRoundSteps, body).flatMap((step) => step.summary(body))
    const text = lines.map(({ answer }) => answer).join('\n')
    for (const part of [body.title, body.placesBasis, body.orderBasis, body.drawBasis, body.windowsBasis])
      expect(text).toContain(part)
    expect(lines.every(({ answer }) => answer !== '' && !answer.includes('undefined'))).toBe(true)
  })
})

describe('only the pages a kind needs are asked', () => {
  test.each([
    [healthCheck, ['kind', 'name-cost', 'days', 'city', 'order', 'order-list', 'draw', 'draw-named']],
    [rentSupport, ['kind', 'name', 'days', 'city', 'quotas', 'order', 'order-list', 'draw', 'draw-named']],
    [school, ['kind', 'name', 'days', 'schools', 'order', 'order-wishes', 'draw', 'draw-named']],
    [housing, ['kind', 'name', 'days', 'flats', 'order', 'order-draw', 'draw', 'draw-reveal']],
  ])('%#', (body, pages) => {
    expect(pagesOf(body)).toEqual(pages)
  })

  test('and an amendment begins with its reason; name and purpose stay', () => {
    const ids = (body: Body) => pathOf(amendSteps, body).map((step) => step.id)
    expect(ids(school)).toEqual(['reason', 'towns', ...pagesOf(school).slice(2)])
    expect(ids(healthCheck)).toEqual(['reason', 'towns-cost', ...pagesOf(healthCheck).slice(2)])
    const asked = pathOf(amendSteps, healthCheck).flatMap((step) => step.questions.map(({ name }) => name))
    expect(asked).not.toContain('title')
    expect(asked).not.toContain('kind')
    expect(asked).toContain('cost')
  })
})

describe('what the form means', () => {
  test('a health check has one list over the city and its cost', () => {
    expect(readRound(healthCheck)?.plan).toMatchObject({
      places: [{ id: 'city', name: '全市', town: null, capacity: 50 }],
      quotas: [],
      costPerHeadFen: 68050,
      ties: ['residenceMonths', 'insuredMonths'],
      line: null,
    })
  })

  test('rent support has quotas by town, a line as typed and no cost', () => {
    expect(readRound(rentSupport)?.plan).toMatchObject({
      quotas: [
        { town: '周巷镇', places: 400 },
        { town: '浒山街道', places: 300 },
      ],
      reversion: 'none',
      line: '60.5',
      equals: 'admit',
      ties: [],
      costPerHeadFen: null,
    })
    expect(readRound(rentSupport)?.plan.citations.map(({ part }) => part)).toEqual([
      'places',
      'quotas',
      'windows',
      'order',
      'draw',
    ])
  })

  test('a school keeps places for the talents only where they are written', () => {
    expect(readRound(school)?.plan.places).toEqual([
      {
        id: 'S01',
        name: '示例第一小学',
        town: '周巷镇',
        capacity: 45,
        reserved: { tag: '人才子女', count: 5, precedence: 'reserved-first' },
      },
      { id: 'S02', name: '示例第二小学', town: null, capacity: 90 },
    ])
  })

  test('flats say for how many persons, and a draw has neither ties nor a line', () => {
    expect(readRound({ ...housing, tie1: 'residenceMonths', line: '60' })?.plan).toMatchObject({
      places: [
        { id: 'A', household: { smallest: 1, largest: 2 } },
        { id: 'B', household: { smallest: 3, largest: 4 } },
      ],
      order: 'draw',
      ties: [],
      line: null,
      draw: { mode: 'commit-reveal', revealers: [{ name: '示例·公证员' }, {}, {}] },
    })
  })
})

test('everything that is missing is asked for, and it is nothing until then', () => {
  expect(Object.keys(errorsOf({ kind: 'health-check', orderBy: 'points' })).sort()).toEqual([
    'cost',
    'cutOff',
    'drawBasis',
    'drawStatus',
    'equals',
    'mode',
    'orderBasis',
    'orderStatus',
    'places',
    'placesBasis',
    'placesStatus',
    'publicityDays',
    'replyDays',
    'seed',
    'tie1',
    'title',
    'towns',
    'windowsBasis',
    'windowsStatus',
  ])
  expect(readRound({})).toBeUndefined()
  expect(Object.keys(errorsOf({})).includes('kind')).toBe(true)
})

describe('refused at the question', () => {
  test.each<[Body, Body, string]>([
    [healthCheck, { places: '0' }, 'places'],
    [healthCheck, { places: '100001' }, 'places'],
    [healthCheck, { title: '检' }, 'title'],
    [healthCheck, { title: '示例|体检' }, 'title'],
    [healthCheck, { seed: 'abc' }, 'seed'],
    [healthCheck, { seed: '示例|种子' }, 'seed'],
    [healthCheck, { cost: '1.234' }, 'cost'],
    [healthCheck, { cost: '100000.01' }, 'cost'],
    [healthCheck, { cutOff: '2022-02-30' }, 'cutOff'],
    [healthCheck, { applyFrom: '2026-05-02', applyUntil: '2026-05-01' }, 'applyUntil'],
    [healthCheck, { publicityDays: '61' }, 'publicityDays'],
    [healthCheck, { replyDays: '0' }, 'replyDays'],
    [healthCheck, { tie1: '', tie2: '' }, 'tie1'],
    [healthCheck, { tie2: 'residenceMonths' }, 'tie2'],
    [healthCheck, { tie2: '', tie3: 'permitMonths' }, 'tie3'],
    [healthCheck, { tie1: 'ticket' }, 'tie2'],
    [healthCheck, { line: '六十' }, 'line'],
    [healthCheck, { orderStatus: '' }, 'orderStatus'],
    [healthCheck, { orderBasis: '' }, 'orderBasis'],
    [rentSupport, { quotas: [] }, 'quotas'],
    [rentSupport, { quotas: ['周巷镇\t400', '周巷镇\t1'] }, 'quotas'],
    [rentSupport, { quotas: ['周巷镇\t900', '浒山街道\t101'] }, 'quotas'],
    [rentSupport, { quotas: ['宗汉街道\t1'] }, 'quotas'],
    [school, { schools: [] }, 'schools'],
    [school, { schools: ['S01\t示例一小\t\t4\t5\treserved-first'] }, 'schools'],
    [school, { schools: ['S01\t示例一小\t\t4\t1\t'] }, 'schools'],
    [school, { schools: ['S01\t示例一小\t\t4\t\t', 'S01\t示例二小\t\t4\t\t'] }, 'schools'],
    [school, { schools: ['S01\t\t\t4\t\t'] }, 'schools'],
    [school, { classes: ['1\t示例甲类', '1\t示例乙类'] }, 'classes'],
    [school, { classes: ['31\t示例甲类'] }, 'classes'],
    [housing, { flats: ['A\t一室户\t60\t3\t2'] }, 'flats'],
    [housing, { revealers: [] }, 'revealers'],
    [housing, { revealers: ['示例·公证员\t公证员\tabc'] }, 'revealers'],
    [housing, { revealers: ['示例·甲\t代表\t示例备用值', '示例·甲\t代表\t示例备用值'] }, 'revealers'],
    [housing, { numberDay: '' }, 'numberDay'],
    [housing, { numberDay: '2026-05-31' }, 'numberDay'],
    [housing, { numberDay: '2027-06-10' }, 'numberDay'],
    [housing, { applyFrom: '', applyUntil: '2026-06-10' }, 'numberDay'],
    [housing, { numberOtherwise: '' }, 'numberOtherwise'],
  ])('%#: %o', (body, change, name) => {
    expect(Object.keys(errorsOf({ ...body, ...change }))).toEqual([name])
  })
})

describe('what is usual', () => {
  const today = parsePlainDate('2026-11-23')

  test('stands in the form of a health check; the order must be chosen', () => {
    const defaults = roundDefaults(today, 'health-check')
    expect(defaults).toMatchObject({
      kind: 'health-check',
      places: '50',
      title: '2026 年度新市民职工免费健康体检',
      cutOff: '2026-11-23',
      publicityDays: '5',
      replyDays: '3',
      windowsStatus: 'DEFAULT',
    })
    expect(Object.keys(errorsOf(defaults)).sort()).toEqual([
      'cost',
      'orderBasis',
      'orderStatus',
      'seed',
      'tie1',
      'towns',
    ])
  })

  test('of flats is a draw by commitments, without a number of places', () => {
    const defaults = roundDefaults(today, 'housing')
    expect(defaults).toMatchObject({ orderBy: 'draw', mode: 'commit-reveal' })
    expect(defaults.places).toBeUndefined()
    expect(roundDefaults(undefined, 'housing').cutOff).toBeUndefined()
  })
})

test('a second round has what was left over, for everybody, and a new name', () => {
  const plan = RoundPlan.parse(readRound(school)?.plan)
  const left = {
    places: [
      { id: 'S01', name: '示例第一小学', free: 3, waiting: 0, callFirst: false },
      { id: 'S02', name: '示例第二小学', free: 0, waiting: 2, callFirst: false },
    ],
    waiting: 7,
  }
  const body = bodyOfSecondRound({ title: '示例入学', plan, seed: '示例种子' }, left)
  const second = readRound(body)
  expect(second?.title).toBe('示例入学（第二轮）')
  expect(second?.plan.places).toEqual([{ id: 'S01', name: '示例第一小学', town: '周巷镇', capacity: 3 }])
  expect(second?.plan.citations.find(({ part }) => part === 'places')).toEqual({
    part: 'places',
    status: 'DECIDED',
    text: '上一轮“示例入学”的剩余名额',
  })
})

test('a second round keeps the seed and so every ticket, unless another draw is held on another day', () => {
  const plan = RoundPlan.parse(readRound(housing)?.plan)
  const [flat] = plan.places
  const { id = '', name = '' } = flat ?? {}
  const left = { places: [{ id, name, free: 1, waiting: 0, callFirst: false }], waiting: 1 }
  const seed = 'ab'.repeat(32)
  const body = bodyOfSecondRound({ title: '示例配租', plan, seed }, left)
  const second = readRound(body)?.plan
  expect(second?.draw).toEqual({ mode: 'named', seed })
  expect(second?.citations.find(({ part }) => part === 'draw')?.text).toBe(
    '沿用上一轮“示例配租”的种子，签号不变',
  )
  const anew = { ...body, mode: 'commit-reveal' }
  expect(Object.keys(errorsOf(anew))).toEqual(['numberDay'])
  const { draw } = RoundPlan.parse(readRound({ ...anew, numberDay: '2026-06-20' })?.plan)
  expect(draw).toMatchObject({ mode: 'commit-reveal', number: { day: '2026-06-20' } })
})

test('a second round asks no purpose, which is that of the first', () => {
  for (const body of Object.values(KINDS)) {
    const kind = RoundPlan.parse(readRound(body)?.plan).kind
    const pages = pathOf(secondRoundSteps(kind), body).map((step) => step.id)
    expect(pages).toEqual(pagesOf(body).slice(1))
  }
})

test('an amendment keeps what the form does not ask: whose places are kept, the name of a single list, the class of twins', () => {
  const plan = RoundPlan.parse(readRound({ ...school, twins: 'yes' })?.plan)
  const [first, ...others] = plan.places
  if (first?.reserved === undefined) throw new Error('no place is kept')
  const kept = { ...first, reserved: { ...first.reserved, tag: '示例标签' } }
  const own = RoundPlan.parse({ ...plan, siblingClass: 1, places: [kept, ...others] })
  expect(readRound(bodyOfPlan('示例入学', own))?.plan).toEqual(own)
  const list = RoundPlan.parse(readRound(rentSupport)?.plan)
  const named = {
    ...list,
    places: [{ id: 'rent', name: '示例补贴名额', town: null, capacity: 7 }],
    quotas: [],
  }
  expect(readRound(bodyOfPlan('示例补贴', RoundPlan.parse(named)))?.plan.places).toEqual(named.places)
})

describe('twins', () => {
  test('are asked about where schools have classes, and stand alone unless it is chosen', () => {
    const asked = (body: Body) =>
      pathOf(openRoundSteps, body).some(({ questions }) => questions.some(({ name }) => name === 'twins'))
    expect([school, { ...school, orderBy: 'draw' }].map(asked)).toEqual([true, true])
    expect([healthCheck, rentSupport, housing, { ...school, classes: [] }].map(asked)).not.toContain(true)
    expect(readRound(school)?.plan).not.toHaveProperty('siblingClass')
    expect(readRound({ ...school, twins: 'yes' })?.plan.siblingClass).toBe(0)
    expect(readRound({ ...school, twins: 'yes', classes: [] })?.plan).not.toHaveProperty('siblingClass')
  })
})

describe('a published round', () => {
  const plan = RoundPlan.parse(readRound(school)?.plan)
  const body = { ...capacityBody(plan), reason: '示例：新增一个班' }

  test('asks the reason and the number of every place, and changes nothing else', () => {
    expect(pathOf(publishedSteps(plan), body).map(({ id }) => id)).toEqual(['reason', 'capacities'])
    expect(withCapacities(plan, body)).toEqual(plan)
    const more = withCapacities(plan, { ...body, 'capacity.S02': '100' })
    expect(more?.places.map(({ capacity }) => capacity)).toEqual([45, 100])
    expect({ ...more, places: [] }).toEqual({ ...plan, places: [] })
    expect(withCapacities(plan, { ...body, 'capacity.S02': '' })).toBeUndefined()
  })

  test('says which number is wrong and what is changed', () => {
    const [, step] = publishedSteps(plan)
    expect(Object.keys(step?.errors({ ...body, 'capacity.S01': '四十' }) ?? {})).toEqual(['capacity.S01'])
    expect(step?.summary({ ...body, 'capacity.S02': '100' })).toEqual([
      { question: '示例第二小学', answer: '90 改为 100 个学位' },
      { question: '名额共', answer: '145 个学位' },
    ])
  })
})

test('what no single page can see is said on the last one', () => {
  expect(planProblems({ ...healthCheck, towns: ['周巷镇', '周巷镇'] })).toEqual([
    '同一个镇（街道）选了两次。',
  ])
})
