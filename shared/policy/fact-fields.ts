import { z } from 'zod'

/** Facts that are one day. */
export const DateFact = z.enum(['birth', 'residenceRegisteredOn', 'permitIssuedOn', 'appliedOn'])
export type DateFact = z.infer<typeof DateFact>

/** Facts that are one number as a certificate states it. */
export const CountFact = z.enum(['insuredMonths'])
export type CountFact = z.infer<typeof CountFact>

/** Facts that are a list of dated items; a list without items is a known "none". */
export const ItemFact = z.enum([
  'education',
  'skill',
  'residence',
  'permit',
  'employment',
  'housing',
  'office',
  'honour',
  'service',
  'blood',
  'organ',
  'donation',
  'tax',
  'jobs',
  'patent',
  'offence',
  'award',
  'stay',
])
export type ItemFact = z.infer<typeof ItemFact>

/** The five social insurances and the housing provident fund, whose months are known one by one. */
export const FundFact = z.enum(['pension', 'medical', 'unemployment', 'injury', 'maternity', 'housingFund'])
export type FundFact = z.infer<typeof FundFact>

/** Every fact a points rule can rest on; the fields of `PointsFacts` in shared/domain/people. */
export const FactField = z.enum([
  ...DateFact.options,
  ...CountFact.options,
  ...ItemFact.options,
  ...FundFact.options,
])
export type FactField = z.infer<typeof FactField>

/** What the amount of an item is counted in. */
export type AmountUnit = 'fen' | 'millilitre' | 'hour' | 'squareMetre' | 'pointX100' | 'person'

/** The codes an item of a fact may carry, and what its amount is counted in; null where items have no amount. */
export interface ItemVocabulary {
  codes: readonly string[]
  unit: AmountUnit | null
}

export const EDUCATION_CODES = ['doctor', 'master', 'bachelor', 'associate', 'highschool'] as const
export const SKILL_CODES = [
  'level1',
  'level2',
  'level3',
  'level4',
  'level5',
  'titleSenior',
  'titleAssociateSenior',
  'titleMid',
  'titleJunior',
  'titleTechnician',
  'specialAdvanced',
  'specialOrdinary',
  'none',
] as const
export const HONOUR_LEVELS = ['national', 'province', 'city', 'county', 'town', 'employer'] as const

/**
 * The vocabulary of items, so that a pack cannot name what no record can hold. `residence` and `permit` are periods
 * (of registration, of a permit that was endorsed in time); `office` a post held, a membership or a guarded trade;
 * `honour` codes are `category.level`; `award` the points a town or village grants, in hundredths; `stay` a season
 * spent in the city, such as a Spring Festival.
 */
export const ITEM_VOCABULARY = {
  education: { codes: EDUCATION_CODES, unit: null },
  skill: { codes: SKILL_CODES, unit: null },
  residence: { codes: ['here', 'elsewhere'], unit: null },
  permit: { codes: ['here', 'elsewhere'], unit: null },
  employment: { codes: ['contract', 'licence', 'farming', 'fishery', 'sanitation'], unit: null },
  housing: {
    codes: ['owned', 'rented', 'rentedTaxed', 'dormitory', 'publicRental'],
    unit: 'squareMetre',
  },
  office: {
    codes: [
      'partyMember',
      'townDeputy',
      'countyDeputy',
      'talentCard',
      'shortageJob',
      'grassroots',
      'volunteer',
    ],
    unit: null,
  },
  honour: {
    codes: ['merit', 'heroism', 'goodDeed', 'volunteerStar'].flatMap((category) =>
      HONOUR_LEVELS.map((level) => `${category}.${level}`),
    ),
    unit: null,
  },
  service: { codes: ['hours'], unit: 'hour' },
  blood: { codes: ['whole', 'platelets'], unit: 'millilitre' },
  organ: { codes: ['marrowRegistered', 'marrow', 'organ'], unit: null },
  donation: { codes: ['money'], unit: 'fen' },
  tax: { codes: ['person', 'soleTrader', 'company', 'investment'], unit: 'fen' },
  jobs: { codes: ['localHired'], unit: 'person' },
  patent: { codes: ['invention', 'ordinary'], unit: null },
  offence: {
    codes: [
      'criminal',
      'seriousCrime',
      'detention',
      'administrative',
      'drugs',
      'traffic',
      'dishonesty',
      'falsePapers',
      'bannedOrganisation',
    ],
    unit: null,
  },
  award: { codes: ['town', 'village'], unit: 'pointX100' },
  stay: { codes: ['springFestival'], unit: null },
} as const satisfies Record<ItemFact, ItemVocabulary>

/** Whether items of the fact carry the code. */
export function hasItemCode(fact: ItemFact, code: string): boolean {
  const codes: readonly string[] = ITEM_VOCABULARY[fact].codes
  return codes.includes(code)
}
