import type { z } from 'zod'
import type { Reader } from '#electron/store/database.ts'
import { getOffice } from '#electron/store/tables/office.ts'
import { CounterError } from '#shared/base/failure.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { RECHECK_WORKING_DAYS } from '#shared/domain/cases/index.ts'
import {
  POINTS_NOTICE_TITLE,
  type PointsNotice,
  type PointsNoticeLine,
  type PointsNoticeResult,
} from '#shared/domain/documents/index.ts'
import { type CertificateRequest, IssuedCertificate } from '#shared/ipc/points.ts'
import type { PointsLineView, PointsView, StandingView } from '#shared/ipc/residents.ts'
import { isOfficialPurpose, purposeWords } from '#shared/policy/index.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { getResident } from './getters.ts'
import { issuePaper } from './issue-paper.ts'
import { assessPerson } from './judgement.ts'
import { getListedResident } from './listed-resident.ts'
import { pointsView } from './points.ts'

/** 积: what the office's document code is followed by in the numbers of these notices. */
const SERIES_WORD = '积'

type Request = z.infer<typeof CertificateRequest>

/**
 * Issues the notice of a resident's points as of today for a purpose and archives it as issued.
 * @throws CounterError BAD_INPUT where the purpose is that of packs to read or to show; NOT_FOUND, also where no policy is in force for the purpose; CONFLICT where the record was
 *   merged into another, or the number was taken three times in a row; GLYPH_MISSING
 * @idempotent with `request.commandId`
 */
export function issuePointsNotice(context: ServiceContext, request: Request): IssuedCertificate {
  const { residentId, purpose } = request
  if (!isOfficialPurpose(purpose)) throw notOfficial(purpose)
  return issuePaper(context, {
    command: { id: request.commandId, kind: 'points.certificate', result: IssuedCertificate },
    template: 'points-notice',
    title: POINTS_NOTICE_TITLE,
    seriesWord: SERIES_WORD,
    owner: { residentId },
    requireIssuable: (reader: Reader) => void getListedResident(reader, residentId),
    dataFor: (number) => noticeData(context, { residentId, purpose, number }),
    settle: (_, { id }) => ({ paperId: id }),
  })
}

function notOfficial(purpose: string): CounterError {
  const words = `“${purposeWords(purpose)}”的政策包只供对照或示范，不能据此出具告知书，没有出文书。`
  return new CounterError('BAD_INPUT', words, { at: 'purpose', hint: '请选择办事用的用途。' })
}

type About = { residentId: string; purpose: string; number: string }

function noticeData(context: ServiceContext, { residentId, purpose, number }: About): PointsNotice {
  const { clock, resources, account } = context
  const writer = getWriter(context)
  const person = getResident(writer, residentId)
  const assessed = assessPerson(writer, person, { resources, on: clock.today(), purpose })
  const view = pointsView(assessed, person)
  const { policy, sha256 } = assessed.pack
  return {
    organ: getOffice(writer).name,
    number,
    name: person.name,
    idNumberMasked: maskResidentId(person.id_number),
    asOf: view.on,
    purpose: purposeWords(purpose),
    pack: { name: policy.name, documentNumber: policy.documentNumber, sha256 },
    ...pointsPart(view),
    standing: standingPart(view.standing),
    recheckWorkingDays: RECHECK_WORKING_DAYS,
    signer: account.name,
    contact: null,
    issuedOn: clock.today(),
    copy: false,
  }
}

function pointsPart(
  view: PointsView,
): Pick<PointsNotice, 'lines' | 'adjustments' | 'total' | 'range' | 'open'> {
  const { certainX100, atLeastX100, atMostX100 } = view
  // What is not known about the sum stands among the open lines, never as a zero beside the total.
  const isAdjustment = ({ kind, state }: PointsLineView) => kind === 'adjustment' && state === 'SCORED'
  const adjustments = view.lines.filter(isAdjustment)
  const lines = view.lines.filter((line) => !isAdjustment(line))
  const open = lines.filter(({ state }) => state !== 'SCORED')
  return {
    lines: lines.map(noticeLine),
    adjustments: adjustments.map(({ name, basis, pointsX100 }) => ({
      name,
      fact: basis === '' ? null : basis,
      points: formatX100(pointsX100 ?? 0),
    })),
    total: formatX100(certainX100),
    range: open.length === 0 ? null : { least: pointsText(atLeastX100), most: pointsText(atMostX100) },
    open: open.map((line) => ({ name: line.name, remedy: remedyOf(line) })),
  }
}

function noticeLine(line: PointsLineView): PointsNoticeLine {
  const { name, basis, formula, source, clause, capX100 } = line
  return {
    name,
    fact: basis === '' ? null : basis,
    formula: formula === '' ? null : formula,
    source: source === '' ? null : source,
    clause: clause === '' ? null : clause,
    result: resultOf(line),
    cap: pointsText(capX100),
  }
}

function resultOf({ state, pointsX100 }: PointsLineView): PointsNoticeResult {
  switch (state) {
    case 'SCORED':
      return { kind: 'scored', points: formatX100(pointsX100 ?? 0) }
    case 'UNKNOWN':
      return { kind: 'unknown' }
    case 'NOT_LOADED':
      return { kind: 'notLoaded' }
  }
}

/** What would close an open line; of a figure that is not loaded the resident cannot close anything. */
function remedyOf({ remedy, state }: PointsLineView): string {
  if (remedy !== undefined && remedy !== '') return remedy
  return state === 'NOT_LOADED'
    ? '政策文件中的这一项还没有装载分值，装载以后再计分，不需要您补交材料'
    : '请向发文单位补交这一项的证明材料'
}

const STANDING_WORDS = {
  open: '可以使用',
  frozen: '暂停使用',
  vetoed: '不能使用',
  'not-admitted': '不符合参加积分的条件，不能使用',
  unknown: '还不能确定，待核实',
} as const satisfies Record<StandingView['kind'], string>

function standingPart({ kind, reasons }: StandingView): PointsNotice['standing'] {
  return {
    text: STANDING_WORDS[kind],
    reasons: reasons.map(({ name, text, clause }) => `${name}：${text}（${clause}）`),
  }
}

function pointsText(x100: number | null): string | null {
  return x100 === null ? null : formatX100(x100)
}
