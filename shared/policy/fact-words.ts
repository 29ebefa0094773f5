import type { FactField, ItemFact } from './fact-fields.ts'

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
  award: '镇村评议分',
  stay: '留在本地过节',
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

const HONOUR_WORDS = { merit: '表彰', heroism: '见义勇为', goodDeed: '好人好事', volunteerStar: '星级志愿者' }
const LEVEL_WORDS = {
  national: '国家级',
  province: '省级',
  city: '市级',
  county: '县级',
  town: '镇级',
  employer: '单位',
}

const CODE_NAMES: Readonly<Record<Exclude<ItemFact, 'honour'>, Readonly<Record<string, string>>>> = {
  education: {
    doctor: '博士',
    master: '硕士',
    bachelor: '本科',
    associate: '大专（高职）',
    highschool: '高中（中职）及以下',
  },
  skill: {
    level1: '职业资格一级',
    level2: '职业资格二级',
    level3: '职业资格三级',
    level4: '职业资格四级',
    level5: '职业资格五级',
    titleSenior: '正高级职称',
    titleAssociateSenior: '副高级职称',
    titleMid: '中级职称',
    titleJunior: '初级职称',
    titleTechnician: '技术员',
    specialAdvanced: '高级专项能力证书',
    specialOrdinary: '普通专项能力证书',
    none: '无证书',
  },
  residence: { here: '本地登记', elsewhere: '外地登记' },
  permit: { here: '本地居住证', elsewhere: '外地居住证' },
  employment: {
    contract: '劳动合同并就业登记',
    licence: '营业执照',
    farming: '土地承包务农',
    fishery: '渔业承包',
    sanitation: '环卫等公益岗位',
  },
  housing: {
    owned: '自有住房',
    rented: '合法租赁',
    rentedTaxed: '合法租赁并已缴税',
    dormitory: '单位宿舍',
    publicRental: '公租房',
  },
  office: {
    partyMember: '党员',
    townDeputy: '镇级代表、委员',
    countyDeputy: '县级以上代表、委员',
    talentCard: '人才卡',
    shortageJob: '紧缺岗位',
    grassroots: '基层任职',
    volunteer: '志愿者注册',
  },
  service: { hours: '志愿服务时长' },
  blood: { whole: '全血', platelets: '血小板' },
  organ: { marrowRegistered: '造血干细胞入库', marrow: '捐献造血干细胞', organ: '捐献器官' },
  donation: { money: '捐款' },
  tax: { person: '个人所得税', soleTrader: '个体工商户纳税', company: '企业纳税', investment: '投资' },
  jobs: { localHired: '录用本地劳动力' },
  patent: { invention: '发明专利', ordinary: '实用新型、外观设计专利' },
  offence: {
    criminal: '刑事犯罪',
    seriousCrime: '严重刑事犯罪',
    detention: '行政拘留',
    administrative: '其他行政处罚',
    drugs: '吸毒',
    traffic: '交通违法',
    dishonesty: '失信',
    falsePapers: '提供虚假材料',
    bannedOrganisation: '参加非法组织',
  },
  award: { town: '镇（街道）评议分', village: '村（社区）评议分' },
  stay: { springFestival: '春节' },
}

/** What staff call a code of a fact; the code itself where it has no words. */
export function codeWords(fact: ItemFact, code: string): string {
  if (fact !== 'honour') return CODE_NAMES[fact][code] ?? code
  const [category = '', level = ''] = code.split('.')
  const names: Readonly<Record<string, string>> = HONOUR_WORDS
  const levels: Readonly<Record<string, string>> = LEVEL_WORDS
  return `${levels[level] ?? level}${names[category] ?? category}`
}
