import { assertNever } from '#shared/base/assert-never.ts'
import {
  type PlaceSource,
  ROUND_PLACE_NOTICE_TITLES,
  type RoundPlaceNotice,
} from '#shared/domain/documents/index.ts'
import type { LaidOut } from './laid-out.ts'
import {
  fangOf,
  layOutRoundApplicant,
  layOutRoundHead,
  layOutUnmetWishes,
  optional,
  optionalDay,
} from './round-parts.ts'
import type { Typesetter } from './typesetter.ts'

/** The data of `round-place-notice.typ`: the applicant's name whole in one font. */
export function layOutRoundPlaceNotice(notice: RoundPlaceNotice, typesetter: Typesetter): LaidOut {
  const fang = fangOf(typesetter, [notice.name])
  return {
    ...layOutRoundHead(notice, ROUND_PLACE_NOTICE_TITLES[notice.kind], typesetter),
    ...layOutRoundApplicant(notice, fang),
    kind: notice.kind,
    place: typesetter.set(notice.place, { chain: 'hei', at: 'place' }),
    wish: optional(fang, notice.wish === null ? null : String(notice.wish), 'wish'),
    source: fang(sourceText(notice.source), 'source'),
    replyBy: optionalDay(fang, notice.replyBy, 'replyBy'),
    ...layOutUnmetWishes(notice.kind, notice.unmet, { typesetter, fang, field: 'unmet' }),
    bring: optional(fang, notice.bring, 'bring'),
  }
}

function sourceText(source: PlaceSource): string {
  switch (source.via) {
    case 'run':
      return '按公告的办法排序产生'
    case 'replace':
      return '因前面的申请人放弃，按候补次序递补'
    case 'arrange':
      return `由主管统筹安排，理由：${source.reason}`
    default:
      return assertNever(source)
  }
}
