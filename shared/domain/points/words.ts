import type { FactField } from '../../policy/index.ts'

/** How something unknown is named, and the evidence that settles it. */
export interface UnknownWords {
  name: string
  remedy: string
}

/** How each fact is named while it is not known, which department has it, and the paper that shows it. */
export const UNKNOWN_WORDS = {
  birth: { name: '出生日期', remedy: '核对居民身份证' },
  education: {
    name: '文化程度',
    remedy: '请教育部门核查，或由本人提供学历证书及学信网备案表',
  },
  skill: {
    name: '职业技能',
    remedy: '请人社部门核查，或由本人提供职称、职业资格、专项能力证书；核实确无证书的登记为“无证书”',
  },
  insuredMonths: {
    name: '省内社保缴费月数',
    remedy: '请人社部门核查，或由本人提供浙江省社会保险参保证明',
  },
  residenceRegisteredOn: {
    name: '居住登记日期',
    remedy: '请公安部门核查，或由本人提供居住登记凭证（不是居住证签发日期）',
  },
  permitIssuedOn: { name: '居住证签发日期', remedy: '请公安部门核查，或核对本人的浙江省居住证' },
  appliedOn: { name: '积分申请日期', remedy: '核对积分申请表或受理回执，补登申请日期' },
  residence: { name: '居住登记经历', remedy: '请公安部门核查历次居住登记的起止日期' },
  permit: { name: '居住证持有经历', remedy: '请公安部门核查居住证签发和历次签注，或核对居住证' },
  employment: {
    name: '就业',
    remedy: '请人社、市场监管或农业农村部门核查，或由本人提供劳动合同、营业执照或土地流转合同',
  },
  housing: { name: '住房', remedy: '请自然资源、住建部门核查，或由本人提供不动产权证书、租赁备案或住宿证明' },
  office: {
    name: '党员、代表委员和特殊岗位',
    remedy: '请组织、人大、人社部门核查，或由本人提供任职、聘用证明',
  },
  honour: { name: '表彰奖励', remedy: '请授予单位核查，或由本人提供表彰文件、荣誉证书' },
  service: { name: '志愿服务时长', remedy: '请团委、民政部门核查，或由本人提供志愿服务记录证明' },
  blood: { name: '无偿献血', remedy: '请卫健部门（血站）核查，或由本人提供无偿献血证' },
  organ: { name: '造血干细胞和器官捐献', remedy: '请红十字会核查，或由本人提供捐献登记卡、荣誉证书' },
  donation: { name: '捐款', remedy: '请民政部门或慈善总会核查，或由本人提供公益事业捐赠票据' },
  tax: { name: '纳税', remedy: '请税务部门核查，或由本人提供完税证明' },
  jobs: { name: '带动就业', remedy: '请人社部门核查用工备案，或由本人提供劳动合同和参保名单' },
  patent: { name: '专利', remedy: '请市场监管（知识产权）部门核查，或由本人提供专利证书' },
  offence: {
    name: '违法失信',
    remedy: '请公安、法院、信用主管部门核查，核实确无记录的登记为“无”',
  },
  award: { name: '镇村自主赋分', remedy: '请镇（街道）、村（社区）核对本年度赋分名册' },
  stay: { name: '春节留慈等在城记录', remedy: '请镇（街道）或用人单位核查，或由本人提供在岗、居住证明' },
  pension: { name: '养老保险缴费月份', remedy: '请人社部门核查，或由本人提供社会保险参保证明' },
  medical: { name: '医疗保险缴费月份', remedy: '请医保部门核查，或由本人提供参保缴费凭证' },
  unemployment: { name: '失业保险缴费月份', remedy: '请人社部门核查，或由本人提供社会保险参保证明' },
  injury: { name: '工伤保险缴费月份', remedy: '请人社部门核查，或由本人提供社会保险参保证明' },
  maternity: { name: '生育保险缴费月份', remedy: '请医保部门核查，或由本人提供参保缴费凭证' },
  housingFund: { name: '住房公积金缴存月份', remedy: '请公积金中心核查，或由本人提供缴存证明' },
} as const satisfies Record<FactField, UnknownWords>

/** What is asked about the family and of the applicant, as `UNKNOWN_WORDS` for facts. */
export const UNKNOWN_FAMILY_WORDS = {
  spouse: { name: '配偶', remedy: '核对结婚证或户口簿；核实确无配偶的登记为“无配偶”' },
  guardians: { name: '监护人', remedy: '核对户口簿或出生医学证明，登记监护人' },
  children: {
    name: '子女',
    remedy: '核对户口簿或出生医学证明，登记子女及其居住登记；核实确无子女的登记为“无子女”',
  },
  choice: { name: '申请人的选择', remedy: '请申请人选定一项并在申请表上签字确认' },
} as const satisfies Record<string, UnknownWords>
