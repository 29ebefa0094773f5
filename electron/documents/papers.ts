import type { z } from 'zod'
import { CounterError } from '#shared/base/failure.ts'
import { readStrictly } from '#shared/base/read-strictly.ts'
import {
  HealthCheckNotice,
  PointsNotice,
  ReplyDocument,
  RoundFreezeNotice,
  RoundNoPlaceNotice,
  RoundPlaceNotice,
  RoundPublicList,
} from '#shared/domain/documents/index.ts'
import type { LaidOut } from './laid-out.ts'
import { layOutNotice } from './lay-out-notice.ts'
import { layOutPointsNotice } from './lay-out-points-notice.ts'
import { layOutReply } from './lay-out-reply.ts'
import { layOutRoundFreezeNotice } from './lay-out-round-freeze-notice.ts'
import { layOutRoundNoPlaceNotice } from './lay-out-round-no-place-notice.ts'
import { layOutRoundPlaceNotice } from './lay-out-round-place-notice.ts'
import { layOutRoundPublicList } from './lay-out-round-public-list.ts'
import type { Typesetter } from './typesetter.ts'

/** Reads data of any origin strictly and lays it out for its template. */
type LayOut = (data: unknown, typesetter: Typesetter) => LaidOut

/** Every paper by the name of its template in resources/papers. */
const PAPERS = {
  reply: paper(ReplyDocument, layOutReply),
  'health-check-notice': paper(HealthCheckNotice, layOutNotice),
  'points-notice': paper(PointsNotice, layOutPointsNotice),
  'round-freeze-notice': paper(RoundFreezeNotice, layOutRoundFreezeNotice),
  'round-public-list': paper(RoundPublicList, layOutRoundPublicList),
  'round-place-notice': paper(RoundPlaceNotice, layOutRoundPlaceNotice),
  'round-no-place-notice': paper(RoundNoPlaceNotice, layOutRoundNoPlaceNotice),
} as const satisfies Record<string, LayOut>
export type PaperTemplate = keyof typeof PAPERS
export const PAPER_TEMPLATES: readonly PaperTemplate[] = [
  'reply',
  'health-check-notice',
  'points-notice',
  'round-freeze-notice',
  'round-public-list',
  'round-place-notice',
  'round-no-place-notice',
]

/**
 * The layout of a template by name.
 * @throws CounterError BAD_INPUT listing the templates there are
 */
export function getPaper(template: string): { template: PaperTemplate; layOut: LayOut } {
  const found = PAPER_TEMPLATES.find((name) => name === template)
  if (found === undefined) {
    throw new CounterError('BAD_INPUT', `没有名为“${template}”的文书模板。`, {
      at: 'template',
      hint: `可用的模板：${PAPER_TEMPLATES.join('、')}。`,
    })
  }
  return { template: found, layOut: PAPERS[found] }
}

function paper<Data>(
  schema: z.ZodType<Data>,
  layOut: (data: Data, typesetter: Typesetter) => LaidOut,
): LayOut {
  return (data, typesetter) =>
    layOut(
      readStrictly(schema, data, {
        code: 'BAD_INPUT',
        what: '文书数据',
        hint: '没有出文书。请按模板要求补正这一项后重新出文书。',
      }),
      typesetter,
    )
}
