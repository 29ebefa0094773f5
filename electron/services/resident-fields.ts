import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { repairPrivateUse } from '#shared/base/private-use.ts'
import { checkResidentId } from '#shared/base/resident-id.ts'

/** What people and input methods write for the dot in a transliterated name; GB/T 28039 has U+00B7. */
const DOTS = /\s*[·•・‧.∙●⋅⸱᛫．]+\s*/gu
const LONGEST_NAME = 50

/**
 * A name as it is kept: private-use characters of older systems repaired, spaces around gone, the dot of a
 * transliterated name as `·`. @throws CounterError BAD_INPUT at `at` where a character cannot be told
 */
export function readName(typed: string, at: string): string {
  const { text, left } = repairPrivateUse(typed)
  const [unknown] = left
  if (unknown !== undefined) {
    const code = unknown.char.codePointAt(0)?.toString(16).toUpperCase()
    throw notSaved(
      at,
      `姓名第 ${unknown.index + 1} 个字是别的系统自造的字（U+${code}），这里看不出是什么字`,
      {
        hint: '请照证件原件用输入法重新输入这个字。',
      },
    )
  }
  const name = text.trim().replace(/\s+/gu, ' ').replace(DOTS, '·')
  if (name.replaceAll('·', '') === '') throw notSaved(at, '没有填写姓名', { hint: '请照证件原件填写姓名。' })
  if (name.length > LONGEST_NAME) {
    throw notSaved(at, `姓名太长，最多 ${LONGEST_NAME} 个字`, { hint: '请照证件原件核对。' })
  }
  return name
}

/** The number in its normal form with what it says. @throws CounterError BAD_INPUT at `at` */
export function readIdentity(typed: string, on: PlainDate, at: string) {
  const { valid, normal, problems, birth, sex } = checkResidentId(typed, on)
  if (!valid || birth === undefined || sex === undefined) {
    const words = problems.map(({ message }) => message.replace(/。$/, '')).join('；')
    throw notSaved(at, `证件号码不对：${words}`, { hint: '请照证件原件逐位核对后重新填写。' })
  }
  return { idNumber: normal, birth, sex }
}

/** A mobile number, or null where the field was emptied. @throws CounterError BAD_INPUT at `at` */
export function readPhone(typed: string, at: string): string | null {
  const phone = typed.trim()
  if (phone === '') return null
  if (/^1\d{10}$/.test(phone)) return phone
  throw notSaved(at, '手机号应为 1 开头的 11 位数字', { hint: '请向本人核对后重新填写；没有手机号的留空。' })
}

/** @throws CounterError BAD_INPUT at `at` */
export function requireTown(towns: readonly string[], town: string, at: string): void {
  if (towns.includes(town)) return
  throw notSaved(at, '所选镇（街道）不在受理范围的名单里', { hint: '请从名单中重新选择。' })
}

function notSaved(at: string, what: string, { hint }: { hint: string }): CounterError {
  return new CounterError('BAD_INPUT', `${what}，没有保存。`, { at, hint })
}
