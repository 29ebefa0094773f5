import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { YearMonth } from '../../base/year-month.ts'

/** What a resident's points and entitlements rest on. */
export const FactKind = z.enum([
  'identityPaper',
  'hukou',
  'residence',
  'permit',
  'endorsement',
  'housing',
  'employment',
  'insurance',
  'contribution',
  'education',
  'skill',
  'schooling',
  'honour',
  'service',
  'donation',
  'tax',
  'offence',
])
export type FactKind = z.infer<typeof FactKind>

export const EducationLevel = z.enum(['bachelor', 'associate', 'highschool'])
export type EducationLevel = z.infer<typeof EducationLevel>

/** `none` is a known "no certificate", which is zero points; an absent fact is unknown, which is not. */
export const SkillLevel = z.enum([
  'level2',
  'titleMid',
  'level3',
  'titleJunior',
  'specialAdvanced',
  'level4',
  'level5',
  'specialOrdinary',
  'none',
])
export type SkillLevel = z.infer<typeof SkillLevel>

/** The five social insurances and the housing provident fund. */
export const Fund = z.enum(['pension', 'medical', 'unemployment', 'injury', 'maternity', 'housingFund'])
export type Fund = z.infer<typeof Fund>

export const PaperKind = z.enum([
  'idCard',
  'compatriotPermit',
  'householdBook',
  'passport',
  'birthCertificate',
])
export type PaperKind = z.infer<typeof PaperKind>

export const Tenure = z.enum(['owned', 'rented', 'dormitory', 'publicRental'])
export type Tenure = z.infer<typeof Tenure>

export const HonourLevel = z.enum(['national', 'province', 'city', 'county', 'town', 'employer'])
export type HonourLevel = z.infer<typeof HonourLevel>

export const SchoolStage = z.enum(['kindergarten', 'primary', 'junior', 'senior'])
export type SchoolStage = z.infer<typeof SchoolStage>

export const DonationKind = z.enum(['blood', 'marrow', 'organ', 'money'])
export type DonationKind = z.infer<typeof DonationKind>

export const TaxPayer = z.enum(['person', 'soleTrader', 'company'])
export type TaxPayer = z.infer<typeof TaxPayer>

export const OffenceKind = z.enum(['criminal', 'administrative', 'dishonesty'])
export type OffenceKind = z.infer<typeof OffenceKind>

const Words = z.string().trim().min(1).max(100)

/** One fact's value. `null` inside a value is "not known", never "no". */
export const FactValue = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('identityPaper'),
    paper: PaperKind,
    number: z.string().trim().min(1).max(40),
  }),
  z.strictObject({ kind: z.literal('hukou'), inCixi: z.boolean(), place: Words.exactOptional() }),
  /** Residence registration, the first of the three clocks. */
  z.strictObject({ kind: z.literal('residence'), registeredOn: PlainDate, address: Words.exactOptional() }),
  /** Residence permit: issue and the day to which the last known yearly endorsement holds. */
  z.strictObject({
    kind: z.literal('permit'),
    issuedOn: PlainDate,
    endorsedUntil: PlainDate,
    number: z.string().trim().min(1).max(40).exactOptional(),
  }),
  /** One yearly endorsement: the day it was made and the day to which it holds. */
  z.strictObject({ kind: z.literal('endorsement'), endorsedOn: PlainDate, until: PlainDate }),
  z.strictObject({ kind: z.literal('housing'), tenure: Tenure, address: Words.exactOptional() }),
  z.strictObject({
    kind: z.literal('employment'),
    employer: Words,
    uscc: z.string().length(18),
    /** Town in which the employer is registered. */
    town: z.string().min(1),
    union: z.boolean().nullable(),
    frontline: z.boolean().nullable(),
    sanitation: z.boolean().exactOptional(),
  }),
  /** Months paid within the province, cumulative, as a certificate states them on its data date. */
  z.strictObject({ kind: z.literal('insurance'), months: z.int().min(0).max(720) }),
  /**
   * What a department says of consecutive months of one fund, one letter a month beginning with `from`: P paid in
   * its month, B paid afterwards, T transferred in, - reported as not paid. A month that no statement covers is unknown.
   */
  z.strictObject({
    kind: z.literal('contribution'),
    fund: Fund,
    from: YearMonth,
    months: z.string().regex(/^[PBT-]{1,720}$/),
  }),
  z.strictObject({ kind: z.literal('education'), level: EducationLevel }),
  z.strictObject({ kind: z.literal('skill'), level: SkillLevel }),
  z.strictObject({
    kind: z.literal('schooling'),
    school: Words,
    stage: SchoolStage,
    grade: z.int().min(1).max(9),
  }),
  z.strictObject({ kind: z.literal('honour'), title: Words, level: HonourLevel, awardedOn: PlainDate }),
  z.strictObject({
    kind: z.literal('service'),
    organisation: Words,
    year: z.int().min(1990).max(2100),
    hours: z.int().min(0).max(8784),
  }),
  /** `amount` is millilitres of blood or fen of money; null where an amount has no meaning or is not known. */
  z.strictObject({
    kind: z.literal('donation'),
    what: DonationKind,
    donatedOn: PlainDate,
    amount: z.int().min(1).nullable(),
  }),
  z.strictObject({
    kind: z.literal('tax'),
    payer: TaxPayer,
    year: z.int().min(1990).max(2100),
    amountFen: z.int().min(0),
  }),
  /** An offence or a breach of credit, by the number of the decision. */
  z.strictObject({ kind: z.literal('offence'), nature: OffenceKind, document: Words, decidedOn: PlainDate }),
])
export type FactValue = z.infer<typeof FactValue>

/** The days on which a fact holds, both included; null is open or not known. */
export const FactPeriod = z.strictObject({ from: PlainDate.nullable(), to: PlainDate.nullable() })
export type FactPeriod = z.infer<typeof FactPeriod>

/** Who brought a fact: the resident's own word, the clerk with the evidence seen, or a department's feed. */
export const FactOrigin = z.enum(['resident', 'clerk', 'feed'])
export type FactOrigin = z.infer<typeof FactOrigin>

/** Points rest on accepted facts alone; a claimed one waits for a decision. */
export const FactState = z.enum(['claimed', 'accepted', 'rejected', 'superseded'])
export type FactState = z.infer<typeof FactState>

export const Department = z.enum([
  '公安',
  '人社',
  '医保',
  '住房公积金',
  '教育',
  '税务',
  '市场监管',
  '住建',
  '民政',
  '卫健',
  '法院',
  '工会',
  '用人单位',
  '本人提供',
])
export type Department = z.infer<typeof Department>

/** Where a fact came from: department or the resident, the evidence seen, and the day its data were current. */
export const FactSource = z.strictObject({
  department: Department,
  evidence: z.string().trim().min(1).max(100),
  reference: z.string().trim().max(60).optional(),
  dataDate: PlainDate,
})
export type FactSource = z.infer<typeof FactSource>
