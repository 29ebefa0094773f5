import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { YearMonth } from '../../base/year-month.ts'
import { hasItemCode, type ItemFact, MOST_OWNERS } from '../../policy/index.ts'

/** As many months as a working life can have. */
export const MOST_INSURED_MONTHS = 720

/**
 * One dated item of a fact: `code` of the fact's vocabulary, the days it holds (both included; a `from` of null is not
 * known, a `to` of null still holds; what happened on one day has that day twice), an amount in the fact's unit,
 * the department whose record it is, a label (trade, giver, list entry), and of a patent its owners.
 */
export const FactItem = z.strictObject({
  code: z.string(),
  from: PlainDate.nullable(),
  to: PlainDate.nullable(),
  amount: z.int().min(0).exactOptional(),
  department: z.string().exactOptional(),
  label: z.string().exactOptional(),
  owners: z.int().min(1).max(MOST_OWNERS).exactOptional(),
  first: z.boolean().exactOptional(),
})
export type FactItem = z.infer<typeof FactItem>

/** Months of one fund from the first known one, a letter each: P paid, B back-paid, T transferred in, - not paid, space unknown. */
export const FundLetters = z.strictObject({
  from: YearMonth,
  months: z.string().regex(/^[PBT\- ]{1,1200}$/),
})
export type FundLetters = z.infer<typeof FundLetters>

/** The items of a fact; a single code is short for one item without days. */
function itemsOf(fact: ItemFact) {
  const code = z.string().refine((text) => hasItemCode(fact, text), '这项事实没有这个代码')
  const items = z.array(FactItem.extend({ code })).max(10_000)
  return z.union([code.transform((text): FactItem[] => [{ code: text, from: null, to: null }]), items])
}

const PERSON_SHAPE = {
  birth: PlainDate.exactOptional(),
  residenceRegisteredOn: PlainDate.exactOptional(),
  permitIssuedOn: PlainDate.exactOptional(),
  /** The day the person applied for points. */
  appliedOn: PlainDate.exactOptional(),
  /** Months paid within the province, cumulative, as certified or counted. */
  insuredMonths: z.int().min(0).max(MOST_INSURED_MONTHS).exactOptional(),
  education: itemsOf('education').exactOptional(),
  skill: itemsOf('skill').exactOptional(),
  residence: itemsOf('residence').exactOptional(),
  permit: itemsOf('permit').exactOptional(),
  employment: itemsOf('employment').exactOptional(),
  housing: itemsOf('housing').exactOptional(),
  office: itemsOf('office').exactOptional(),
  honour: itemsOf('honour').exactOptional(),
  service: itemsOf('service').exactOptional(),
  blood: itemsOf('blood').exactOptional(),
  organ: itemsOf('organ').exactOptional(),
  donation: itemsOf('donation').exactOptional(),
  tax: itemsOf('tax').exactOptional(),
  jobs: itemsOf('jobs').exactOptional(),
  patent: itemsOf('patent').exactOptional(),
  offence: itemsOf('offence').exactOptional(),
  award: itemsOf('award').exactOptional(),
  stay: itemsOf('stay').exactOptional(),
  pension: FundLetters.exactOptional(),
  medical: FundLetters.exactOptional(),
  unemployment: FundLetters.exactOptional(),
  injury: FundLetters.exactOptional(),
  maternity: FundLetters.exactOptional(),
  housingFund: FundLetters.exactOptional(),
}

/** What is known of one person; what is absent is unknown and never zero, an empty list is a known "none". */
export const PersonFacts = z.strictObject(PERSON_SHAPE)
export type PersonFacts = z.infer<typeof PersonFacts>

/**
 * The facts points rest on: the applicant's own and those of the family. A `spouse` of null is a known "none", an
 * absent one is unknown; the same holds for an empty list of children. `choices` are the applicant's answers, by the
 * name of the question. `id` is handed through untouched.
 */
export const PointsFacts = z.strictObject({
  id: z.string().exactOptional(),
  ...PERSON_SHAPE,
  spouse: PersonFacts.nullable().exactOptional(),
  children: z.array(PersonFacts).exactOptional(),
  guardians: z.array(PersonFacts).exactOptional(),
  choices: z.record(z.string(), z.string()).exactOptional(),
})
export type PointsFacts = z.infer<typeof PointsFacts>
