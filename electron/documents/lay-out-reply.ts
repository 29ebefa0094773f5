import { formatPaperDate, type ReplyBlock, type ReplyDocument } from '#shared/domain/documents/index.ts'
import { dateParts, type LaidOut } from './laid-out.ts'
import type { Run, Typesetter } from './typesetter.ts'

/** A block of the body in runs, as `body-block` of gongwen.typ takes it. */
type SetBlock = { kind: ReplyBlock['kind']; text: Run[] | null; lead?: Run[] }

/** The data of `reply.typ`: each text in runs, with the signatory and the named persons each in one font. */
export function layOutReply(reply: ReplyDocument, typesetter: Typesetter): LaidOut {
  const names = [reply.signer, ...reply.names]
  const fang = (text: string, at: string) => typesetter.set(text, { chain: 'fang', at, names })
  const optional = (text: string | null, at: string) => (text === null ? null : fang(text, at))
  return {
    document: {
      title: reply.title.join(''),
      author: reply.organ === null ? [] : [reply.organ],
      date: reply.date === null ? null : dateParts(reply.date),
    },
    mark: typesetter.set(reply.mark, { chain: 'song', at: 'mark' }),
    number: fang(reply.number, 'number'),
    signer: typesetter.set(reply.signer, { chain: 'kai', at: 'signer', names }),
    title: reply.title.map((line, index) =>
      typesetter.set(line, { chain: 'song', at: `title[${index}]`, names }),
    ),
    addressee: fang(reply.addressee, 'addressee'),
    body: reply.body.map((block, index) => setBlock(block, { typesetter, names, at: `body[${index}]` })),
    organ: optional(reply.organ, 'organ'),
    date: optional(reply.date === null ? null : formatPaperDate(reply.date), 'date'),
    contact: optional(reply.contact, 'contact'),
    copyTo: optional(reply.copyTo, 'copyTo'),
    printed:
      reply.printed === null
        ? null
        : {
            organ: fang(reply.printed.organ, 'printed.organ'),
            date: fang(formatPaperDate(reply.printed.date), 'printed.date'),
          },
  }
}

function setBlock(
  block: ReplyBlock,
  { typesetter, names, at }: { typesetter: Typesetter; names: string[]; at: string },
): SetBlock {
  const inBody = (text: string) => typesetter.set(text, { chain: 'fang', at: `${at}.text`, names })
  if (block.kind === 'heading') {
    return { kind: block.kind, text: typesetter.set(block.text, { chain: 'hei', at: `${at}.text`, names }) }
  }
  if (block.kind === 'paragraph') return { kind: block.kind, text: inBody(block.text) }
  const lead = typesetter.set(block.lead, { chain: 'kai', at: `${at}.lead`, names })
  return { kind: block.kind, lead, text: block.text === null ? null : inBody(block.text) }
}
