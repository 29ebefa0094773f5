import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { usccCheckCharacter } from '#shared/base/uscc.ts'
import { FactKind, FactValue } from '#shared/domain/people/index.ts'
import { factPage, readSource, sourcePage } from '../../../renderer/src/tasks/residents/fact-pages.ts'

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
  const page = sourcePage(today)
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
