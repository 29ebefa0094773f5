import type { FigureStatus } from './figure.ts'
import type { PointsIndicator, PointsPack, PolicyLayer } from './points-pack.ts'

/** What staff call the layers of points. */
export const LAYER_WORDS = {
  province: '省级',
  city: '市级',
  county: '县级',
  town: '镇级',
} as const satisfies Record<PolicyLayer, string>

/** How sure a figure of a policy is, said where it is shown. */
export const FIGURE_STATUS_WORDS = {
  READ: '已核原文',
  SEED: '见 2022 年答复',
  DEFAULT: '默认值，待主管部门确认',
  CONFLICT: '来源有出入',
  UNREAD: '未装载',
} as const satisfies Record<FigureStatus, string>

/** Whose facts an indicator reads. */
export const READ_FROM_WORDS = {
  applicant: '申请人',
  spouse: '配偶',
  either: '申请人或配偶，取高的一方',
  both: '申请人和配偶相加',
  'guardian-of-minor': '申请人；未满 16 周岁的取监护人中高的一方',
} as const satisfies Record<PointsIndicator['subject'], string>

/** What several departments come to. */
export const COMBINE_WORDS = {
  any: '任一部门的记录都计',
  highest: '各部门分别计分，取最高',
  sum: '各部门分别计分，相加',
  'all-agree': '各部门结果一致才计',
} as const satisfies Record<PointsIndicator['verifiers']['combine'], string>

/** How much of its source a pack has. */
export const ORIGIN_WORDS = {
  read: '已按原文录入',
  partial: '只录入读到的部分，其余标为未装载',
  sample: '虚构的示例，不能用于办件',
} as const satisfies Record<PointsPack['origin'], string>
