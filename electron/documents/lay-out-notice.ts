import {
  formatPaperDate,
  HEALTH_CHECK_NOTICE_TITLE,
  type HealthCheckNotice,
} from '#shared/domain/documents/index.ts'
import { dateParts, type LaidOut } from './laid-out.ts'
import type { Typesetter } from './typesetter.ts'

/** The data of `health-check-notice.typ`: each text in runs, the resident's name in one font. */
export function layOutNotice(notice: HealthCheckNotice, typesetter: Typesetter): LaidOut {
  const names = [notice.name]
  const fang = (text: string, at: string) => typesetter.set(text, { chain: 'fang', at, names })
  const optional = (text: string | null, at: string) => (text === null ? null : fang(text, at))
  return {
    document: {
      title: `${HEALTH_CHECK_NOTICE_TITLE} ${notice.number}`,
      author: [notice.organ],
      date: dateParts(notice.issuedOn),
    },
    mark: typesetter.set(notice.organ, { chain: 'song', at: 'organ' }),
    organ: fang(notice.organ, 'organ'),
    title: typesetter.set(HEALTH_CHECK_NOTICE_TITLE, { chain: 'song', at: 'title' }),
    number: fang(notice.number, 'number'),
    name: fang(notice.name, 'name'),
    idNumberMasked: fang(notice.idNumberMasked, 'idNumberMasked'),
    receiptNo: fang(notice.receiptNo, 'receiptNo'),
    receivedOn: fang(formatPaperDate(notice.receivedOn), 'receivedOn'),
    roundTitle: fang(notice.roundTitle, 'roundTitle'),
    employer: fang(notice.employer, 'employer'),
    town: fang(notice.town, 'town'),
    points: fang(notice.points, 'points'),
    rank: fang(String(notice.rank), 'rank'),
    places: fang(String(notice.places), 'places'),
    acceptBy: optional(notice.acceptBy === null ? null : formatPaperDate(notice.acceptBy), 'acceptBy'),
    place: optional(notice.place, 'place'),
    time: optional(notice.time, 'time'),
    contact: optional(notice.contact, 'contact'),
    issuedOn: fang(formatPaperDate(notice.issuedOn), 'issuedOn'),
    copy: notice.copy,
  }
}
