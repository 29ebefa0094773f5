import { CounterError } from '#shared/base/failure.ts'

/** A file that is not kept; `what` without its full stop. Never names the file. */
export function badFile(what: string, hint: string, cause?: unknown): CounterError {
  return new CounterError('BAD_INPUT', `${what}，材料没有保存。`, { at: 'bytes', hint, cause })
}

/** A file that is cut short or not what it claims to be; `cause` tells the developer more. */
export function damagedFile(cause: unknown): CounterError {
  return badFile(
    '文件已损坏，或没有传完，打不开',
    '请先在电脑上打开这个文件看是否完整；打不开的请重新扫描后再添加。',
    cause,
  )
}
