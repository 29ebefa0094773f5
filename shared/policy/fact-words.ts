import type { FactField, HONOUR_LEVELS, ItemFact } from './fact-fields.ts'

type HonourLevelCode = (typeof HONOUR_LEVELS)[number]

/** What staff call each fact a rule rests on. */
export const FACT_NAMES = {
  birth: '出生日期',
  residenceRegisteredOn: '居住登记日期',
  permitIssuedOn: '居住证签发日期',
  appliedOn: '积分申请日期',
  insuredMonths: '省内社保累计缴费月数',
  education: '文化程度',
  skill: '职业技能',
  residence: '居住登记',
  permit: '居住证',
  employment: '就业',
  housing: '住房',
  office: '任职与身份',
  honour: '表彰奖励',
  service: '志愿服务',
  blood: '无偿献血',
  organ: '造血干细胞和器官捐献',
  donation: '捐款',
  tax: '纳税',
  jobs: '带动就业',
  patent: '专利',
  offence: '违法失信',
  award: '镇村奖励分',
  stay: '留城过节',
  pension: '养老保险',
  medical: '医疗保险',
  unemployment: '失业保险',
  injury: '工伤保险',
  maternity: '生育保险',
  housingFund: '住房公积金',
} as const satisfies Record<FactField, string>

/** What the amounts and numbers of items are counted in where they are not amounts. */
export const ITEM_COUNTERS: Partial<Record<ItemFact, string>> = {
  award: '笔',
  blood: '次',
  donation: '笔',
  honour: '项',
  offence: '次',
  patent: '件',
  stay: '次',
}

/** What staff call that for which an honour is given. */
export const HONOUR_CATEGORY_WORDS = {
  merit: '表彰奖励',
  heroism: '见义勇为',
  goodDeed: '好人好事',
  volunteerStar: '星级志愿者',
} as const

/** What staff call a level of honour. */
export const HONOUR_LEVEL_WORDS = {
  national: '国家级',
  province: '省级',
  city: '市级',
  county: '县级',
  town: '镇级',
  employer: '单位',
} as const satisfies Record<HonourLevelCode, string>

/** What staff call the codes of every fact but honours: the one source of these words. */
export const CODE_WORDS = {
  education: {
    doctor: '博士',
    master: '硕士',
    bachelor: '本科（学士）',
    associate: '大专（高职）',
    highschool: '高中（中职）及以下',
  },
  skill: {
    level1: '一级',
    level2: '二级',
    level3: '三级',
    level4: '四级',
    level5: '五级',
    titleSenior: '正高级职称',
    titleAssociateSenior: '副高级职称',
    titleMid: '中级职称',
    titleJunior: '初级职称',
    titleTechnician: '技术员职称',
    specialAdvanced: '高级专项能力证书',
    specialOrdinary: '普通专项能力证书',
    none: '无证书',
  },
  residence: { here: '本市居住登记', elsewhere: '省内其他地方居住登记' },
  permit: { here: '本市居住证', elsewhere: '省内其他地方居住证' },
  employment: {
    contract: '劳动合同',
    licence: '营业执照',
    farming: '土地流转务农',
    fishery: '承包养殖',
    sanitation: '环卫岗位',
  },
  housing: {
    owned: '自有住房',
    rented: '租房',
    rentedTaxed: '租房（已缴税）',
    dormitory: '单位宿舍',
    publicRental: '公租房',
  },
  office: {
    partyMember: '党员',
    townDeputy: '镇（街道）人大代表、政协委员',
    countyDeputy: '县级及以上人大代表、政协委员',
    talentCard: '人才卡持有人',
    shortageJob: '紧缺岗位',
    grassroots: '基层组织任职',
    volunteer: '注册志愿者',
  },
  service: { hours: '志愿服务' },
  blood: { whole: '献血', platelets: '捐献血小板' },
  organ: {
    marrowRegistered: '登记入造血干细胞库',
    marrow: '捐献造血干细胞',
    organ: '捐献器官（遗体）',
  },
  donation: { money: '捐款' },
  tax: { person: '个人纳税', soleTrader: '个体工商户纳税', company: '企业纳税', investment: '投资' },
  jobs: { localHired: '招用本地人员' },
  patent: { invention: '发明专利', ordinary: '其他专利' },
  offence: {
    criminal: '刑事犯罪',
    seriousCrime: '严重刑事犯罪',
    detention: '行政拘留',
    administrative: '行政处罚',
    drugs: '涉毒',
    traffic: '交通违法',
    dishonesty: '失信',
    falsePapers: '提供虚假材料',
    bannedOrganisation: '参加非法组织',
  },
  award: { town: '镇（街道）奖励分', village: '村（社区）奖励分' },
  stay: { springFestival: '留城过春节' },
} as const satisfies Record<Exclude<ItemFact, 'honour'>, Readonly<Record<string, string>>>

/** What staff call a code of a fact; the code itself where it has no words. */
export function codeWords(fact: ItemFact, code: string): string {
  if (fact !== 'honour') return wordOf(CODE_WORDS[fact], code)
  const [category = '', level = ''] = code.split('.')
  return `${wordOf(HONOUR_LEVEL_WORDS, level)}${wordOf(HONOUR_CATEGORY_WORDS, category)}`
}

function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code
}
