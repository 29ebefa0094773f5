import { isUtf8 } from 'node:buffer'
import { refusal } from './refusals.ts'
import { takeTurn } from './turn.ts'

/** How the bytes of a text file are to be read. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'gb18030'

/**
 * `mixedAt`: the first line, from 1, that is written otherwise than the text before it; nothing can then be read
 * without guessing.
 */
export type EncodingReading = { encoding: TextEncoding; byteOrderMark: number; mixedAt?: number }

const LINE_FEED = 0x0a
const LINES_PER_TURN = 20_000

/**
 * The encoding of a CSV file: by its byte order mark, else UTF-8 when every byte fits, else GB 18030. Bytes that fit
 * neither, and zero bytes, are refused with BAD_INPUT.
 */
export async function detectEncoding(bytes: Uint8Array, signal?: AbortSignal): Promise<EncodingReading> {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', byteOrderMark: 2 }
  if (first === 0xfe && second === 0xff) throw unreadable('文件是 UTF-16（大端）编码，不能读取。')
  if (bytes.includes(0)) throw unreadable('文件中有空字节，不是文本，或编码没有标明。')
  const byteOrderMark = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0
  if (isUtf8(bytes)) return { encoding: 'utf-8', byteOrderMark }
  const mixedAt = await findMixedLine(bytes, signal)
  const encoding = byteOrderMark > 0 ? 'utf-8' : 'gb18030'
  return { encoding, byteOrderMark, ...(mixedAt === undefined ? {} : { mixedAt }) }
}

/**
 * In a file that is not UTF-8 as a whole: the first line written otherwise than the first line that is not ASCII.
 * A line in neither encoding is refused with BAD_INPUT.
 */
async function findMixedLine(
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  const gb18030 = new TextDecoder('gb18030', { fatal: true })
  let before: TextEncoding | undefined
  let mixedAt: number | undefined
  let start = 0
  for (let line = 1; start < bytes.length; line += 1) {
    if (line % LINES_PER_TURN === 0) await takeTurn(signal)
    const feed = bytes.indexOf(LINE_FEED, start)
    const end = feed === -1 ? bytes.length : feed
    const encoding = lineEncoding(bytes.subarray(start, end), gb18030)
    if (encoding === 'neither') throw neitherEncoding(line)
    if (encoding !== 'ascii') {
      if (before !== undefined && encoding !== before) mixedAt ??= line
      before ??= encoding
    }
    start = end + 1
  }
  return mixedAt
}

function lineEncoding(line: Uint8Array, gb18030: TextDecoder): 'utf-8' | 'gb18030' | 'ascii' | 'neither' {
  if (line.every((byte) => byte < 0x80)) return 'ascii'
  if (isUtf8(line) && hasLongSequence(line)) return 'utf-8'
  try {
    gb18030.decode(line)
    return 'gb18030'
  } catch {
    return 'neither'
  }
}

/**
 * Chinese text in UTF-8 has sequences of three or four bytes. Two-byte ones alone prove nothing: 联通 in GB 18030
 * happens to be valid UTF-8.
 */
function hasLongSequence(line: Uint8Array): boolean {
  return line.some((byte) => byte >= 0xe0)
}

function neitherEncoding(line: number): Error {
  return refusal(
    `第 ${line} 行的文字既不是 UTF-8 也不是 GB 18030 编码，无法读取，没有导入任何数据。`,
    '请在 Excel 或 WPS 中打开原文件，另存为“CSV UTF-8（逗号分隔）”或“Excel 工作簿（*.xlsx）”后再导入。',
    { at: `第 ${line} 行` },
  )
}

function unreadable(message: string): Error {
  return refusal(
    `${message}没有导入任何数据。`,
    '请在 Excel 或 WPS 中打开，另存为“CSV UTF-8（逗号分隔）”或“Excel 工作簿（*.xlsx）”后再导入。',
  )
}
