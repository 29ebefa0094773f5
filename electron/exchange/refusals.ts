import { CounterError } from '#shared/base/failure.ts'

/** The file cannot be read whole, so nothing of it is imported. `message` and `hint` are Chinese. */
export function refusal(
  message: string,
  hint: string,
  more: { at?: string; cause?: unknown } = {},
): CounterError {
  return new CounterError('BAD_INPUT', message, { hint, ...more })
}

/** The archive or the XML inside it is not what it claims to be; `cause` tells the developer more. */
export function damagedWorkbook(cause?: unknown): CounterError {
  return refusal(
    '工作簿文件已损坏，或没有完整保存，无法读取，没有导入任何数据。',
    '请在 Excel 或 WPS 中打开原文件，确认内容完整后另存为“Excel 工作簿（*.xlsx）”再导入；打不开的，请来件单位重新提供。',
    { cause },
  )
}

export function oversizedWorkbook(megabytes: number): CounterError {
  return refusal(
    `工作簿解压后超过 ${megabytes} MB，远大于一份名单应有的大小，为防止占满内存没有读取。`,
    '请核对文件来源；确是名单的，请把数据复制到新的工作簿，或拆成几份后再导入。',
  )
}

export function tooManyRows(maxRows: number): CounterError {
  return refusal(
    `文件中的数据超过 ${maxRows.toLocaleString('en-US')} 行，一次最多导入这么多行，没有导入任何数据。`,
    '请把文件拆成几份（每份都保留表头行），分次导入。',
  )
}

export function tooManyBytes(maxBytes: number): CounterError {
  return refusal(
    `文件超过 ${Math.floor(maxBytes / 1024 / 1024)} MB，一次最多导入这么大的文件，没有导入任何数据。`,
    '请把文件拆成几份（每份都保留表头行），分次导入。',
  )
}

export function tooManyColumns(maxColumns: number): CounterError {
  return refusal(
    `表头超过 ${maxColumns} 列，一次最多读取这么多列，没有导入任何数据。`,
    '请删去用不到的列后再导入。',
  )
}

export function emptyFile(): CounterError {
  return refusal('文件是空的，没有可以导入的内容。', '请确认选对了文件，且内容已经保存。')
}

export function noHeader(): CounterError {
  return refusal(
    '文件的第一行不是表头（列名），无法知道各列是什么，没有导入任何数据。',
    '请在第一行写上列名（如姓名、证件号码），列名上方不要有大标题行；也可以下载导入模板后把数据贴进去。',
  )
}

/** Ends the work when it was cancelled. */
export function requireGoingOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true)
    throw new CounterError('CANCELLED', '已取消，没有留下任何结果。', { hint: '需要时可以重新开始。' })
}
