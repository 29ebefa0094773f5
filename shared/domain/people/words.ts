import { assertNever } from '../../base/assert-never.ts'
import { formatYuan } from '../../base/money.ts'
import { countMonths } from './contributions.ts'
import type {
  DonationKind,
  EducationLevel,
  FactKind,
  FactValue,
  Fund,
  HonourLevel,
  OffenceKind,
  PaperKind,
  SchoolStage,
  SkillLevel,
  TaxPayer,
  Tenure,
} from './facts.ts'
import { maskPaperNumber } from './masked.ts'

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
} as const satisfies Record<FactKind, string>

const EDUCATION_WORDS = {
  bachelor: '本科（学士）及以上',
  associate: '大专（高职）',
  highschool: '高中（中职）及以下',
} as const satisfies Record<EducationLevel, string>

const SKILL_WORDS = {
  level2: '二级及以上',
  titleMid: '中级及以上职称',
  level3: '三级',
  titleJunior: '初级职称',
  specialAdvanced: '高级专项能力证书',
  level4: '四级',
  level5: '五级',
  specialOrdinary: '普通专项能力证书',
  none: '无证书',
} as const satisfies Record<SkillLevel, string>

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

const TENURE_WORDS = {
  owned: '自有住房',
  rented: '租房',
  dormitory: '单位宿舍',
  publicRental: '公租房',
} as const satisfies Record<Tenure, string>

const HONOUR_WORDS = {
  national: '国家级',
  province: '省级',
  city: '市级',
  county: '县级',
  town: '镇级',
  employer: '单位',
} as const satisfies Record<HonourLevel, string>

const STAGE_WORDS = {
  kindergarten: '幼儿园',
  primary: '小学',
  junior: '初中',
  senior: '高中',
} as const satisfies Record<SchoolStage, string>

const DONATION_WORDS = {
  blood: '献血',
  marrow: '捐献造血干细胞',
  organ: '捐献器官（遗体）',
  money: '捐款',
} as const satisfies Record<DonationKind, string>

const TAX_PAYER_WORDS = {
  person: '个人',
  soleTrader: '个体工商户',
  company: '企业',
} as const satisfies Record<TaxPayer, string>

const OFFENCE_WORDS = {
  criminal: '刑事犯罪',
  administrative: '行政处罚',
  dishonesty: '失信',
} as const satisfies Record<OffenceKind, string>

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

/** Counted months in words, such as 实缴 10 个月，补缴 2 个月; a space is a month nothing is known of. */
export function monthsText(months: string): string {
  const { paid, backPaid, transferredIn, unpaid } = countMonths(months)
  const parts: [string, number][] = [
    ['实缴', paid],
    ['补缴', backPaid],
    ['转入', transferredIn],
    ['未缴', unpaid],
    ['不详', months.length - paid - backPaid - transferredIn - unpaid],
  ]
  return parts
    .filter(([, count]) => count > 0)
    .map(([words, count]) => `${words} ${count} 个月`)
    .join('，')
}

/** A fact's value in the staff's words, personal numbers masked, such as 大专（高职）, 48 个月 or 2016-06-18 起. */
export function factText(value: FactValue): string {
  switch (value.kind) {
    case 'education':
      return educationText(value.level)
    case 'skill':
      return skillText(value.level)
    case 'insurance':
      return `${value.months} 个月`
    case 'residence':
      return withPlace(`${value.registeredOn} 起`, value.address)
    case 'permit':
      return `${value.issuedOn} 签发，签注至 ${value.endorsedUntil}`
    case 'employment':
      return [
        `${value.employer}（${value.town}）`,
        knownWords(value.union, ['已建工会', '未建工会', '是否建工会未知']),
        knownWords(value.frontline, ['一线岗位', '非一线岗位', '是否一线岗位未知']),
        ...(value.sanitation === true ? ['环卫岗位'] : []),
      ].join('，')
    case 'hukou':
      return withPlace(value.inCixi ? '慈溪户籍' : '非慈溪户籍', value.place)
    default:
      return meritText(value)
  }
}

type PlainKind = 'education' | 'skill' | 'insurance' | 'residence' | 'permit' | 'employment' | 'hukou'

function meritText(value: Exclude<FactValue, { kind: PlainKind }>): string {
  switch (value.kind) {
    case 'identityPaper':
      return `${PAPER_WORDS[value.paper]} ${maskPaperNumber(value.number)}`
    case 'endorsement':
      return `${value.endorsedOn} 签注，有效至 ${value.until}`
    case 'housing':
      return withPlace(TENURE_WORDS[value.tenure], value.address)
    case 'contribution':
      return `${FUND_WORDS[value.fund]} ${value.from} 起 ${value.months.length} 个月：${monthsText(value.months)}`
    case 'schooling':
      return `${value.school} ${STAGE_WORDS[value.stage]} ${value.grade} 年级`
    case 'honour':
      return `${value.title}（${HONOUR_WORDS[value.level]}），${value.awardedOn}`
    case 'service':
      return `${value.year} 年 ${value.organisation} ${value.hours} 小时`
    case 'donation':
      return `${value.donatedOn} ${DONATION_WORDS[value.what]}${donatedAmount(value)}`
    case 'tax':
      return `${value.year} 年 ${TAX_PAYER_WORDS[value.payer]} ${formatYuan(value.amountFen)} 元`
    case 'offence':
      return `${OFFENCE_WORDS[value.nature]}，${value.decidedOn}，${value.document}`
    default:
      return assertNever(value)
  }
}

function withPlace(text: string, place: string | undefined): string {
  return place === undefined ? text : `${text}，${place}`
}

function donatedAmount({ what, amount }: Extract<FactValue, { kind: 'donation' }>): string {
  if (amount === null) return ''
  return what === 'money' ? ` ${formatYuan(amount)} 元` : ` ${amount} 毫升`
}

function knownWords(value: boolean | null, [yes, no, unknown]: readonly [string, string, string]): string {
  if (value === null) return unknown
  return value ? yes : no
}
