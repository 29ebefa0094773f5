import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { DocumentNumber, MaskedIdNumber, PaperLine } from './text.ts'

/** 文书名, as it stands on the paper, in the file's metadata and in lists. */
export const HEALTH_CHECK_NOTICE_TITLE = '新市民免费健康体检通知书'

/**
 * The data of the notice that offers a place in a round of the union's free health check. A null place, time or
 * contact leaves a ruled blank to be filled in by hand.
 */
export const HealthCheckNotice = z.strictObject({
  /** Full name of the issuing organ. */
  organ: PaperLine,
  number: DocumentNumber,
  name: PaperLine,
  idNumberMasked: MaskedIdNumber,
  receiptNo: PaperLine,
  /** 收件日期: the day on which the application was received. */
  receivedOn: PlainDate,
  roundTitle: PaperLine,
  employer: PaperLine,
  town: PaperLine,
  /** Points in points, as text with two decimals (`86.50`). */
  points: z.string().regex(/^-?\d{1,6}\.\d{2}$/, '积分应为两位小数，例如 86.50'),
  /** Position in the ranking of the round, from 1. */
  rank: z.int().min(1),
  /** Places of the whole round. */
  places: z.int().min(1),
  /**
   * Last day for the answer; silence passes the place on to the next in the ranking. Null where the working days are
   * not announced yet: the line is then filled in by hand.
   */
  acceptBy: PlainDate.nullable(),
  place: PaperLine.nullable(),
  time: PaperLine.nullable(),
  contact: PaperLine.nullable(),
  issuedOn: PlainDate,
  /** True marks the paper 副本: the first print is the original. */
  copy: z.boolean(),
})
export type HealthCheckNotice = z.infer<typeof HealthCheckNotice>
