import { describe, expect, it } from 'vitest'
import { residentIdCheckDigit } from '#shared/base/resident-id.ts'
import { organisationCodeCheckCharacter, usccCheckCharacter } from '#shared/base/uscc.ts'
import {
  contradictions,
  type FactPeriod,
  FactSource,
  FactValue,
  type HeldFact,
} from '#shared/domain/people/index.ts'
import { day } from '#test/unit/domain/support.ts'

const ORGANISATION = `MADEM001${organisationCodeCheckCharacter('MADEM001')}`
const CODE = `91330282${ORGANISATION}${usccCheckCharacter(`91330282${ORGANISATION}`)}`
const OWN_NUMBER = `52212119900101007${residentIdCheckDigit('52212119900101007')}`
const BIRTH = '1990-01-01'
const TODAY = '2026-06-18'
const OPEN: FactPeriod = { from: null, to: null }

function value(json: unknown): FactValue {
  return FactValue.parse(json)
}
function period(from: string | null, to: string | null): FactPeriod {
  return { from: from === null ? null : day(from), to: to === null ? null : day(to) }
}
function held(json: unknown, valid = OPEN): HeldFact {
  return { value: value(json), valid }
}

type Asked = { valid?: FactPeriod; dataDate?: string; known?: HeldFact[]; birth?: string; on?: string }

/** What is found, as `severity place`. */
function findings(json: unknown, asked: Asked = {}) {
  const source = FactSource.parse({
    department: '本人提供',
    evidence: '示例证明',
    dataDate: asked.dataDate ?? '2026-06-01',
  })
  const fact = { value: value(json), valid: asked.valid ?? OPEN, source }
  const facts = asked.known ?? []
  return contradictions(fact, { birth: day(asked.birth ?? BIRTH), facts, on: day(asked.on ?? TODAY) })
}
function found(json: unknown, asked: Asked = {}): string[] {
  return findings(json, asked).map(({ severity, at }) => `${severity} ${at}`)
}

const permit = (issuedOn: string, endorsedUntil = '2027-06-30') => ({
  kind: 'permit',
  issuedOn,
  endorsedUntil,
})
const residence = (registeredOn: string) => ({ kind: 'residence', registeredOn })
const endorsement = (endorsedOn: string, until: string) => ({ kind: 'endorsement', endorsedOn, until })
const work = (uscc = CODE) => ({
  kind: 'employment',
  employer: '示例厂',
  uscc,
  town: '浒山街道',
  union: null,
  frontline: null,
})
const months = (from: string, letters: string, fund = 'pension') => ({
  kind: 'contribution',
  fund,
  from,
  months: letters,
})

describe('days that cannot be', () => {
  it.each([
    ['refuse source.dataDate', { kind: 'hukou', inCixi: false }, { dataDate: '2026-06-19' }],
    ['refuse source.dataDate', { kind: 'hukou', inCixi: false }, { dataDate: '1989-12-31' }],
    ['refuse fact.registeredOn', residence('2026-06-19'), {}],
    ['refuse fact.registeredOn', residence('1989-12-31'), {}],
    ['refuse fact.issuedOn', permit('2026-06-19'), {}],
    [
      'refuse fact.decidedOn',
      { kind: 'offence', nature: 'criminal', document: '示例', decidedOn: '1989-12-31' },
      {},
    ],
    ['refuse fact.year', { kind: 'tax', payer: 'person', year: 2027, amountFen: 1 }, {}],
    ['refuse valid.from', { kind: 'housing', tenure: 'rented' }, { valid: period('1989-12-31', null) }],
    ['refuse valid.to', { kind: 'housing', tenure: 'rented' }, { valid: period('2026-02-02', '2026-02-01') }],
    ['warn valid.from', { kind: 'housing', tenure: 'rented' }, { valid: period('2026-06-19', null) }],
  ])('%s', (expected, json, asked) => {
    expect(found(json, asked)).toEqual([expected])
  })

  it('the boundary days are fine', () => {
    expect(found(residence(TODAY), { dataDate: TODAY })).toEqual([])
    expect(found(residence(BIRTH))).toEqual([])
    expect(found({ kind: 'housing', tenure: 'rented' }, { valid: period(TODAY, TODAY) })).toEqual([])
  })
})

describe('permit and registration', () => {
  const known = [held(residence('2020-08-31'))]

  it.each([
    ['2020-08-30', ['refuse fact.issuedOn']],
    ['2020-08-31', ['warn fact.issuedOn']],
    ['2021-02-27', ['warn fact.issuedOn']],
    // Half a year ends on the last day of a month that has no 31st.
    ['2021-02-28', []],
  ])('a permit of %s after a registration of 2020-08-31: %j', (issuedOn, expected) => {
    expect(found(permit(issuedOn), { known })).toEqual(expected)
  })

  it('a refusal says the place, the day it contradicts and the remedy', () => {
    expect(findings(permit('2020-08-30'), { known })).toEqual([
      {
        at: 'fact.issuedOn',
        severity: 'refuse',
        message: '居住证签发日期早于居住登记日期（2020-08-31）',
        remedy: expect.stringContaining('更正居住登记'),
      },
    ])
  })

  it('talent and investors are named where half a year is not full', () => {
    expect(findings(permit('2020-09-30'), { known })[0]?.remedy).toContain('人才、投资者')
  })

  it('a registration after a known permit asks for a second look', () => {
    expect(found(residence('2020-08-31'), { known: [held(permit('2020-08-30'))] })).toEqual([
      'warn fact.registeredOn',
    ])
  })

  it('an endorsement ends after the issue, and not far in the future', () => {
    expect(found(permit('2026-01-02', '2026-01-01'))).toEqual(['refuse fact.endorsedUntil'])
    expect(found(permit('2020-01-02', '9999-01-01'))).toEqual(['refuse fact.endorsedUntil'])
    expect(found(permit('2020-01-02', '2027-08-01'))).toEqual(['warn fact.endorsedUntil'])
  })

  it('a hukou in the city and a permit do not go together, whichever comes first', () => {
    const hukou = { kind: 'hukou', inCixi: true }
    expect(found(hukou, { known: [held(permit('2021-01-01'))] })).toEqual(['warn fact.inCixi'])
    expect(found(permit('2021-01-01'), { known: [held(hukou)] })).toEqual(['warn fact.kind'])
  })
})

describe('endorsements', () => {
  const known = [held(permit('2020-07-01', '2021-07-01'))]

  it.each([
    // Before the issue; not after its own day.
    ['2020-06-30', '2021-07-01', ['refuse fact.endorsedOn']],
    ['2021-06-10', '2021-06-10', ['refuse fact.until']],
    // The month before the first full year, and a day outside of it on either side.
    ['2021-05-31', '2022-07-01', ['warn fact.endorsedOn', 'warn fact.until']],
    ['2021-06-01', '2022-07-01', []],
    ['2021-07-01', '2022-07-01', []],
    ['2021-07-02', '2022-07-01', ['warn fact.endorsedOn']],
    ['2021-06-10', '2022-07-11', ['warn fact.until']],
  ])('on %s to %s: %j', (endorsedOn, until, expected) => {
    expect(found(endorsement(endorsedOn, until), { known }).toSorted()).toEqual(expected.toSorted())
  })

  it('a late one tells how late, and that the function was suspended', () => {
    const [finding] = findings(endorsement('2021-09-01', '2022-07-01'), { known })
    expect(finding?.message).toMatch(/2021-07-01.*62 天.*使用功能中止/)
    expect(finding?.remedy).toContain('第十九条')
  })

  it('one that is covered by the one before is early, not late', () => {
    const covered = [...known, held(endorsement('2021-06-10', '2022-07-01'))]
    expect(findings(endorsement('2022-03-01', '2023-03-01'), { known: covered })[0]?.message).toContain(
      '早了',
    )
  })
})

describe('work', () => {
  const before = held(work(), period('2020-01-01', '2023-05-31'))

  it('that overlaps other work is refused with the other period, never with the employer', () => {
    const [finding] = findings(work(), { valid: period('2023-05-31', null), known: [before] })
    expect(finding).toMatchObject({ severity: 'refuse', at: 'valid.from' })
    expect(finding?.message).toContain('2020-01-01 至 2023-05-31')
    expect(finding?.message).not.toContain('示例厂')
    expect(found(work(), { valid: period('2023-06-01', null), known: [before] })).toEqual([])
  })

  it('whose beginning is not known is not compared', () => {
    expect(found(work(), { valid: period(null, null), known: [before] })).toEqual([])
  })

  it('takes the place of the open one, and may say when it ended', () => {
    const open = held(work(), period('2020-01-01', null))
    expect(found(work(), { valid: period('2021-01-01', null), known: [open] })).toEqual([])
    expect(found(work(), { valid: period('2020-01-01', '2024-01-01'), known: [open] })).toEqual([])
    expect(found(work(), { valid: period('2021-01-01', '2024-01-01'), known: [open] })).toEqual([
      'refuse valid.from',
    ])
  })

  it('needs a code that can be, and an age', () => {
    expect(found(work(CODE.replace(/.$/, (last) => (last === '1' ? '2' : '1'))))).toEqual([
      'refuse fact.uscc',
    ])
    expect(found(work(), { valid: period('2005-12-31', null) })).toEqual(['warn valid.from'])
    expect(found(work(), { valid: period('2006-01-01', null) })).toEqual([])
  })
})

describe('insured months', () => {
  it('more than there were since working age ask for a second look', () => {
    // 2006-01-01 to 2026-06-01 are 245 full months.
    expect(found({ kind: 'insurance', months: 246 })).toEqual([])
    expect(found({ kind: 'insurance', months: 247 })).toEqual(['warn fact.months'])
  })

  it.each([
    ['2026-06', 'P', 'pension', []],
    ['2026-06', 'PP', 'pension', ['refuse fact.months']],
    ['1989-12', '-', 'pension', ['refuse fact.from']],
    ['2005-12', 'P', 'pension', ['warn fact.from']],
    ['2005-12', '-P', 'pension', []],
    ['2006-01', 'P', 'pension', []],
    ['2005-12', 'P', 'medical', []],
  ])('%s %s of %s: %j', (from, letters, fund, expected) => {
    expect(found(months(from, letters, fund))).toEqual(expected)
  })

  it('after the day of the data ask for a second look', () => {
    expect(found(months('2026-05', 'PP'), { dataDate: '2026-05-20' })).toEqual(['warn source.dataDate'])
  })

  it('that differ from what is accepted are counted and the first is named', () => {
    const known = [held(months('2025-01', 'PPPP')), held(months('2025-01', '----', 'medical'))]
    const [finding, ...others] = findings(months('2025-02', 'PBT-'), { known })
    expect(others).toEqual([])
    expect(finding).toMatchObject({ severity: 'warn', at: 'fact.months' })
    expect(finding?.message).toContain('2 个月不一致，最早的是 2025-03')
    expect(findings(months('2025-01', 'P---'), { known })[0]?.message).toContain('3 个月不一致')
  })
})

describe('papers and schooling', () => {
  it('a card of somebody else is refused without its number', () => {
    expect(found({ kind: 'identityPaper', paper: 'idCard', number: OWN_NUMBER })).toEqual([])
    const other = findings(
      { kind: 'identityPaper', paper: 'idCard', number: OWN_NUMBER },
      { birth: '1990-01-02' },
    )
    expect(other).toMatchObject([{ severity: 'refuse', at: 'fact.number' }])
    expect(JSON.stringify(other)).not.toContain(OWN_NUMBER)
    expect(
      found({
        kind: 'identityPaper',
        paper: 'idCard',
        number: OWN_NUMBER.replace(/.$/, (last) => (last === '1' ? '2' : '1')),
      }),
    ).toHaveLength(1)
    expect(found({ kind: 'identityPaper', paper: 'passport', number: 'E1234****' })).toHaveLength(1)
    expect(found({ ...permit('2021-01-01'), number: '****1234' })).toEqual(['refuse fact.number'])
  })

  it.each([
    ['2026-01-01', ['warn fact.level']],
    ['2006-06-02', ['warn fact.level']],
    ['2006-06-01', []],
  ])('a degree of somebody born on %s: %j', (birth, expected) => {
    expect(found({ kind: 'education', level: 'bachelor' }, { birth })).toEqual(expected)
  })

  it('a school before the age of three is refused', () => {
    const school = { kind: 'schooling', school: '示例幼儿园', stage: 'kindergarten', grade: 1 }
    const ask = (from: string | null, birth: string) => found(school, { valid: period(from, null), birth })
    expect(ask('2025-09-01', '2022-09-02')).toEqual(['refuse valid.from'])
    expect(ask('2025-09-01', '2022-09-01')).toEqual([])
    expect(ask(null, '2023-06-02')).toEqual(['refuse fact.stage'])
  })
})

describe('what points ask for', () => {
  const skill = (level: string) => ({ kind: 'skill', level })

  it('no certificate beside a certificate is refused; a certificate after none is not', () => {
    expect(found(skill('none'), { known: [held(skill('titleMid'))] })).toEqual(['refuse fact.level'])
    expect(found(skill('none'), { known: [held(skill('none'))] })).toEqual([])
    expect(found(skill('titleMid'), { known: [held(skill('none'))] })).toEqual([])
    expect(found(skill('titleMid'), { known: [held(skill('level3'))] })).toEqual([])
  })

  it.each([
    ['doctor', '2002-06-02', ['warn fact.level']],
    ['doctor', '2002-06-01', []],
    ['master', '2004-06-02', ['warn fact.level']],
    ['master', '2004-06-01', []],
  ])('a %s of somebody born on %s: %j', (level, birth, expected) => {
    expect(found({ kind: 'education', level }, { birth })).toEqual(expected)
  })

  it('a registration that ended before it began is refused', () => {
    const ended = (to: string) => found(residence('2020-06-18'), { valid: period(null, to) })
    expect(ended('2020-06-17')).toEqual(['refuse valid.to'])
    expect(ended('2020-06-18')).toEqual([])
  })

  it('a permit rests on the last registration before it, not on one that came after', () => {
    const known = [held(residence('2015-03-01'), period(null, '2018-02-28')), held(residence('2020-06-18'))]
    expect(found(permit('2016-01-01'), { known })).toEqual([])
    expect(found(permit('2020-07-01'), { known })).toEqual(['warn fact.issuedOn'])
    expect(found(permit('2014-12-31'), { known })).toEqual(['refuse fact.issuedOn'])
    const later = [held(residence('2015-03-01'), period(null, '2018-02-28')), held(permit('2016-01-01'))]
    expect(found(residence('2020-06-18'), { known: later })).toEqual([])
  })

  it('a home larger than homes are is looked at again', () => {
    const home = (areaSquareMetres: number) => found({ kind: 'housing', tenure: 'owned', areaSquareMetres })
    expect(home(1000)).toEqual([])
    expect(home(1001)).toEqual(['warn fact.areaSquareMetres'])
  })

  it('a membership or seat before the age for it is refused, other offices are not', () => {
    const office = (what: string, from: string | null, birth = BIRTH) =>
      found({ kind: 'office', what }, { valid: period(from, null), birth })
    expect(office('partyMember', '2008-01-01')).toEqual([])
    expect(office('partyMember', '2007-12-31')).toEqual(['refuse valid.from'])
    expect(office('townDeputy', null, '2008-06-02')).toEqual(['refuse fact.what'])
    expect(office('volunteer', '2007-12-31')).toEqual([])
  })

  it('the one owner of a patent is its first', () => {
    const patent = (owners: number, first: boolean, grantedOn = '2025-05-01') =>
      found({ kind: 'patent', what: 'invention', title: '示例', number: 'ZL1', grantedOn, owners, first })
    expect(patent(1, false)).toEqual(['refuse fact.first'])
    expect(patent(1, true)).toEqual([])
    expect(patent(2, false)).toEqual([])
    expect(patent(2, true, '2026-06-19')).toEqual(['refuse fact.grantedOn'])
  })

  it.each([
    [{ kind: 'participation', appliedOn: '2026-06-19' }, 'refuse fact.appliedOn'],
    [{ kind: 'participation', appliedOn: '1989-12-31' }, 'refuse fact.appliedOn'],
    [{ kind: 'nothing', field: 'tax', checkedOn: '2026-06-19' }, 'refuse fact.checkedOn'],
    [{ kind: 'stay', season: 'springFestival', year: 2027 }, 'refuse fact.year'],
    [
      { kind: 'award', giver: 'town', by: '示例镇', pointsX100: 1, awardedOn: '2026-06-19' },
      'refuse fact.awardedOn',
    ],
  ])('%j: %s', (json, expected) => {
    expect(found(json)).toEqual([expected])
  })

  it('a season registered in another year is looked at again', () => {
    const stay = (registeredOn: string) =>
      found({ kind: 'stay', season: 'springFestival', year: 2026, registeredOn })
    expect(stay('2026-02-12')).toEqual([])
    expect(stay('2025-12-31')).toEqual(['warn fact.registeredOn'])
    expect(stay('2026-06-19')).toEqual(['refuse fact.registeredOn'])
  })

  it('a choice and locals given work stand by themselves', () => {
    expect(found({ kind: 'choice', question: 'housing', option: 'own' })).toEqual([])
    expect(found({ kind: 'jobs', employer: '示例店', hired: 1 })).toEqual([])
  })

  it('a record and a known none of the same thing are told, whichever comes first', () => {
    const none = (field: string) => ({ kind: 'nothing', field, checkedOn: '2026-06-01' })
    const blood = { kind: 'donation', what: 'blood', donatedOn: '2025-05-01', amount: 400 }
    expect(found(none('blood'), { known: [held(blood)] })).toEqual(['warn fact.field'])
    expect(found(none('organ'), { known: [held(blood)] })).toEqual([])
    expect(found(none('children'), { known: [held(blood)] })).toEqual([])
    expect(found(blood, { known: [held(none('blood'))] })).toEqual(['warn fact.kind'])
    expect(found(blood, { known: [held(none('organ')), held(none('spouse'))] })).toEqual([])
  })
})
