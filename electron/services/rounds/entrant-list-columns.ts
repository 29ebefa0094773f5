import type { WantedColumn } from '#electron/exchange/index.ts'
import { PART_WORDS } from './entrant-given.ts'

/** As many wishes as a list has columns for. */
export const MOST_WISHES = 8

/** A column of a list of applicants, with what the template says of it. */
export type ListColumn = WantedColumn & { help: string; example: string }

const WISH_NUMBERS = Array.from({ length: MOST_WISHES }, (_, index) => index + 1)
const HAN_NUMBERS = '一二三四五六七八'

function column(key: string, title: string, about: Partial<Omit<ListColumn, 'key' | 'title'>>): ListColumn {
  return { key, title, aliases: [], required: false, help: '', example: '', ...about }
}

/** Columns of a list, in the order of the template. Only the name must be there. */
export const LIST_COLUMNS: readonly ListColumn[] = [
  column('no', '申请编号', {
    aliases: ['编号', '申请号', '报名编号'],
    help: '各不相同，会随名单公布，不能用证件号码。留空的由系统编号。',
    example: '示例编号',
  }),
  column('name', '姓名', {
    aliases: ['学生姓名', '儿童姓名', '申请人姓名'],
    required: true,
    help: '得到名额的人；入学批次填孩子。',
    example: '示例·某人',
  }),
  column('idNumber', '证件号码', {
    aliases: ['身份证号', '身份证号码', '学生证件号码', '儿童证件号码'],
    help: '得到名额的人的证件号码，18 位，只在本机保存，不公布。',
    example: '示例 522121201901010079',
  }),
  column('applicantId', '申请人证件号码', {
    aliases: ['监护人证件号码', '家长证件号码'],
    help: '按谁的积分：已在系统登记的父母一方或本人。填了的，积分和同分各项按系统里的事实计算。',
    example: '示例 522121199001010079',
  }),
  column('town', '镇街', {
    aliases: ['镇（街道）', '居住地镇街', '所属镇街'],
    help: '须在本批次的受理范围内。',
    example: '浒山街道',
  }),
  column('class', PART_WORDS.class, { help: '方案里类别的编号或名称；不分类别的批次留空。', example: '1' }),
  column('points', PART_WORDS.points, {
    aliases: ['总积分', '量化积分'],
    help: '没有填申请人证件号码的须填，最多两位小数。',
    example: '75.5',
  }),
  column('residenceMonths', PART_WORDS.residenceMonths, { help: '满几个月，整数。', example: '77' }),
  column('insuredMonths', PART_WORDS.insuredMonths, { help: '累计几个月，整数。', example: '60' }),
  column('permitMonths', PART_WORDS.permitMonths, { help: '领取居住证满几个月，整数。', example: '71' }),
  column('appliedOn', PART_WORDS.appliedOn, { help: '写作 2026-05-08。', example: '2026-05-08' }),
  column('tags', PART_WORDS.tags, { help: '方案里留有名额的标签，几个之间用“、”隔开。', example: '' }),
  column('family', '家庭号', {
    aliases: ['家庭编号'],
    help: '同一家庭的几个孩子填同一个号，共用一个签号；会随名单公布，不能用证件号码。',
    example: '',
  }),
  column('household', PART_WORDS.household, { help: '住房批次填共同申请的人数。', example: '3' }),
  ...WISH_NUMBERS.map((number) =>
    column(wishKey(number), `志愿${number}`, {
      aliases: [
        `志愿${HAN_NUMBERS.charAt(number - 1)}`,
        `第${HAN_NUMBERS.charAt(number - 1)}志愿`,
        `第${number}志愿`,
      ],
      help: number === 1 ? '去处的编号或名称，从志愿1 起依次填写，中间不空。' : '同上。',
    }),
  ),
]

/** The key of the column of a wish, from 1. */
export function wishKey(number: number): string {
  return `wish${number}`
}

/** The title of a column by its key. */
export function titleOf(key: string): string {
  return LIST_COLUMNS.find((wanted) => wanted.key === key)?.title ?? key
}
