import { z } from 'zod'
import type { AuditRow } from '#electron/store/tables/audit.ts'
import type { CaseActionRow } from '#electron/store/tables/cases.ts'
import { caseActionText } from '#shared/domain/cases/index.ts'
import { FactKind, FactState, factTitle } from '#shared/domain/people/index.ts'
import type { TimelineEntry } from '#shared/ipc/common.ts'
import { AmendRequest } from '#shared/ipc/residents.ts'
import { FIELD_WORDS } from './resident-changes.ts'

const UnmaskDetail = z.object({ field: z.enum(['idNumber', 'phone']), reason: z.string() })
const FactDetail = z.object({ kind: FactKind, superseded: z.boolean(), claimed: z.boolean().default(false) })
const DecisionDetail = z.object({ kind: FactKind, state: FactState })
const AmendDetail = z.object({ field: AmendRequest.shape.field })
const SeatDetail = z.object({
  rank: z.int(),
  seated: z.boolean(),
  via: z.enum(['run', 'replace', 'arrange']).default('run'),
})
const LATER_WORDS = { replace: '递补入选', arrange: '统筹安排入选' } as const

/** The history of a case in words, newest first. */
export function caseTimeline(actions: CaseActionRow[]): TimelineEntry[] {
  return actions.toReversed().map((row) => ({ at: row.at, who: row.actor, what: caseWords(row) }))
}

/**
 * What was recorded about a resident in words, newest first.
 * @param records the audit rows of each of the person's records; a change of two of them is told once
 */
export function residentTimeline(records: AuditRow[][]): TimelineEntry[] {
  const once = new Map(
    records.flat().map((row) => [`${row.at} ${row.account_id} ${row.action} ${row.detail}`, row]),
  )
  return [...once.values()]
    .sort((a, b) => b.seq - a.seq)
    .map((row) => ({ at: row.at, who: row.actor ?? '系统', what: residentWords(row) }))
}

/** What became of an item of evidence in words, newest first; who looked at it stands in the audit trail alone. */
export function evidenceTimeline(rows: AuditRow[]): TimelineEntry[] {
  return residentTimeline([rows.filter(({ action }) => action !== 'evidence.open')])
}

/** One history out of several, newest first. */
export function mergeTimelines(...timelines: TimelineEntry[][]): TimelineEntry[] {
  return timelines.flat().sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
}

function caseWords({ action, reason, detail }: CaseActionRow): string {
  const because = reason === null ? '' : `：${reason}`
  switch (action) {
    case 'submit':
      return '受理'
    case 'seat': {
      const { rank, seated, via } = SeatDetail.parse(JSON.parse(detail))
      if (via !== 'run') return `${LATER_WORDS[via]}：第 ${rank} 名${because}`
      return `批次结果公布：第 ${rank} 名，${seated ? '入选' : '候补'}`
    }
    case 'approve':
    case 'return':
    case 'resubmit':
    case 'withdraw':
    case 'issueNotice':
      return `${caseActionText(action)}${because}`
  }
}

function residentWords({ action, detail }: AuditRow): string {
  switch (action) {
    case 'facts.record': {
      const { kind, superseded, claimed } = FactDetail.parse(JSON.parse(detail))
      const what = claimed ? '本人申报' : superseded ? '更新' : '登记'
      return `${what}事实：${factTitle(kind)}`
    }
    case 'facts.decide': {
      const { kind, state } = DecisionDetail.parse(JSON.parse(detail))
      return `${state === 'accepted' ? '采信' : '不采信'}事实：${factTitle(kind)}`
    }
    case 'residents.amend':
      return `更正${FIELD_WORDS[AmendDetail.parse(JSON.parse(detail)).field]}`
    case 'residents.unmask': {
      const { field, reason } = UnmaskDetail.parse(JSON.parse(detail))
      return `查看完整${FIELD_WORDS[field]}，事由：${reason}`
    }
    default:
      return ACTION_WORDS.get(action) ?? '其他变更'
  }
}

/** What else is recorded about a resident, by the name of the change. */
const ACTION_WORDS: ReadonlyMap<string, string> = new Map([
  ['residents.register', '登记'],
  ['evidence.add', '添加证明材料'],
  ['evidence.judge', '审核证明材料'],
  ['families.relate', '登记家庭关系'],
  ['families.endRelation', '结束家庭关系'],
  ['families.moveHousehold', '变更家庭户'],
  ['duplicates.merge', '合并重复记录'],
  ['duplicates.undoMerge', '撤销合并'],
  ['duplicates.notSame', '认定不是同一个人'],
])
