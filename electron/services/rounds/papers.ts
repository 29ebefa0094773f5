import { z } from 'zod'
import type { PaperTemplate } from '#electron/documents/index.ts'
import type { Reader } from '#electron/store/database.ts'
import { listPapersOfRound } from '#electron/store/tables/papers.ts'
import { CounterError } from '#shared/base/failure.ts'
import { type RoundEvent, type RoundStatus, roundStatusText } from '#shared/domain/cases/index.ts'
import {
  NotifiedKind,
  ROUND_FREEZE_NOTICE_TITLE,
  ROUND_NO_PLACE_NOTICE_TITLES,
  ROUND_PLACE_NOTICE_TITLES,
  roundPublicListTitle,
} from '#shared/domain/documents/index.ts'
import type { RoundPaperRequest } from '#shared/ipc/papers.ts'
import type { EntrantPaperRequest } from '#shared/ipc/round-results.ts'
import { getWriter, type ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { issuePaper } from '../issue-paper.ts'
import { freezeNoticeData } from './papers-freeze.ts'
import { publicListData } from './papers-list.ts'
import { type Applied, getHolding, noPlaceNoticeData, placeNoticeData } from './papers-notices.ts'
import { listRoundEvents, roundState } from './state.ts'

/** 公, 录, 告: what the office's document code is followed by in the numbers of these papers. */
const PUBLIC_SERIES = '公'
const PLACE_SERIES = '录'
const NO_PLACE_SERIES = '告'

const FROZEN: readonly RoundStatus[] = ['frozen', 'ran', 'announced', 'published', 'closed']
const ANNOUNCED: readonly RoundStatus[] = ['announced', 'published', 'closed']
const PUBLISHED: readonly RoundStatus[] = ['published', 'closed']

const Issued = z.object({ id: z.string() })

/**
 * Issues the notice of a round's last freeze and archives it as issued.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED before the freeze; DUPLICATE where this freeze has its notice;
 *   GLYPH_MISSING; CONFLICT where the number was taken three times in a row
 * @idempotent with `request.commandId`
 */
export function issueFreezeNotice(context: ServiceContext, request: RoundPaperRequest): { id: string } {
  const { roundId } = request
  return issuePaper(context, {
    command: { id: request.commandId, kind: 'roundPapers.freezeNotice', result: Issued },
    template: 'round-freeze-notice',
    title: ROUND_FREEZE_NOTICE_TITLE,
    seriesWord: PUBLIC_SERIES,
    owner: { roundId },
    requireIssuable(reader) {
      requireStatus(reader, roundId, FROZEN)
      requireFrozen(reader, roundId)
      requireNew(reader, {
        roundId,
        templates: ['round-freeze-notice'],
        since: ({ kind }) => kind === 'freeze',
      })
    },
    dataFor: (number) => freezeNoticeData(context, roundId, number),
    settle: (_, { id }) => ({ id }),
  })
}

/**
 * Issues the public list of a round's last run, proposed or final, and archives it as issued.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED before the announcement; DUPLICATE where this announcement or
 *   publication has its list; GLYPH_MISSING; CONFLICT as above
 * @idempotent with `request.commandId`
 */
export function issuePublicList(context: ServiceContext, request: RoundPaperRequest): { id: string } {
  const { roundId } = request
  const writer = getWriter(context)
  const { kind } = getRound(writer, roundId)
  const stage = roundState(writer, roundId).status === 'announced' ? 'announced' : 'published'
  return issuePaper(context, {
    command: { id: request.commandId, kind: 'roundPapers.publicList', result: Issued },
    template: 'round-public-list',
    title: roundPublicListTitle({ kind, stage }),
    seriesWord: PUBLIC_SERIES,
    owner: { roundId },
    requireIssuable(reader) {
      requireStatus(reader, roundId, ANNOUNCED)
      requireFrozen(reader, roundId)
      requireNew(reader, {
        roundId,
        templates: ['round-public-list'],
        since: (event) => event.kind === 'announce' || event.kind === 'publish',
      })
    },
    dataFor: (number) => publicListData(context, roundId, number),
    settle: (_, { id }) => ({ id }),
  })
}

/**
 * Issues to one applicant the notice of the place held, or the one with the reasons where none is held, and archives
 * it as issued.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED before publication, for a place of the health check, which has a notice
 *   of its own, and for whoever gave the place up; DUPLICATE while what is held has its notice; GLYPH_MISSING;
 *   CONFLICT as above
 * @idempotent with `request.commandId`
 */
export function issuePlaceNotice(context: ServiceContext, request: EntrantPaperRequest): { id: string } {
  const { roundId, no } = request
  const writer = getWriter(context)
  const { kind } = getRound(writer, roundId)
  requireStatus(writer, roundId, PUBLISHED)
  const isPlaced = getHolding(writer, { roundId, no }).place !== null
  const common = {
    command: { id: request.commandId, kind: 'roundPapers.placeNotice', result: Issued },
    owner: { roundId, entrantNo: no },
    requireIssuable: (reader: Reader) => requireTellable(reader, { roundId, no }, isPlaced),
    settle: (_: unknown, { id }: { id: string }) => ({ id }),
  }
  if (!isPlaced) {
    return issuePaper(context, {
      ...common,
      template: 'round-no-place-notice',
      title: ROUND_NO_PLACE_NOTICE_TITLES[kind],
      seriesWord: NO_PLACE_SERIES,
      dataFor: (number) => noPlaceNoticeData(context, { roundId, no, number }),
    })
  }
  return issuePaper(context, {
    ...common,
    template: 'round-place-notice',
    title: ROUND_PLACE_NOTICE_TITLES[requireNotifiedKind(kind)],
    seriesWord: PLACE_SERIES,
    dataFor: (number) => placeNoticeData(context, { roundId, no, number }),
  })
}

/** A round that ran before lists were frozen apart has neither a hash to be put up nor an announcement. */
function requireFrozen(reader: Reader, roundId: string): void {
  const { freezes, announced } = roundState(reader, roundId)
  if (freezes.length > 0 && (announced !== undefined || getRound(reader, roundId).status !== 'published'))
    return
  throw new CounterError(
    'CONFLICT',
    '这个批次是旧版程序运行的，当时没有单独冻结名单和公示，没有可公布的指纹，文书没有出具。',
    { at: 'roundId', hint: '各人的结果可在批次页查看；需要证明的，逐人出具通知书。' },
  )
}

function requireStatus(reader: Reader, roundId: string, statuses: readonly RoundStatus[]): void {
  const { status } = getRound(reader, roundId)
  if (statuses.includes(status)) return
  const first = statuses[0] ?? 'open'
  throw new CounterError(
    'NOT_ALLOWED',
    `本批次当前为“${roundStatusText(status)}”，还没有到“${roundStatusText(first)}”，文书没有出具。`,
    { hint: '请先在批次页面办理前面的步骤。' },
  )
}

function requireNotifiedKind(kind: string): NotifiedKind {
  const notified = NotifiedKind.safeParse(kind)
  if (notified.success) return notified.data
  throw new CounterError(
    'NOT_ALLOWED',
    '免费健康体检的名额另有体检通知书，不用批次的通知书，文书没有出具。',
    {
      hint: '请打开这个申请的办件，在办件上出具“新市民免费健康体检通知书”。',
    },
  )
}

/** The holding as it was when the paper was asked for, not given up, and without a notice so far. */
function requireTellable(reader: Reader, { roundId, no }: Applied, isPlaced: boolean): void {
  requireStatus(reader, roundId, PUBLISHED)
  const { place, reply } = getHolding(reader, { roundId, no })
  if (place === null && reply !== null) {
    throw new CounterError('NOT_ALLOWED', '这个申请人已经放弃名额或者逾期没有答复，不再出具通知书。', {
      at: 'no',
      hint: '请为递补到的申请人出具通知书；登记有误的请主管处理。',
    })
  }
  if ((place !== null) !== isPlaced) {
    throw new CounterError('CONFLICT', '这个申请人的名额刚刚有变化，文书没有出具。', {
      at: 'no',
      hint: '请刷新页面，看清现在的结果后再出具。',
    })
  }
  requireNew(reader, {
    roundId,
    no,
    templates: ['round-place-notice', 'round-no-place-notice'],
    since: (event) => event.kind === 'publish' || (isMove(event) && event.no === no),
  })
}

function isMove(event: RoundEvent): event is Extract<RoundEvent, { kind: 'replace' | 'arrange' }> {
  return event.kind === 'replace' || event.kind === 'arrange'
}

type Asked = {
  roundId: string
  no?: string
  templates: readonly PaperTemplate[]
  /** Which events call for a new paper. */
  since(event: RoundEvent): boolean
}

/** One paper for what happened last; more of it are copies of the one that is archived. */
function requireNew(reader: Reader, { roundId, no, templates, since }: Asked): void {
  const last = listRoundEvents(reader, roundId).findLast(since)
  const papers = listPapersOfRound(reader, no === undefined ? { roundId } : { roundId, no })
  const earlier = papers.find(
    ({ template, issued_at }) =>
      templates.some((name) => name === template) && last !== undefined && issued_at >= last.at,
  )
  if (earlier === undefined) return
  throw new CounterError('DUPLICATE', `已经出具过同样的文书 ${earlier.number}，没有再出具一份。`, {
    at: no === undefined ? 'roundId' : 'no',
    hint: '请打开已有的文书打印；再打印的自动标明副本。',
  })
}
