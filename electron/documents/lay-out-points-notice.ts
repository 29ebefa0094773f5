import {
  formatPaperDate,
  POINTS_NOTICE_TITLE,
  type PointsNotice,
  type PointsNoticeResult,
} from '#shared/domain/documents/index.ts'
import { dateParts, type LaidOut } from './laid-out.ts'
import type { Run, Typesetter } from './typesetter.ts'

/** Characters of a hash that stand together; a line is broken between two groups. */
const HASH_GROUP = 16

type Fang = (text: string, at: string) => Run[]

/** The data of `points-notice.typ`: each text in runs, the names of persons each in one font. */
export function layOutPointsNotice(notice: PointsNotice, typesetter: Typesetter): LaidOut {
  const names = [notice.name, notice.signer]
  const fang: Fang = (text, at) => typesetter.set(text, { chain: 'fang', at, names })
  const { pack, standing, range } = notice
  return {
    document: {
      title: `${POINTS_NOTICE_TITLE} ${notice.number}`,
      author: [notice.organ],
      date: dateParts(notice.issuedOn),
    },
    mark: typesetter.set(notice.organ, { chain: 'song', at: 'organ' }),
    organ: fang(notice.organ, 'organ'),
    title: typesetter.set(POINTS_NOTICE_TITLE, { chain: 'song', at: 'title' }),
    number: fang(notice.number, 'number'),
    name: fang(notice.name, 'name'),
    idNumberMasked: fang(notice.idNumberMasked, 'idNumberMasked'),
    asOf: fang(formatPaperDate(notice.asOf), 'asOf'),
    purpose: fang(notice.purpose, 'purpose'),
    pack: {
      name: fang(pack.name, 'pack.name'),
      documentNumber: fang(pack.documentNumber, 'pack.documentNumber'),
      sha256: fang(grouped(pack.sha256), 'pack.sha256'),
    },
    lines: layOutLines(notice, fang),
    adjustments: notice.adjustments.map(({ name, fact, points }, index) => ({
      name: fang(name, `adjustments[${index}].name`),
      fact: optional(fang, fact, `adjustments[${index}].fact`),
      points: fang(points, `adjustments[${index}].points`),
    })),
    total: fang(notice.total, 'total'),
    range:
      range === null
        ? null
        : {
            least: optional(fang, range.least, 'range.least'),
            most: optional(fang, range.most, 'range.most'),
          },
    open: notice.open.map(({ name, remedy }, index) => ({
      name: fang(name, `open[${index}].name`),
      remedy: fang(remedy, `open[${index}].remedy`),
    })),
    standing: {
      text: fang(standing.text, 'standing.text'),
      reasons: standing.reasons.map((reason, index) => fang(reason, `standing.reasons[${index}]`)),
    },
    recheckWorkingDays: fang(String(notice.recheckWorkingDays), 'recheckWorkingDays'),
    signer: fang(notice.signer, 'signer'),
    contact: optional(fang, notice.contact, 'contact'),
    issuedOn: fang(formatPaperDate(notice.issuedOn), 'issuedOn'),
    copy: notice.copy,
  }
}

function layOutLines({ lines }: PointsNotice, fang: Fang) {
  return lines.map((line, index) => {
    const at = (field: string) => `lines[${index}].${field}`
    return {
      name: fang(line.name, at('name')),
      // What was found on one paragraph, where it comes from on the next: thirty lines then take three or four pages.
      details: [
        joined(line.fact, line.formula === null ? null : `算法：${line.formula}`),
        joined(line.source, line.clause),
      ].flatMap((text) => (text === '' ? [] : [fang(text, at('fact'))])),
      result: fang(resultText(line.result), at('result')),
      cap: optional(fang, line.cap, at('cap')),
    }
  })
}

function joined(...texts: (string | null)[]): string {
  return texts.filter((text) => text !== null).join('；')
}

function resultText(result: PointsNoticeResult): string {
  switch (result.kind) {
    case 'scored':
      return result.points
    case 'unknown':
      return '待补材料'
    case 'notLoaded':
      return '未装载'
  }
}

function optional(fang: Fang, text: string | null, at: string): Run[] | null {
  return text === null ? null : fang(text, at)
}

function grouped(hash: string): string {
  return Array.from({ length: Math.ceil(hash.length / HASH_GROUP) }, (_, index) =>
    hash.slice(index * HASH_GROUP, (index + 1) * HASH_GROUP),
  ).join(' ')
}
