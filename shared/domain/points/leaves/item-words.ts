import type { ItemFact } from '../../../policy/index.ts'
import {
  donationText,
  EducationLevel,
  educationText,
  HonourCategory,
  HonourLevel,
  honourCategoryText,
  honourText,
  OffenceKind,
  OfficeKind,
  offenceText,
  officeText,
  PatentKind,
  patentText,
  SkillLevel,
  skillText,
  TaxPayer,
  Tenure,
  taxPayerText,
  tenureText,
  WorkBasis,
  workBasisText,
} from '../../people/index.ts'

/** What staff call an item of a fact, by its code. */
const WORDS: Record<ItemFact, Record<string, string>> = {
  education: worded(EducationLevel.options, educationText),
  skill: worded(SkillLevel.options, skillText),
  residence: { here: '本市居住登记', elsewhere: '省内其他地方居住登记' },
  permit: { here: '本市居住证', elsewhere: '省内其他地方居住证' },
  employment: { ...worded(WorkBasis.options, workBasisText), sanitation: '环卫岗位' },
  housing: worded(Tenure.options, tenureText),
  office: worded(OfficeKind.options, officeText),
  honour: Object.fromEntries(
    HonourCategory.options.flatMap((category) =>
      HonourLevel.options.map((level) => [
        `${category}.${level}`,
        `${honourText(level)}${honourCategoryText(category)}`,
      ]),
    ),
  ),
  service: { hours: '志愿服务' },
  blood: { whole: donationText('blood'), platelets: donationText('platelets') },
  organ: {
    marrowRegistered: donationText('marrowRegistered'),
    marrow: donationText('marrow'),
    organ: donationText('organ'),
  },
  donation: { money: donationText('money') },
  tax: worded(TaxPayer.options, (payer) => (payer === 'investment' ? '投资' : `${taxPayerText(payer)}纳税`)),
  jobs: { localHired: '招用本地人员' },
  patent: worded(PatentKind.options, patentText),
  offence: worded(OffenceKind.options, offenceText),
  award: { town: '镇（街道）奖励分', village: '村（社区）奖励分' },
  stay: { springFestival: '留城过春节' },
}

const COUNTERS: Partial<Record<ItemFact, string>> = {
  honour: '项',
  patent: '项',
  office: '项',
  employment: '项',
  housing: '处',
}

/** What staff call an item of a fact; a code without words is given as it stands. */
export function itemText(fact: ItemFact, code: string): string {
  return WORDS[fact][code] ?? code
}

/** How many items: `3 次`. */
export function timesText(fact: ItemFact, count: number): string {
  return `${count} ${COUNTERS[fact] ?? '次'}`
}

function worded<Code extends string>(
  codes: readonly Code[],
  words: (code: Code) => string,
): Record<string, string> {
  return Object.fromEntries(codes.map((code) => [code, words(code)]))
}
