import { z } from 'zod'

/** Who has records that facts rest on. Where the records of several are told apart, a pack names them as these. */
export const Department = z.enum([
  '公安',
  '人社',
  '医保',
  '住房公积金',
  '教育',
  '税务',
  '市场监管',
  '住建',
  '民政',
  '卫健',
  '法院',
  '工会',
  '总工会',
  '农业农村',
  '自然资源',
  '综合执法',
  '科技',
  '组织',
  '文明办',
  '团委',
  '人大',
  '政协',
  '红十字会',
  '镇（街道）',
  '村（社区）',
  '新市民服务中心',
  '用人单位',
  '本人提供',
])
export type Department = z.infer<typeof Department>
