import { CounterError } from '../../base/failure.ts'
import { type ReplyBlock, ReplyDocument } from './reply.ts'

/** A line of the source that holds text, with its number from 1. */
type SourceLine = { text: string; at: number }

const HEADING = /^[一二三四五六七八九十]+、/
const ITEM = /^（[一二三四五六七八九十]+）/
const NUMBER_AND_SIGNER = /^(\S+)\s+签发人：\s*(\S+)$/
const DEPUTY = /^尊敬的(.+?)(?:代表|委员)$/
const REMEDY = '请按“机关标志、发文字号和签发人、标题、主送机关、正文”的次序排好，各部分之间空一行。'

/**
 * Reads the plain text of a reply: mark, number with 签发人, title, addressee and body, parted by empty lines.
 * Pure; nothing that the text does not say is added (organ, date, copies, contact and 版记 stay null).
 * @throws CounterError BAD_INPUT naming the line of the source
 */
export function parseReplyText(text: string): ReplyDocument {
  const [mark, numbers, title, ...rest] = groups(text)
  const { number, signer } = readNumbers(numbers)
  const [first, ...body] = rest.flat()
  const addressee = readAddressee(first)
  const deputy = DEPUTY.exec(addressee)?.[1]
  const parsed = ReplyDocument.safeParse({
    mark: mark?.map((line) => line.text).join(''),
    number,
    signer,
    title: title?.map((line) => line.text),
    addressee,
    names: deputy === undefined ? [] : [deputy],
    body: body.map((line) => readBlock(line.text)),
    organ: null,
    date: null,
    copyTo: null,
    contact: null,
    printed: null,
  })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw refusal(
      `答复文本的“${issue?.path.join('.')}”读不成公文：${issue?.message}。`,
      issue?.path.join('.'),
    )
  }
  return parsed.data
}

/** The text's parts: runs of lines with text, parted by empty ones. */
function groups(text: string): SourceLine[][] {
  const parts: SourceLine[][] = [[]]
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line !== '') parts.at(-1)?.push({ text: line, at: index + 1 })
    else if (parts.at(-1)?.length !== 0) parts.push([])
  }
  return parts.filter((part) => part.length > 0)
}

function readNumbers(lines: SourceLine[] | undefined): { number: string; signer: string } {
  const line = lines?.[0]
  const [, number, signer] = NUMBER_AND_SIGNER.exec(line?.text ?? '') ?? []
  if (lines?.length !== 1 || number === undefined || signer === undefined) {
    throw refusal('答复文本的第二部分应是一行：发文字号、空格、“签发人：”和姓名。', place(line))
  }
  return { number, signer }
}

function readAddressee(line: SourceLine | undefined): string {
  if (!line?.text.endsWith('：')) {
    throw refusal('答复文本的标题之后应是主送机关，并以全角冒号“：”结尾。', place(line))
  }
  return line.text.slice(0, -1)
}

function readBlock(text: string): ReplyBlock {
  if (HEADING.test(text)) return { kind: 'heading', text }
  if (!ITEM.test(text)) return { kind: 'paragraph', text }
  const end = text.indexOf('。') + 1
  if (end === 0 || end === text.length) return { kind: 'item', lead: text, text: null }
  return { kind: 'item', lead: text.slice(0, end), text: text.slice(end) }
}

function place(line: SourceLine | undefined): string {
  return line === undefined ? '文末' : `第 ${line.at} 行`
}

function refusal(message: string, at: string | undefined): CounterError {
  return new CounterError('BAD_INPUT', message, { hint: REMEDY, ...(at === undefined ? {} : { at }) })
}
