import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { YearMonth } from '../../base/year-month.ts'
import {
  Department,
  EDUCATION_CODES,
  HONOUR_LEVELS,
  ITEM_VOCABULARY,
  ItemFact,
  MOST_OWNERS,
  SKILL_CODES,
} from '../../policy/index.ts'

export { Department }

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
  'office',
  'jobs',
  'patent',
  'award',
  'stay',
  'participation',
  'choice',
  'nothing',
])
export type FactKind = z.infer<typeof FactKind>

export const EducationLevel = z.enum(EDUCATION_CODES)
export type EducationLevel = z.infer<typeof EducationLevel>

/** `none` is a known "no certificate", which is zero points; an absent fact is unknown, which is not. */
export const SkillLevel = z.enum(SKILL_CODES)
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

export const Tenure = z.enum(ITEM_VOCABULARY.housing.codes)
export type Tenure = z.infer<typeof Tenure>

/** What work rests on; where it is not stated, a labour contract. */
export const WorkBasis = z.enum(['contract', 'licence', 'farming', 'fishery'])
export type WorkBasis = z.infer<typeof WorkBasis>

export const HonourLevel = z.enum(HONOUR_LEVELS)
export type HonourLevel = z.infer<typeof HonourLevel>

/** What an honour is for; where it is not stated, merit. */
export const HonourCategory = z.enum(['merit', 'heroism', 'goodDeed', 'volunteerStar'])
export type HonourCategory = z.infer<typeof HonourCategory>

export const SchoolStage = z.enum(['kindergarten', 'primary', 'junior', 'senior'])
export type SchoolStage = z.infer<typeof SchoolStage>

export const DonationKind = z.enum(['blood', 'platelets', 'marrowRegistered', 'marrow', 'organ', 'money'])
export type DonationKind = z.infer<typeof DonationKind>

export const TaxPayer = z.enum(ITEM_VOCABULARY.tax.codes)
export type TaxPayer = z.infer<typeof TaxPayer>

export const OffenceKind = z.enum(ITEM_VOCABULARY.offence.codes)
export type OffenceKind = z.infer<typeof OffenceKind>

/** A post held, a membership or a guarded trade. */
export const OfficeKind = z.enum(ITEM_VOCABULARY.office.codes)
export type OfficeKind = z.infer<typeof OfficeKind>

export const PatentKind = z.enum(ITEM_VOCABULARY.patent.codes)
export type PatentKind = z.infer<typeof PatentKind>

/** Who may grant points as it sees fit. */
export const AwardGiver = z.enum(ITEM_VOCABULARY.award.codes)
export type AwardGiver = z.infer<typeof AwardGiver>

export const StaySeason = z.enum(ITEM_VOCABULARY.stay.codes)
export type StaySeason = z.infer<typeof StaySeason>

/** What a department can have looked for without finding any: items points rest on, a spouse, children. */
export const CheckedField = z.enum([...ItemFact.options, 'spouse', 'children'])
export type CheckedField = z.infer<typeof CheckedField>

const Words = z.string().trim().min(1).max(100)
const Year = z.int().min(1990).max(2100)
/** How a pack names a question or one of its options. */
const ChoiceCode = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,59}$/)

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
  z.strictObject({
    kind: z.literal('housing'),
    tenure: Tenure,
    address: Words.exactOptional(),
    areaSquareMetres: z.int().min(1).max(100_000).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('employment'),
    employer: Words,
    uscc: z.string().length(18),
    /** Town in which the employer is registered. */
    town: z.string().min(1),
    union: z.boolean().nullable(),
    frontline: z.boolean().nullable(),
    sanitation: z.boolean().exactOptional(),
    basis: WorkBasis.exactOptional(),
    /** The trade, as the lists of guarded trades write it. */
    occupation: Words.exactOptional(),
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
  z.strictObject({
    kind: z.literal('honour'),
    title: Words,
    level: HonourLevel,
    category: HonourCategory.exactOptional(),
    awardedOn: PlainDate,
  }),
  z.strictObject({
    kind: z.literal('service'),
    organisation: Words,
    year: Year,
    hours: z.int().min(0).max(8784),
  }),
  /** `amount` is millilitres of blood or platelets or fen of money; null where an amount has no meaning or is not known. */
  z.strictObject({
    kind: z.literal('donation'),
    what: DonationKind,
    donatedOn: PlainDate,
    amount: z.int().min(1).nullable(),
  }),
  z.strictObject({
    kind: z.literal('tax'),
    payer: TaxPayer,
    year: Year,
    amountFen: z.int().min(0),
  }),
  /** An offence or a breach of credit, by the number of the decision. */
  z.strictObject({ kind: z.literal('offence'), nature: OffenceKind, document: Words, decidedOn: PlainDate }),
  /** `title` is the post, the organisation or the trade. */
  z.strictObject({ kind: z.literal('office'), what: OfficeKind, title: Words.exactOptional() }),
  /** Locals given work by the person's own undertaking. */
  z.strictObject({ kind: z.literal('jobs'), employer: Words, hired: z.int().min(1).max(10_000) }),
  z.strictObject({
    kind: z.literal('patent'),
    what: PatentKind,
    title: Words,
    number: Words,
    grantedOn: PlainDate,
    owners: z.int().min(1).max(MOST_OWNERS),
    /** Whether the person is the first of the owners. */
    first: z.boolean(),
  }),
  /** Points a town or village grants, in hundredths; `by` names it. */
  z.strictObject({
    kind: z.literal('award'),
    giver: AwardGiver,
    by: Words,
    pointsX100: z.int().min(1).max(10_000),
    awardedOn: PlainDate,
  }),
  /** A season spent in the city, with the day it was registered where policies ask for that. */
  z.strictObject({
    kind: z.literal('stay'),
    season: StaySeason,
    year: Year,
    registeredOn: PlainDate.exactOptional(),
  }),
  /** The day the person applied for points. */
  z.strictObject({ kind: z.literal('participation'), appliedOn: PlainDate }),
  /** The answer to a question of the policy, such as own home or rental; `title` is question and answer in words. */
  z.strictObject({
    kind: z.literal('choice'),
    question: ChoiceCode,
    option: ChoiceCode,
    title: Words.exactOptional(),
  }),
  /** A department looked for records on a day and found none: a known none, where no record at all is unknown. */
  z.strictObject({ kind: z.literal('nothing'), field: CheckedField, checkedOn: PlainDate }),
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

/** Where a fact came from: department or the resident, the evidence seen, and the day its data were current. */
export const FactSource = z.strictObject({
  department: Department,
  evidence: z.string().trim().min(1).max(100),
  reference: z.string().trim().max(60).optional(),
  dataDate: PlainDate,
})
export type FactSource = z.infer<typeof FactSource>
