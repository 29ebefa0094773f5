import { jsonPath } from '../base/read-strictly.ts'

/** What can be found in a pack that is well formed. An error forbids putting it in force. */
const FINDINGS = {
  NO_CITATION: { severity: 'error', remedy: '请写明文号和条款（citation），没有来源的数值不能使用。' },
  CAP_BELOW_VALUE: { severity: 'error', remedy: '请对照原文件更正分值或上限。' },
  OVERLAP: { severity: 'error', remedy: '请更正其中一个的起止日期或用途。' },
  UNKNOWN_DEPARTMENT: {
    severity: 'error',
    remedy: '请改用登记事实时所选的部门名称，否则分部门计分时这个部门永远没有记录。',
  },
  CASE_FAILED: { severity: 'error', remedy: '请对照原文件核对这条算例和有关规则，更正不对的一处。' },
  SAMPLE_IN_USE: {
    severity: 'error',
    remedy: '请改用读自原文件的政策包（来源 read 或 partial）；只作演示的，用途请写成 demo- 开头。',
  },
  UNLIKE_GROUP: { severity: 'error', remedy: '请对照原文件把它们分成几组，或更正指标的类别、层级。' },
  TOO_LARGE: { severity: 'error', remedy: '请对照原文件核对这个数值；没有上限的，上限写作 null。' },
  CANNOT_SCORE: { severity: 'error', remedy: '请按提示更正规则或分值，否则这个政策包算不出结果。' },
  GAP: { severity: 'notice', remedy: '请对照原文件确认空档是否有意；空档内按“不在各段”计。' },
  UNREACHABLE: { severity: 'notice', remedy: '请对照原文件核对门槛、窗口和上限；写对了的可以不改。' },
  POINTLESS: { severity: 'notice', remedy: '请对照原文件核对合计上限；写对了的可以不改。' },
  EMPTY_LAYER: { severity: 'notice', remedy: '读到这一层的计分表后，请起草新版本补上。' },
  NOT_LOADED: { severity: 'notice', remedy: '请向主管部门索取原文，读到后起草新版本补上。' },
  CONFLICT: { severity: 'notice', remedy: '请主管部门确认采用哪一个来源。' },
  DEFAULT: { severity: 'notice', remedy: '请主管部门确认这个默认值。' },
  NO_LIST: { severity: 'notice', remedy: '请装载主管部门公布的当年名单，否则这一项计不了分。' },
  UNUSED_PURPOSE: { severity: 'notice', remedy: '请核对用途的写法；没有业务选用的用途不会用到这个政策包。' },
  NO_CASES: { severity: 'notice', remedy: '请在政策包中附上几条算例（cases），以便自动核对。' },
  CASE_OUTSIDE: { severity: 'notice', remedy: '请核对算例的日期，或说明为何用生效期以外的日期。' },
} as const satisfies Record<string, { severity: 'error' | 'notice'; remedy: string }>

export type PackFindingCode = keyof typeof FINDINGS

/** What a person should look at in a pack: how grave it is, the JSON path, what is the matter, and what to do. */
export interface PackFinding {
  severity: 'error' | 'notice'
  code: PackFindingCode
  at: string
  message: string
  remedy: string
}

/** A finding at a place of the pack. */
export function finding(code: PackFindingCode, path: readonly PropertyKey[], message: string): PackFinding {
  const { severity, remedy } = FINDINGS[code]
  return { severity, code, at: jsonPath(path), message, remedy }
}
