import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { usccCheckCharacter } from '#shared/base/uscc.ts'
import { FactKind, FactValue } from '#shared/domain/people/index.ts'
import { type IndicatorGroup, PointsPack, type PointsRule } from '#shared/policy/index.ts'
import { choiceOptions, readChoice } from '../../../renderer/src/tasks/residents/fact-choices.ts'
import { factPage } from '../../../renderer/src/tasks/residents/fact-pages.ts'
import { readSource, sourcePage } from '../../../renderer/src/tasks/residents/fact-source-page.ts'

const today = parsePlainDate('2022-06-28')
const USCC = `91330282MA2AF00X1${usccCheckCharacter('91330282MA2AF00X1')}`

const FILLED: Record<FactKind, Record<string, string>> = {
  education: { level: 'associate' },
  skill: { level: 'none' },
  insurance: { months: '48' },
  residence: { registeredOn: '2016-06-18' },
  permit: { issuedOn: '2021-09-01', endorsedUntil: '2022-09-01' },
  employment: {
    employer: '示例电器',
    uscc: USCC.toLowerCase(),
    town: '周巷镇',
    union: 'yes',
    frontline: 'unknown',
  },
  hukou: { inCixi: 'no' },
  identityPaper: { paper: 'passport', number: 'E0000 0000' },
  endorsement: { endorsedOn: '2022-03-01', until: '2023-03-01' },
  housing: { tenure: 'rented', address: '示例路 1 号' },
  contribution: { fund: 'pension', from: '2022-01', to: '2022-03', letter: 'P' },
  schooling: { school: '示例小学', stage: 'primary', grade: '3' },
  honour: { title: '示例先进', category: 'heroism', level: 'town', awardedOn: '2021-05-01' },
  service: { organisation: '示例志愿队', year: '2021', hours: '36' },
  donation: { what: 'blood', donatedOn: '2021-05-01', amount: '400' },
  tax: { payer: 'person', year: '2021', amount: '3,560.2' },
  office: { what: 'shortageJob', title: '示例数控车工' },
  jobs: { employer: '示例小店', hired: '2' },
  patent: {
    what: 'invention',
    title: '示例装置',
    number: 'ZL202100000001X',
    grantedOn: '2021-05-01',
    owners: '2',
    first: 'no',
  },
  award: { giver: 'town', by: '示例镇', points: '1.5', awardedOn: '2021-05-01' },
  stay: { season: 'springFestival', year: '2022' },
  participation: { appliedOn: '2022-03-01' },
  choice: { answer: 'housing own 住房：自有住房' },
  nothing: { field: 'offence', checkedOn: '2022-06-01' },
  offence: { nature: 'administrative', document: '示例罚决〔2021〕1 号', decidedOn: '2021-05-01' },
}

describe.each(FactKind.options)('the page of %s', (kind) => {
  const page = factPage(kind, today)

  test('gives a value of the schema when it is whole', () => {
    const draft = page.read(FILLED[kind])
    expect(page.errors(draft)).toEqual({})
    expect(FactValue.parse(draft.value).kind).toBe(kind)
  })

  test('gives no value while something is missing, and says at which question', () => {
    const draft = page.read({})
    expect(draft.value).toBeUndefined()
    const names = page.questions.map((question) => question.name)
    expect(Object.keys(page.errors(draft)).length).toBeGreaterThan(0)
    expect(Object.keys(page.errors(draft)).filter((name) => !names.includes(name))).toEqual([])
  })

  test('leads to its source', () => {
    expect(page.next(page.read({}))).toBe('source')
  })
})

describe('what is not known', () => {
  test('about employment is null and not no', () => {
    expect(factPage('employment', today).read(FILLED.employment).value).toMatchObject({
      union: true,
      frontline: null,
      uscc: USCC,
    })
  })

  test('must still be chosen, so that nobody forgets to ask', () => {
    const draft = factPage('employment', today).read({ ...FILLED.employment, frontline: '' })
    expect(Object.keys(draft.errors)).toEqual(['frontline'])
  })
})

describe('a credit code', () => {
  const page = factPage('employment', today)
  test('that is one short says so while it is typed', () => {
    const errors = page.errors(page.read({ ...FILLED.employment, uscc: USCC.slice(0, 17) }))
    expect(errors.uscc).toContain('还差 1 位')
  })

  test('of an unknown place is taken with a note', () => {
    const first17 = '91999999MA2AF00X1'
    const draft = page.read({ ...FILLED.employment, uscc: first17 + usccCheckCharacter(first17) })
    expect(draft.value).toBeDefined()
    expect(page.notes?.(draft).uscc).toContain('不影响受理')
  })
})

describe('a permit', () => {
  const page = factPage('permit', today)
  test('cannot be endorsed to a day before its issue', () => {
    const errors = page.errors(page.read({ issuedOn: '2021-09-01', endorsedUntil: '2021-08-31' }))
    expect(errors.endorsedUntil).toContain('早于签发日期')
  })

  test('may be endorsed beyond today, but not issued after it', () => {
    expect(page.errors(page.read({ issuedOn: '2022-06-29', endorsedUntil: '2023-06-29' }))).toEqual({
      issuedOn: '居住证签发日期晚于今天（2022-06-28）。请照原件核对。',
    })
  })
})

describe('the source of a fact', () => {
  const page = sourcePage(today, [])
  const filled = { department: '人社', evidence: '缴费清单', dataDate: '2022-06-20' }

  test('is read without an empty reference', () => {
    expect(readSource(page.read({ ...filled, reference: ' ' }))).toEqual(filled)
    expect(readSource(page.read({ ...filled, reference: 'A-1' }))).toEqual({ ...filled, reference: 'A-1' })
  })

  test('needs department, evidence and a data date that is not ahead', () => {
    expect(Object.keys(page.errors(page.read({})))).toEqual(['department', 'dataDate', 'evidence'])
    expect(page.errors(page.read({ ...filled, dataDate: '2022-06-29' })).dataDate).toContain('晚于今天')
    expect(readSource(page.read({}))).toBeUndefined()
  })
})

describe('where a fact comes from', () => {
  const scans = [
    { value: 'e1', label: '示例清单' },
    { value: 'e2', label: '示例证书' },
  ]

  test('is the clerk who saw proof, until the resident only says so, which is noted', () => {
    const page = sourcePage(today, [])
    expect(page.read({}).origin).toBe('clerk')
    expect(page.notes?.(page.read({ origin: 'clerk' }))).toEqual({})
    expect(page.notes?.(page.read({ origin: 'resident' })).origin).toContain('待核')
  })

  test('papers are asked for only where there are any, and only they can be ticked', () => {
    expect(sourcePage(today, []).questions.map(({ name }) => name)).not.toContain('scans')
    const page = sourcePage(today, scans)
    expect(page.questions.map(({ name }) => name)).toContain('scans')
    expect(page.read({ scans: ['e2', 'gone'] }).scans).toEqual(['e2'])
  })
})

describe('months of contributions', () => {
  const page = factPage('contribution', today)
  const months = (from: string, to: string) => page.read({ ...FILLED.contribution, from, to })

  test('stand as one letter a month, both ends counted', () => {
    expect(months('2021-11', '2022-02').value).toMatchObject({ from: '2021-11', months: 'PPPP' })
    expect(months('2022-06', '2022-06').value).toMatchObject({ months: 'P' })
  })

  test.each([
    ['2022-03', '2022-02', 'to', '早于'],
    ['2022-06', '2022-07', 'to', '晚于本月'],
    ['2022-13', '2022-02', 'from', '不存在'],
    ['1950-01', '2022-01', 'to', '720'],
  ])('from %s to %s is refused at %s', (from, to, name, words) => {
    const draft = months(from, to)
    expect(draft.value).toBeUndefined()
    expect(draft.errors[name]).toContain(words)
  })
})

describe('a period', () => {
  const page = factPage('employment', today)
  const read = (validFrom: string, validTo: string) => page.read({ ...FILLED.employment, validFrom, validTo })

  test('may be open on both sides, or known', () => {
    expect(read('', '').valid).toEqual({ from: null, to: null })
    expect(read('2021-03-01', '').valid).toEqual({ from: '2021-03-01', to: null })
    expect(read('2021-03-01', '2021-03-01').errors).toEqual({})
  })

  test('never ends before it begins', () => {
    const draft = read('2021-03-01', '2021-02-28')
    expect(draft.valid).toBeUndefined()
    expect(draft.errors.validTo).toContain('早于')
  })

  test('that begins after today is noted', () => {
    expect(read('2022-06-28', '').notes).toEqual({})
    expect(read('2022-06-29', '').notes.validFrom).toContain('在今天以后')
  })

  test('is not asked where the value carries its days', () => {
    expect(factPage('permit', today).questions.map(({ name }) => name)).not.toContain('validFrom')
  })
})

describe('amounts', () => {
  test('of money are kept in fen, of blood in millilitres', () => {
    expect(factPage('tax', today).read(FILLED.tax).value).toMatchObject({ amountFen: 356_020 })
    const donation = factPage('donation', today)
    expect(donation.read({ ...FILLED.donation, what: 'money', amount: '200' }).value).toMatchObject({
      amount: 20_000,
    })
    expect(donation.read(FILLED.donation).value).toMatchObject({ amount: 400 })
  })

  test('that are not known are null; one where none has a meaning is refused', () => {
    const donation = factPage('donation', today)
    expect(donation.read({ ...FILLED.donation, amount: '' }).value).toMatchObject({ amount: null })
    expect(donation.read({ ...FILLED.donation, what: 'marrow' }).errors.amount).toContain('留空')
  })
})

test('a grade must exist in its stage', () => {
  const page = factPage('schooling', today)
  expect(page.read({ ...FILLED.schooling, grade: '7' }).errors.grade).toContain('1 至 6')
  expect(page.read({ ...FILLED.schooling, stage: 'junior', grade: '7' }).errors).toEqual({})
})

describe('what points ask for', () => {
  test('an award is kept in hundredths of a point, and only within its bounds', () => {
    const page = factPage('award', today)
    expect(page.read(FILLED.award).value).toMatchObject({ pointsX100: 150 })
    for (const points of ['0', '100.01', '1.555', ''])
      expect(Object.keys(page.read({ ...FILLED.award, points }).errors)).toEqual(['points'])
    expect(page.read({ ...FILLED.award, points: '100' }).value).toMatchObject({ pointsX100: 10_000 })
  })

  test('a choice is question, answer and their words; free text is none', () => {
    const page = factPage('choice', today)
    expect(page.read(FILLED.choice).value).toEqual({
      kind: 'choice',
      question: 'housing',
      option: 'own',
      title: '住房：自有住房',
    })
    expect(page.read({ answer: 'housing' }).errors.answer).toContain('问清本人')
  })

  test('the one owner of a patent is the first; a guarded trade has to be named', () => {
    const patent = factPage('patent', today)
    expect(patent.read({ ...FILLED.patent, owners: '1' }).errors.first).toContain('第一位')
    expect(patent.read({ ...FILLED.patent, owners: '17' }).errors.owners).toContain('1 至 16')
    const office = factPage('office', today)
    expect(office.read({ what: 'shortageJob' }).errors.title).toContain('工种')
    expect(office.read({ what: 'partyMember' }).errors).toEqual({})
  })

  test('a registration that has ended carries its last day; an end before it is refused', () => {
    const page = factPage('residence', today)
    expect(page.read(FILLED.residence).valid).toBeUndefined()
    const ended = (endedOn: string) => page.read({ ...FILLED.residence, endedOn })
    expect(ended('2020-01-01').valid).toEqual({ from: null, to: '2020-01-01' })
    expect(ended('2016-06-17').errors.endedOn).toContain('早于')
    expect(ended('2022-06-29').errors.endedOn).toContain('晚于今天')
  })

  test('a home has an area, work a basis and a trade, where they are known', () => {
    const housing = factPage('housing', today)
    expect(housing.read(FILLED.housing).value).not.toHaveProperty('areaSquareMetres')
    expect(housing.read({ ...FILLED.housing, area: '75' }).value).toMatchObject({ areaSquareMetres: 75 })
    expect(housing.read({ ...FILLED.housing, area: '0' }).errors.area).toContain('1 至')
    const work = factPage('employment', today)
    expect(work.read({ ...FILLED.employment, basis: 'farming', occupation: '示例工种' }).value).toMatchObject(
      { basis: 'farming', occupation: '示例工种' },
    )
    expect(work.read(FILLED.employment).value).not.toHaveProperty('basis')
  })
})

describe('the choices of a pack', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../resources/policy/points/zj-2022.json'))
  const pack = PointsPack.parse(JSON.parse(source.toString('utf8')))
  const [first, second] = pack.indicators

  test('come from its groups and its rules, in words; a pack without any has none', () => {
    expect(choiceOptions([{ ...pack, groups: [] }])).toEqual([])
    if (first === undefined || second === undefined) throw new Error('the pack has indicators')
    const group: IndicatorGroup = {
      code: 'G-HOME',
      name: '示例择一',
      mode: { kind: 'choose' },
      indicators: [first.code, second.code],
      status: 'READ',
      citation: '示例',
    }
    const rule: PointsRule = {
      kind: 'choose',
      choice: 'housing',
      of: [{ option: 'own', title: '自有住房', rule: { kind: 'highest', of: [] } }],
    }
    const options = choiceOptions([{ ...pack, groups: [group], indicators: [{ ...first, rule }, second] }])
    expect(options.map(({ label }) => label)).toEqual([
      `${first.name}：自有住房`,
      `示例择一：${first.name}`,
      `示例择一：${second.name}`,
    ])
    expect(options.map(({ value }) => readChoice(value))).toMatchObject([
      { question: 'housing', option: 'own' },
      { question: 'g-home', option: first.code },
      { question: 'g-home', option: second.code },
    ])
  })
})
