import { describe, expect, it } from 'vitest'
import {
  CheckedField,
  checkedText,
  DonationKind,
  donationText,
  EducationLevel,
  educationText,
  FactKind,
  FactValue,
  factText,
  factTitle,
  OffenceKind,
  OfficeKind,
  offenceText,
  officeText,
  SkillLevel,
  skillText,
  slotOf,
  subjectOfFact,
  takesPlaceOf,
} from '#shared/domain/people/index.ts'
import { day } from '#test/unit/domain/support.ts'

function value(json: unknown): FactValue {
  return FactValue.parse(json)
}

const employment = {
  kind: 'employment',
  employer: '示例·制造公司',
  uscc: '91330282MA2AF00X1K',
  town: '示例镇',
}

describe('factText', () => {
  it.each([
    [{ kind: 'education', level: 'associate' }, '大专（高职）'],
    [{ kind: 'education', level: 'highschool' }, '高中（中职）及以下'],
    [{ kind: 'skill', level: 'level4' }, '四级'],
    [{ kind: 'skill', level: 'none' }, '无证书'],
    [{ kind: 'insurance', months: 48 }, '48 个月'],
    [{ kind: 'insurance', months: 0 }, '0 个月'],
    [{ kind: 'residence', registeredOn: '2016-06-18' }, '2016-06-18 起'],
    [
      { kind: 'permit', issuedOn: '2017-01-10', endorsedUntil: '2023-01-09' },
      '2017-01-10 签发，签注至 2023-01-09',
    ],
    [{ kind: 'hukou', inCixi: false }, '非慈溪户籍'],
    [{ ...employment, union: true, frontline: false }, '示例·制造公司（示例镇），已建工会，非一线岗位'],
    [
      { ...employment, union: null, frontline: null },
      '示例·制造公司（示例镇），是否建工会未知，是否一线岗位未知',
    ],
  ])('%j', (json, text) => {
    expect(factText(value(json))).toBe(text)
  })

  it('every kind has a title of its own', () => {
    const titles = FactKind.options.map(factTitle)
    expect(new Set(titles).size).toBe(FactKind.options.length)
  })
})

describe('factText of what points ask for', () => {
  it.each([
    [{ kind: 'education', level: 'doctor' }, '博士'],
    [{ kind: 'education', level: 'bachelor' }, '本科（学士）'],
    [{ kind: 'skill', level: 'titleSenior' }, '正高级职称'],
    [{ kind: 'housing', tenure: 'rentedTaxed', areaSquareMetres: 75 }, '租房（已缴税） 75 平方米'],
    [
      { ...employment, union: true, frontline: true, basis: 'farming', occupation: '示例工种' },
      '示例·制造公司（示例镇），已建工会，一线岗位，土地流转务农，示例工种',
    ],
    [{ kind: 'office', what: 'countyDeputy' }, '县级及以上人大代表、政协委员'],
    [{ kind: 'office', what: 'shortageJob', title: '示例工种' }, '紧缺岗位，示例工种'],
    [{ kind: 'jobs', employer: '示例小店', hired: 3 }, '示例小店，招用本地人员 3 人'],
    [patent(1, true), '发明专利“示例装置”，ZL1，2021-05-01 授权，本人独有'],
    [patent(3, false), '发明专利“示例装置”，ZL1，2021-05-01 授权，3 人共有，本人不是第一'],
    [
      { kind: 'award', giver: 'village', by: '示例村', pointsX100: 150, awardedOn: '2021-05-01' },
      '示例村（村（社区））给 1.50 分，2021-05-01',
    ],
    [{ kind: 'stay', season: 'springFestival', year: 2022 }, '2022 年春节留在本市'],
    [{ kind: 'participation', appliedOn: '2022-03-01' }, '2022-03-01 申请'],
    [{ kind: 'choice', question: 'housing', option: 'own' }, 'housing：own'],
    [{ kind: 'choice', question: 'housing', option: 'own', title: '住房：自有住房' }, '住房：自有住房'],
    [{ kind: 'nothing', field: 'offence', checkedOn: '2022-06-01' }, '违法失信，2022-06-01 查过，没有'],
    [
      { kind: 'honour', title: '示例先进', level: 'city', category: 'heroism', awardedOn: '2021-05-01' },
      '示例先进（见义勇为，市级），2021-05-01',
    ],
    [
      { kind: 'honour', title: '示例先进', level: 'city', awardedOn: '2021-05-01' },
      '示例先进（市级），2021-05-01',
    ],
    [
      { kind: 'donation', what: 'platelets', donatedOn: '2021-05-01', amount: 400 },
      '2021-05-01 捐献血小板 400 毫升',
    ],
    [
      { kind: 'donation', what: 'marrowRegistered', donatedOn: '2021-05-01', amount: null },
      '2021-05-01 登记入造血干细胞库',
    ],
  ])('%j', (json, text) => {
    expect(factText(value(json))).toBe(text)
  })

  it('every code of the vocabulary has words of its own', () => {
    const words = [
      EducationLevel.options.map(educationText),
      SkillLevel.options.map(skillText),
      OffenceKind.options.map(offenceText),
      OfficeKind.options.map(officeText),
      DonationKind.options.map(donationText),
      CheckedField.options.map(checkedText),
    ]
    for (const own of words) expect(new Set(own).size).toBe(own.length)
  })
})

function patent(owners: number, first: boolean) {
  const grantedOn = '2021-05-01'
  return { kind: 'patent', what: 'invention', title: '示例装置', number: 'ZL1', grantedOn, owners, first }
}

describe('values stored before points asked for more', () => {
  it.each([
    { kind: 'honour', title: '示例先进', level: 'town', awardedOn: '2021-05-01' },
    { kind: 'housing', tenure: 'rented' },
    { kind: 'donation', what: 'blood', donatedOn: '2021-05-01', amount: 400 },
    { kind: 'tax', payer: 'company', year: 2021, amountFen: 1 },
    { kind: 'offence', nature: 'dishonesty', document: '示例字第1号', decidedOn: '2021-05-01' },
    { kind: 'skill', level: 'titleMid' },
    { ...employment, union: null, frontline: null, sanitation: true },
  ])('are read as they are: %j', (json) => {
    expect(value(json)).toEqual(json)
  })
})

describe('slotOf', () => {
  const open = { from: null, to: null }
  const until = { from: null, to: day('2022-01-01') }
  it.each([
    [{ kind: 'skill', level: 'level3' }, open, 'level'],
    [{ kind: 'skill', level: 'titleTechnician' }, open, 'title'],
    [{ kind: 'skill', level: 'specialOrdinary' }, open, 'special'],
    [{ kind: 'skill', level: 'none' }, open, 'none'],
    [{ kind: 'residence', registeredOn: '2016-06-18' }, open, ''],
    [{ kind: 'residence', registeredOn: '2016-06-18' }, until, '2016-06-18'],
    [{ kind: 'office', what: 'partyMember' }, open, 'partyMember'],
    [{ kind: 'office', what: 'partyMember' }, until, 'partyMember -2022-01-01'],
    [{ kind: 'jobs', employer: '示例小店', hired: 1 }, open, '示例小店'],
    [patent(1, true), open, 'ZL1'],
    [{ kind: 'stay', season: 'springFestival', year: 2022 }, open, '2022 springFestival'],
    [{ kind: 'participation', appliedOn: '2022-03-01' }, open, ''],
    [{ kind: 'choice', question: 'housing', option: 'own' }, open, 'housing'],
    [{ kind: 'nothing', field: 'blood', checkedOn: '2022-03-01' }, open, 'blood'],
    [
      { kind: 'award', giver: 'town', by: '示例镇', pointsX100: 1, awardedOn: '2022-03-01' },
      open,
      '2022-03-01 示例镇',
    ],
  ])('%j %j', (json, valid, slot) => {
    expect(slotOf(value(json), valid)).toBe(slot)
  })

  it('a title and a certificate stand beside each other; either takes the place of "none", never the other way', () => {
    const held = (level: string) => ({ value: value({ kind: 'skill', level }), valid: open })
    expect(takesPlaceOf(held('level3'), held('level5'))).toBe(true)
    expect(takesPlaceOf(held('level3'), held('titleMid'))).toBe(false)
    expect(takesPlaceOf(held('titleMid'), held('none'))).toBe(true)
    expect(takesPlaceOf(held('none'), held('titleMid'))).toBe(false)
  })

  it('an end takes the place of what was open, where it is the same thing', () => {
    const residence = (registeredOn: string, valid: typeof open | typeof until) => ({
      value: value({ kind: 'residence', registeredOn }),
      valid,
    })
    expect(takesPlaceOf(residence('2016-06-18', until), residence('2016-06-18', open))).toBe(true)
    expect(takesPlaceOf(residence('2016-06-18', until), residence('2016-06-19', open))).toBe(false)
    const office = (title: string, valid: typeof open | typeof until) => ({
      value: value({ kind: 'office', what: 'grassroots', title }),
      valid,
    })
    expect(takesPlaceOf(office('示例一村', until), office('示例一村', open))).toBe(true)
    expect(takesPlaceOf(office('示例二村', until), office('示例一村', open))).toBe(false)
  })
})

describe('what nothing was found of', () => {
  it('stands under the subject of the records that were looked for', () => {
    const subject = (field: string) =>
      subjectOfFact(value({ kind: 'nothing', field, checkedOn: '2022-06-01' }))
    expect(subject('offence')).toBe('credit')
    expect(subject('organ')).toBe('merit')
    expect(subject('housing')).toBe('residence')
    expect(subject('spouse')).toBe('identity')
  })
})
