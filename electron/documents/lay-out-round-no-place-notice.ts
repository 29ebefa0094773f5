import { ROUND_NO_PLACE_NOTICE_TITLES, type RoundNoPlaceNotice } from '#shared/domain/documents/index.ts'
import type { LaidOut } from './laid-out.ts'
import { fangOf, layOutRoundApplicant, layOutRoundHead, layOutUnmetWishes } from './round-parts.ts'
import type { Typesetter } from './typesetter.ts'

/** The data of `round-no-place-notice.typ`: the applicant's name whole in one font. */
export function layOutRoundNoPlaceNotice(notice: RoundNoPlaceNotice, typesetter: Typesetter): LaidOut {
  const fang = fangOf(typesetter, [notice.name])
  const { kind, remedy } = notice
  return {
    ...layOutRoundHead(notice, ROUND_NO_PLACE_NOTICE_TITLES[kind], typesetter),
    ...layOutRoundApplicant(notice, fang),
    kind,
    result: fang(notice.result, 'result'),
    ...layOutUnmetWishes(kind, notice.wishes, { typesetter, fang, field: 'wishes' }),
    reviewedBy: fang(remedy.reviewedBy, 'remedy.reviewedBy'),
    suit: remedy.suit,
  }
}
