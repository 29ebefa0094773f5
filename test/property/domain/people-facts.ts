import fc from 'fast-check'
import { fromDays, toDays } from '#shared/base/plain-date.ts'
import { fromMonths } from '#shared/base/year-month.ts'
import {
  AwardGiver,
  CheckedField,
  type Contribution,
  Department,
  DonationKind,
  EducationLevel,
  type FactPeriod,
  type FactSource,
  type FactValue,
  Fund,
  HonourLevel,
  OffenceKind,
  OfficeKind,
  PaperKind,
  PatentKind,
  SchoolStage,
  SkillLevel,
  StaySeason,
  TaxPayer,
  Tenure,
} from '#shared/domain/people/index.ts'
import { day } from '#test/unit/domain/support.ts'

/** Invented words that must never show up where personal data must not. */
export const EMPLOYER = '示例·保密厂'
export const NUMBER = 'SL20260001234'

function anyOf<const Options extends readonly string[]>(options: Options): fc.Arbitrary<Options[number]> {
  return fc.constantFrom(...options)
}

export function dayBetween(first: string, last: string) {
  return fc.integer({ min: toDays(day(first)), max: toDays(day(last)) }).map(fromDays)
}

export const anyDay = dayBetween('1985-01-01', '2035-12-31')
const anyYear = fc.integer({ min: 1990, max: 2100 })

export const contribution: fc.Arbitrary<Contribution & { kind: 'contribution' }> = fc.record({
  kind: fc.constant('contribution' as const),
  fund: anyOf(Fund.options),
  from: fc.integer({ min: 2005 * 12, max: 2027 * 12 }).map(fromMonths),
  months: fc.string({ unit: anyOf(['P', 'P', 'B', 'T', '-']), minLength: 1, maxLength: 60 }),
})

/** Any value the schema allows, likely and unlikely ones alike. */
export const factValue: fc.Arbitrary<FactValue> = fc.oneof(
  contribution,
  fc.record({
    kind: fc.constant('identityPaper' as const),
    paper: anyOf(PaperKind.options),
    number: fc.constant(NUMBER),
  }),
  fc.record({ kind: fc.constant('hukou' as const), inCixi: fc.boolean() }),
  fc.record({ kind: fc.constant('residence' as const), registeredOn: anyDay }),
  fc.record({
    kind: fc.constant('permit' as const),
    issuedOn: anyDay,
    endorsedUntil: anyDay,
    number: fc.constant(NUMBER),
  }),
  fc.record({ kind: fc.constant('endorsement' as const), endorsedOn: anyDay, until: anyDay }),
  fc.record({
    kind: fc.constant('housing' as const),
    tenure: anyOf(Tenure.options),
    areaSquareMetres: fc.integer({ min: 1, max: 300 }),
  }),
  fc.record({
    kind: fc.constant('employment' as const),
    employer: fc.constant(EMPLOYER),
    uscc: fc.constant('91330282MA2AF00X1K'),
    town: fc.constant('浒山街道'),
    union: fc.constantFrom(true, false, null),
    frontline: fc.constantFrom(true, false, null),
  }),
  fc.record({ kind: fc.constant('insurance' as const), months: fc.integer({ min: 0, max: 720 }) }),
  fc.record({ kind: fc.constant('education' as const), level: anyOf(EducationLevel.options) }),
  fc.record({ kind: fc.constant('skill' as const), level: anyOf(SkillLevel.options) }),
  fc.record({
    kind: fc.constant('schooling' as const),
    school: fc.constant('示例小学'),
    stage: anyOf(SchoolStage.options),
    grade: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    kind: fc.constant('honour' as const),
    title: fc.constant('示例荣誉'),
    level: anyOf(HonourLevel.options),
    awardedOn: anyDay,
  }),
  fc.record({
    kind: fc.constant('service' as const),
    organisation: fc.constant('示例志愿队'),
    year: anyYear,
    hours: fc.integer({ min: 0, max: 8784 }),
  }),
  fc.record({
    kind: fc.constant('donation' as const),
    what: anyOf(DonationKind.options),
    donatedOn: anyDay,
    amount: fc.constantFrom(null, 200),
  }),
  fc.record({
    kind: fc.constant('tax' as const),
    payer: anyOf(TaxPayer.options),
    year: anyYear,
    amountFen: fc.integer({ min: 0, max: 10_000_000 }),
  }),
  fc.record({ kind: fc.constant('office' as const), what: anyOf(OfficeKind.options) }),
  fc.record({
    kind: fc.constant('jobs' as const),
    employer: fc.constant(EMPLOYER),
    hired: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({
    kind: fc.constant('patent' as const),
    what: anyOf(PatentKind.options),
    title: fc.constant('示例装置'),
    number: fc.constant('ZL202500000001X'),
    grantedOn: anyDay,
    owners: fc.integer({ min: 1, max: 16 }),
    first: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('award' as const),
    giver: anyOf(AwardGiver.options),
    by: fc.constant('示例村'),
    pointsX100: fc.integer({ min: 1, max: 10_000 }),
    awardedOn: anyDay,
  }),
  fc.record({ kind: fc.constant('stay' as const), season: anyOf(StaySeason.options), year: anyYear }),
  fc.record({ kind: fc.constant('participation' as const), appliedOn: anyDay }),
  fc.record({
    kind: fc.constant('choice' as const),
    question: anyOf(['housing', 'G-HOME']),
    option: anyOf(['own', 'ZJ-HOME']),
  }),
  fc.record({
    kind: fc.constant('nothing' as const),
    field: anyOf(CheckedField.options),
    checkedOn: anyDay,
  }),
  fc.record({
    kind: fc.constant('offence' as const),
    nature: anyOf(OffenceKind.options),
    document: fc.constant('示例字第1号'),
    decidedOn: anyDay,
  }),
)

export const period: fc.Arbitrary<FactPeriod> = fc.record({
  from: fc.option(anyDay),
  to: fc.option(anyDay),
})

export const source: fc.Arbitrary<FactSource> = fc.record({
  department: anyOf(Department.options),
  evidence: fc.constant('示例证明'),
  dataDate: anyDay,
})
