import type { PlainDate } from '#shared/base/plain-date.ts'
import { mechanismOf, type RoundKind } from '#shared/domain/allocation/index.ts'
import {
  formatPaperDate,
  type OrderValue,
  ROUND_WORDS,
  type UnmetWish,
} from '#shared/domain/documents/index.ts'
import { dateParts, type LaidOut } from './laid-out.ts'
import type { Run, Typesetter } from './typesetter.ts'

/** Sets a text of the body; `at` names its field for a refusal. */
export type Fang = (text: string, at: string) => Run[]

/** Sets texts in 仿宋 in which these names are each whole in one font. */
export function fangOf(typesetter: Typesetter, names: readonly string[] = []): Fang {
  return (text, at) => typesetter.set(text, { chain: 'fang', at, names })
}

export function optional(fang: Fang, text: string | null, at: string): Run[] | null {
  return text === null ? null : fang(text, at)
}

export function optionalDay(fang: Fang, date: PlainDate | null, at: string): Run[] | null {
  return optional(fang, date === null ? null : formatPaperDate(date), at)
}

/** The hexadecimal digits of a hash alone: what `sha256sum` prints. */
export function hexOf(hash: string): string {
  return hash.replace(/^sha256:/, '')
}

interface RoundHead {
  organ: string
  number: string
  roundTitle: string
  contact: string | null
  copy: boolean
  issuedOn: PlainDate
}

/** What every paper of a round has: the file's facts, the letter's head and foot. */
export function layOutRoundHead(
  { organ, number, roundTitle, contact, copy, issuedOn }: RoundHead,
  title: string,
  typesetter: Typesetter,
): LaidOut {
  const fang = fangOf(typesetter)
  return {
    document: { title: `${title} ${number}`, author: [organ], date: dateParts(issuedOn) },
    mark: typesetter.set(organ, { chain: 'song', at: 'organ' }),
    organ: fang(organ, 'organ'),
    title: typesetter.set(title, { chain: 'song', at: 'title' }),
    number: fang(number, 'number'),
    roundTitle: fang(roundTitle, 'roundTitle'),
    contact: optional(fang, contact, 'contact'),
    issuedOn: fang(formatPaperDate(issuedOn), 'issuedOn'),
    copy,
  }
}

interface RoundApplicant {
  name: string
  idNumberMasked: string | null
  no: string
  town: string | null
  rank: number
  ranked: number
  values: readonly OrderValue[]
}

/** Whom a notice of a round is for, and where the application stood. */
export function layOutRoundApplicant(applicant: RoundApplicant, fang: Fang) {
  const { name, idNumberMasked, no, town, rank, ranked, values } = applicant
  return {
    name: fang(name, 'name'),
    idNumberMasked: optional(fang, idNumberMasked, 'idNumberMasked'),
    no: fang(no, 'no'),
    town: optional(fang, town, 'town'),
    rank: fang(String(rank), 'rank'),
    ranked: fang(String(ranked), 'ranked'),
    values: values.map((one, index) => ({
      name: fang(one.name, `values[${index}].name`),
      value: fang(one.value, `values[${index}].value`),
    })),
  }
}

/** Wishes that were not met; `byWishes` tells whether the wish and its place are columns. `field` is theirs in the data. */
export function layOutUnmetWishes(
  kind: RoundKind,
  wishes: readonly UnmetWish[],
  { typesetter, fang, field }: { typesetter: Typesetter; fang: Fang; field: string },
) {
  return {
    byWishes: mechanismOf({ kind }) === 'deferred-acceptance',
    placeWord: typesetter.set(ROUND_WORDS[kind].place, { chain: 'hei', at: 'kind' }),
    wishes: wishes.map((wish, index) => {
      const at = (part: string) => `${field}[${index}].${part}`
      const { waiting } = wish
      return {
        wish: fang(String(wish.wish), at('wish')),
        place: fang(wish.place, at('place')),
        reason: fang(wish.reason, at('reason')),
        own: optional(fang, wish.own, at('own')),
        cutoff: optional(fang, wish.cutoff, at('cutoff')),
        enough: optional(fang, wish.enough, at('enough')),
        waiting: optional(fang, waiting === null ? null : String(waiting), at('waiting')),
      }
    }),
  }
}
