import { CODE_WORDS, HONOUR_CATEGORY_WORDS, HONOUR_LEVEL_WORDS } from '../../policy/index.ts'
import type {
  AwardGiver,
  CheckedField,
  DonationKind,
  EducationLevel,
  FactKind,
  Fund,
  HonourCategory,
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
  WorkBasis,
} from './facts.ts'

const FACT_TITLES = {
  identityPaper: '身份证件',
  hukou: '户籍',
  residence: '居住登记',
  permit: '居住证',
  endorsement: '居住证签注',
  housing: '住房',
  employment: '就业',
  insurance: '缴纳社保',
  contribution: '参保缴存月份',
  education: '文化程度',
  skill: '职业技能',
  schooling: '就学',
  honour: '表彰奖励',
  service: '志愿服务',
  donation: '无偿捐献',
  tax: '纳税',
  offence: '违法失信',
  office: '任职与身份',
  jobs: '带动就业',
  patent: '专利',
  award: '镇村奖励分',
  stay: '留城过节',
  participation: '申请积分',
  choice: '计分方式选择',
  nothing: '核查无记录',
} as const satisfies Record<FactKind, string>

const EDUCATION_WORDS = CODE_WORDS.education satisfies Record<EducationLevel, string>

const SKILL_WORDS = CODE_WORDS.skill satisfies Record<SkillLevel, string>

const FUND_WORDS = {
  pension: '养老保险',
  medical: '医疗保险',
  unemployment: '失业保险',
  injury: '工伤保险',
  maternity: '生育保险',
  housingFund: '住房公积金',
} as const satisfies Record<Fund, string>

const PAPER_WORDS = {
  idCard: '居民身份证',
  compatriotPermit: '港澳台居民居住证',
  householdBook: '户口簿',
  passport: '护照',
  birthCertificate: '出生医学证明',
} as const satisfies Record<PaperKind, string>

const TENURE_WORDS = CODE_WORDS.housing satisfies Record<Tenure, string>

const HONOUR_WORDS = HONOUR_LEVEL_WORDS satisfies Record<HonourLevel, string>

const CATEGORY_WORDS = HONOUR_CATEGORY_WORDS satisfies Record<HonourCategory, string>

const WORK_BASIS_WORDS = CODE_WORDS.employment satisfies Record<WorkBasis, string>

const STAGE_WORDS = {
  kindergarten: '幼儿园',
  primary: '小学',
  junior: '初中',
  senior: '高中',
} as const satisfies Record<SchoolStage, string>

const DONATION_WORDS = {
  blood: CODE_WORDS.blood.whole,
  platelets: CODE_WORDS.blood.platelets,
  marrowRegistered: CODE_WORDS.organ.marrowRegistered,
  marrow: CODE_WORDS.organ.marrow,
  organ: CODE_WORDS.organ.organ,
  money: CODE_WORDS.donation.money,
} as const satisfies Record<DonationKind, string>

const TAX_PAYER_WORDS = {
  person: '个人',
  soleTrader: '个体工商户',
  company: '企业',
  investment: '投资',
} as const satisfies Record<TaxPayer, string>

const OFFENCE_WORDS = CODE_WORDS.offence satisfies Record<OffenceKind, string>

const OFFICE_WORDS = CODE_WORDS.office satisfies Record<OfficeKind, string>

const PATENT_WORDS = CODE_WORDS.patent satisfies Record<PatentKind, string>

const AWARD_GIVER_WORDS = { town: '镇（街道）', village: '村（社区）' } as const satisfies Record<
  AwardGiver,
  string
>

const SEASON_WORDS = { springFestival: '春节' } as const satisfies Record<StaySeason, string>

const CHECKED_WORDS = {
  education: '学历',
  skill: '职业技能证书',
  residence: '居住登记',
  permit: '居住证',
  employment: '就业',
  housing: '住房',
  office: '任职与身份',
  honour: '表彰奖励',
  service: '志愿服务',
  blood: '献血',
  organ: '器官、造血干细胞捐献',
  donation: '捐款',
  tax: '纳税',
  jobs: '带动就业',
  patent: '专利',
  offence: '违法失信',
  award: '镇村奖励分',
  stay: '留城过节',
  spouse: '配偶',
  children: '子女',
} as const satisfies Record<CheckedField, string>

/** What staff call a fund. */
export function fundText(fund: Fund): string {
  return FUND_WORDS[fund]
}

/** What staff call an identity paper. */
export function paperText(paper: PaperKind): string {
  return PAPER_WORDS[paper]
}

/** What staff call the way in which a home is held. */
export function tenureText(tenure: Tenure): string {
  return TENURE_WORDS[tenure]
}

/** What staff call a level of honour. */
export function honourText(level: HonourLevel): string {
  return HONOUR_WORDS[level]
}

/** What staff call a stage of school. */
export function stageText(stage: SchoolStage): string {
  return STAGE_WORDS[stage]
}

/** What staff call what was donated. */
export function donationText(what: DonationKind): string {
  return DONATION_WORDS[what]
}

/** What staff call the one who paid a tax. */
export function taxPayerText(payer: TaxPayer): string {
  return TAX_PAYER_WORDS[payer]
}

/** What staff call the nature of an offence. */
export function offenceText(nature: OffenceKind): string {
  return OFFENCE_WORDS[nature]
}

/** What staff call that for which an honour is given. */
export function honourCategoryText(category: HonourCategory): string {
  return CATEGORY_WORDS[category]
}

/** What staff call that on which work rests. */
export function workBasisText(basis: WorkBasis): string {
  return WORK_BASIS_WORDS[basis]
}

/** What staff call a post, a membership or a guarded trade. */
export function officeText(what: OfficeKind): string {
  return OFFICE_WORDS[what]
}

/** What staff call a kind of patent. */
export function patentText(what: PatentKind): string {
  return PATENT_WORDS[what]
}

/** What staff call those who may grant points. */
export function awardGiverText(giver: AwardGiver): string {
  return AWARD_GIVER_WORDS[giver]
}

/** What staff call a season. */
export function seasonText(season: StaySeason): string {
  return SEASON_WORDS[season]
}

/** What staff call something a department looked for. */
export function checkedText(field: CheckedField): string {
  return CHECKED_WORDS[field]
}

/** What staff call a kind of fact. */
export function factTitle(kind: FactKind): string {
  return FACT_TITLES[kind]
}

/** What staff call a level of education. */
export function educationText(level: EducationLevel): string {
  return EDUCATION_WORDS[level]
}

/** What staff call a level of skill. */
export function skillText(level: SkillLevel): string {
  return SKILL_WORDS[level]
}
