import { repairPrivateUse } from '#shared/base/private-use.ts'
import { isShortenedNumber } from './cell-text.ts'
import type { FileFinding, FileFindingCode } from './table.ts'

/** What was seen while a cell was read and cannot be seen from its text any more. `column` counts from 0. */
export type CellProblem = { column: number; code: FileFindingCode }

/** A cell's text as it may be kept, with what a person must be told of it. */
export interface CheckedText {
  text: string
  repaired: number
  findings: { code: FileFindingCode; what: string }[]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/
const LONE_SURROGATE = /\p{Cs}/u

/** Repairs private-use characters, and names what no program can repair. */
export function checkText(raw: string): CheckedText {
  const { text, repaired, left } = repairPrivateUse(raw)
  const findings: CheckedText['findings'] = left.map(({ char, index }) => ({
    code: 'PRIVATE_USE_CHARACTER',
    what: `的第 ${index + 1} 个字是没有统一含义的自造字（${codePoint(char)}），换一台电脑就认不出。请照证件原件改写这个字。`,
  }))
  if (text.includes('\ufffd') || LONE_SURROGATE.test(text)) {
    findings.push({ code: 'LOST_CHARACTER', what: describeProblem('LOST_CHARACTER') })
  }
  if (CONTROL.test(text))
    findings.push({ code: 'CONTROL_CHARACTER', what: describeProblem('CONTROL_CHARACTER') })
  if (isShortenedNumber(text)) {
    findings.push({ code: 'SCIENTIFIC_NUMBER', what: describeProblem('SCIENTIFIC_NUMBER') })
  }
  return { text, repaired, findings }
}

/** What follows the place in a finding about one cell. */
export function describeProblem(code: FileFindingCode): string {
  return SAYINGS[code] ?? '的内容无法读取。请照原件核对后填写。'
}

/** A finding about one cell: `place` is the row and column in words, `what` goes on from there. */
export function cellFinding(
  at: { row: number; column: string | null; place: string },
  { code, what }: { code: FileFindingCode; what: string },
): FileFinding {
  return { row: at.row, column: at.column, severity: 'row', code, message: at.place + what }
}

function codePoint(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`
}

const SAYINGS: Partial<Record<FileFindingCode, string>> = {
  FORMULA:
    '是公式，公式的结果不能作为依据，没有读取。请在 Excel 中把这一列“复制、选择性粘贴为数值”后再导入，或照原件填写。',
  ERROR_CELL: '是错误值（如 #N/A），没有内容可读。请照原件填写。',
  LONG_NUMBER:
    '是超过 15 位的数字，Excel 已丢失后面几位，没有读取。请把这一列设为“文本”格式后照原件重新填写（身份证号码、银行卡号都应是文本）。',
  SCIENTIFIC_NUMBER:
    '是科学记数法（如 1.23E+17），原来的数字已丢失后面几位。请把这一列设为“文本”格式后照原件重新填写。',
  IMPOSSIBLE_DATE: '的日期不存在（如 1900 年 2 月 29 日），没有读取。请照原件填写，例如 2026-03-05。',
  LOST_CHARACTER: '有已丢失的字（显示为 �），原字无法还原。请照证件原件改写。',
  CONTROL_CHARACTER: '有看不见的控制字符，多半是从别的系统带出来的。请删去后重新填写。',
}
