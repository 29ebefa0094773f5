import type { Body } from '../../../renderer/src/components/form-page.ts'

/** Invented plans of every kind as they are typed into the form. */
const common: Body = {
  towns: ['周巷镇', '浒山街道'],
  cutOff: '2026-05-31',
  publicityDays: '5',
  replyDays: '2',
  windowsStatus: 'DEFAULT',
  windowsBasis: '示例：按本程序默认',
  placesStatus: 'READ',
  placesBasis: '示例文件〔2026〕1 号 第三条',
  orderStatus: 'DECIDED',
  orderBasis: '示例·主管 2026-05-01 选定',
  drawStatus: 'DECIDED',
  drawBasis: '示例·主管 2026-05-01 选定',
  mode: 'named',
  seed: '示例种子 2026150',
}

const reveal: Body = {
  mode: 'commit-reveal',
  revealers: [
    '示例·公证员\t公证员\t示例备用值一',
    '示例·代表\t人大代表\t示例备用值二',
    '示例·申请人\t申请人代表\t示例备用值三',
  ],
  numberSource: '示例开奖号',
  numberDay: '2026-06-10',
  numberOtherwise: '用下一期的号码',
}

export const healthCheck: Body = {
  ...common,
  kind: 'health-check',
  title: '2026 年度示例体检',
  cost: '680.5',
  places: '50',
  byTown: 'no',
  orderBy: 'points',
  tie1: 'residenceMonths',
  tie2: 'insuredMonths',
  equals: 'ticket',
}

export const rentSupport: Body = {
  ...common,
  kind: 'rent-support',
  title: '2026 年度示例补贴',
  places: '1000',
  byTown: 'yes',
  quotas: ['周巷镇\t400', '浒山街道\t300'],
  reversion: 'none',
  quotasStatus: 'DECIDED',
  quotasBasis: '示例·主管选定',
  orderBy: 'points',
  tie1: 'ticket',
  line: '６0.5',
  equals: 'admit',
}

export const school: Body = {
  ...common,
  kind: 'school',
  title: '2026 年示例小学入学',
  schools: ['S01\t示例第一小学\t周巷镇\t45\t5\treserved-first', 'S02\t示例第二小学\t\t90\t\t', '\t\t\t\t\t'],
  orderBy: 'points',
  classes: ['1\t人才子女', '2\t其他'],
  tie1: 'permitMonths',
  tie2: 'appliedOn',
}

export const housing: Body = {
  ...common,
  ...reveal,
  kind: 'housing',
  title: '2026 年示例保租房',
  flats: ['A\t一室户\t60\t1\t2', 'B\t两室户\t40\t3\t4'],
  orderBy: 'draw',
}

export const KINDS = { healthCheck, rentSupport, school, housing }
