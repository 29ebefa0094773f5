import { RegisterRequest } from '#shared/ipc/residents.ts'

/** A telephone number without the spaces and dashes people write into it. */
export function plainPhone(text: string): string {
  return text.replaceAll(/[\s-]/g, '')
}

/** What is wrong with a telephone number, without spaces. */
export function phoneError(phone: string): string | undefined {
  if (RegisterRequest.shape.phone.safeParse(phone).success) return undefined
  if (/^1\d*$/.test(phone) && phone.length < 11) return `还差 ${11 - phone.length} 位：手机号应为 11 位。`
  return '手机号应为 1 开头的 11 位数字。请与本人核对。'
}

/** What is wrong with a reason that is kept with the record. */
export function reasonError(reason: string, longest: number): string | undefined {
  if (reason.length < 2) return '请写明理由，至少 2 个字。'
  return reason.length > longest
    ? `理由最多 ${longest} 个字，多了 ${reason.length - longest} 个。`
    : undefined
}
