import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordFact } from '#electron/services/facts.ts'
import { assessPerson } from '#electron/services/judgement.ts'
import { pointsView } from '#electron/services/points.ts'
import { factHistory } from '#electron/services/resident-facts.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import type { Department, FactValue } from '#shared/domain/people/index.ts'
import type { RecordFactRequest } from '#shared/ipc/facts.ts'
import { PointsView } from '#shared/ipc/residents.ts'
import { type Invented, inventKin, relateTo } from './family-people.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { day, decide, record, SOURCE } from './test-people.ts'

/** The invented city's pack, which asks for everything that can be recorded. */
const PURPOSE = 'demo-sample'

let office: TestOffice
let person: Invented
beforeEach(async () => {
  office = await openTestOffice()
  person = inventKin(office, 1, { birth: '1990-01-01', sex: '女' })
})
afterEach(() => office.close())

const page = () => getResidentPage(office.as('clerk'), person.id)
const current = (kind: FactValue['kind']) =>
  page().facts.flatMap((view) => (view.kind === kind && view.current !== null ? [view.current.text] : []))

function send(
  changes: Partial<RecordFactRequest> & Pick<RecordFactRequest, 'fact'>,
  department: Department = '本人提供',
) {
  const request = { commandId: randomUUID(), residentId: person.id, source: { ...SOURCE, department } }
  return recordFact(office.as('clerk'), { ...request, ...changes })
}

function assess(purpose = PURPOSE, seq = person.seq) {
  const { reader, resources } = office.as('clerk')
  const asked = { seq, birth: day('1990-01-01') }
  const assessed = assessPerson(reader, asked, { resources, on: office.clock.today(), purpose })
  return { assessed, view: pointsView(assessed, asked) }
}

function line(code: string) {
  const found = assess().view.lines.find((candidate) => candidate.code === code)
  if (found === undefined) throw new Error(`no line ${code}`)
  return found
}

describe('what points ask for', () => {
  test('a person has a title and a certificate at once; a certificate takes the place of none', () => {
    record(office.as('clerk'), person.id, { kind: 'skill', level: 'none' })
    expect(current('skill')).toEqual(['无证书'])
    record(office.as('clerk'), person.id, { kind: 'skill', level: 'titleJunior' })
    record(office.as('clerk'), person.id, { kind: 'skill', level: 'level4' })
    expect(current('skill').toSorted()).toEqual(['初级职称', '四级'])
    expect(() => send({ fact: { kind: 'skill', level: 'none' } })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at: 'fact.level' }),
    )
    const history = factHistory(office.as('clerk'), { residentId: person.id, kind: 'skill' })
    expect(history.find(({ slot }) => slot === 'none')).toMatchObject({
      current: null,
      earlier: [{ text: '无证书', state: 'superseded' }],
    })
  })

  test('that nothing was found stands under its subject, is zero for points, and gives way to a record', () => {
    expect(line('DEMO-DRUGS')).toMatchObject({ state: 'UNKNOWN', pointsX100: null, source: '' })
    const looked = { kind: 'nothing', field: 'offence', checkedOn: day('2026-06-01') } as const
    const { id: none } = send({ fact: looked }, '公安')
    expect(page().facts).toMatchObject([{ kind: 'nothing', slot: 'offence', subject: 'credit' }])
    expect(line('DEMO-DRUGS')).toMatchObject({
      state: 'SCORED',
      pointsX100: 0,
      source: '公安 · 示例证明原件 · 数据截至 2026-06-01',
    })
    const drugs = { nature: 'drugs', document: '示例4号', decidedOn: day('2026-05-01') } as const
    const { warnings } = send({ fact: { kind: 'offence', ...drugs } }, '法院')
    expect(warnings).toEqual([expect.stringContaining('2026-06-01 曾核查没有违法失信的记录')])
    expect(line('DEMO-DRUGS')).toMatchObject({
      state: 'SCORED',
      pointsX100: -2000,
      source: '法院 · 示例证明原件 · 数据截至 2026-06-01',
    })
    decide(office.as('supervisor'), none, false, '示例：查错了人')
    expect(page().facts.find(({ kind }) => kind === 'nothing')?.current).toBeNull()
  })

  test('a line says the source of every fact behind it', () => {
    const home = { kind: 'housing', tenure: 'owned', areaSquareMetres: 80 } as const
    send({ fact: home, valid: { from: day('2024-01-01'), to: null } }, '住建')
    send({ fact: { kind: 'choice', question: 'demo-home', option: 'DEMO-OWN' } })
    const own = line('DEMO-OWN')
    expect(own).toMatchObject({ kind: 'points', layer: 'city', state: 'SCORED', fields: ['housing'] })
    expect(own.source).toBe('住建 · 示例证明原件 · 数据截至 2026-06-01')
    for (const [nature, document] of [
      ['administrative', '示例1号'],
      ['administrative', '示例2号'],
    ] as const) {
      const decidedOn = day(document === '示例1号' ? '2026-01-01' : '2026-02-01')
      const from = document === '示例1号' ? '公安' : '市场监管'
      send({ fact: { kind: 'offence', nature, document, decidedOn } }, from)
    }
    const penalty = line('DEMO-PENALTY')
    expect(penalty).toMatchObject({ kind: 'deduction', state: 'SCORED' })
    expect(penalty.pointsX100).toBeLessThan(0)
    expect(penalty.source).toBe(
      '公安 · 示例证明原件 · 数据截至 2026-06-01；市场监管 · 示例证明原件 · 数据截至 2026-06-01',
    )
  })

  test('months count from the certificate or the letters, and the source is that of what counted', () => {
    record(office.as('clerk'), person.id, { kind: 'insurance', months: 2 })
    send({ fact: { kind: 'insurance', months: 2 } }, '人社')
    expect(line('DEMO-SI').source).toContain('人社')
    const { pointsFacts } = assess().assessed
    expect(pointsFacts).toMatchObject({ insuredMonths: 2 })
  })
})

describe('the family', () => {
  function relative(serial: number, kind: 'spouse' | 'child', fact: FactValue): Invented {
    const birth = kind === 'spouse' ? '1989-01-01' : '2015-01-01'
    const kin = inventKin(office, serial, { birth, sex: '男' })
    relateTo(office, person, kin, { kind })
    record(office.as('clerk'), kin.id, fact)
    return kin
  }

  test('is read where the pack looks at it, and only there', () => {
    relative(2, 'spouse', { kind: 'insurance', months: 24 })
    relative(3, 'child', { kind: 'residence', registeredOn: day('2020-01-01') })
    expect(assess().assessed.pointsFacts).toMatchObject({
      spouse: { birth: '1989-01-01', insuredMonths: 24 },
      children: [{ birth: '2015-01-01', residenceRegisteredOn: '2020-01-01' }],
    })
    expect(line('DEMO-SPOUSE').source).toBe('配偶：本人提供 · 示例证明原件 · 数据截至 2026-06-01')
    expect(line('DEMO-CHILD')).toMatchObject({ state: 'SCORED', source: expect.stringContaining('子女：') })
    const { assessed, view } = assess('health-check')
    expect(assessed.pointsFacts).toEqual({ birth: '1990-01-01' })
    expect(view.purpose).toBe('health-check')
  })

  test('that has nobody is unknown until somebody looked', () => {
    expect(line('DEMO-CHILD').state).toBe('UNKNOWN')
    send({ fact: { kind: 'nothing', field: 'children', checkedOn: day('2026-06-01') } }, '公安')
    expect(line('DEMO-CHILD')).toMatchObject({ state: 'SCORED', pointsX100: 0 })
    expect(assess().assessed.pointsFacts.children).toEqual([])
    expect(assess().assessed.pointsFacts).not.toHaveProperty('spouse')
  })
})

describe('the card', () => {
  test('says what the total can still become and whether the points may be used', () => {
    const { view } = assess()
    expect(PointsView.parse(JSON.parse(JSON.stringify(view)))).toEqual(view)
    expect(view).toMatchObject({ purpose: PURPOSE, complete: false, standing: { kind: 'unknown' } })
    const banned = {
      nature: 'bannedOrganisation',
      document: '示例3号',
      decidedOn: day('2026-02-01'),
    } as const
    send({ fact: { kind: 'offence', ...banned } }, '公安')
    expect(assess().view.standing).toMatchObject({ kind: 'vetoed', reasons: [{ code: 'CRIME' }, {}, {}] })
  })

  test('that was frozen before it said so can still be read', () => {
    const frozen = {
      packId: 'zj-2022',
      packName: '示例',
      on: '2022-06-28',
      certainX100: 500,
      openX100: 0,
      complete: true,
      lines: [
        {
          code: 'ZJ-AGE',
          name: '年龄',
          state: 'SCORED',
          pointsX100: 500,
          capX100: 2000,
          basis: '35 周岁',
          formula: '',
          clause: '示例',
          status: 'READ',
          source: '居民身份证号码',
        },
      ],
      next: [],
    }
    expect(PointsView.parse(frozen)).toMatchObject({
      ...frozen,
      purpose: '',
      standing: { kind: 'open', reasons: [] },
      atMostX100: null,
      lines: [{ ...frozen.lines[0], kind: 'points', layer: null, ownX100: null, openX100: null, fields: [] }],
    })
  })
})

test('a registration that has ended stands beside the one that holds, and the clock runs from the latter', () => {
  const earlier = { kind: 'residence', registeredOn: day('2015-03-01') } as const
  send({ fact: earlier })
  send({ fact: earlier, valid: { from: null, to: day('2018-02-28') } })
  expect(page().clocks[0]).toMatchObject({ known: false })
  send({ fact: { kind: 'residence', registeredOn: day('2020-06-18') } })
  expect(page().clocks[0]?.text).toBe('2020-06-18 登记，已满 72 个月')
  expect(assess().assessed.pointsFacts).toMatchObject({
    residenceRegisteredOn: '2020-06-18',
    residence: [
      { from: '2015-03-01', to: '2018-02-28' },
      { from: '2020-06-18', to: null },
    ],
  })
})
