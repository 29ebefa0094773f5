import { z } from 'zod'
import type { AuditRow } from '#electron/store/tables/audit.ts'
import type { CaseActionRow } from '#electron/store/tables/cases.ts'
import { caseActionText } from '#shared/domain/cases/index.ts'
import { FactKind, factTitle } from '#shared/domain/people/index.ts'
import type { TimelineEntry } from '#shared/ipc/common.ts'

const UnmaskDetail = z.object({ field: z.enum(['idNumber', 'phone']), reason: z.string() })
const FactDetail = z.object({ kind: FactKind, superseded: z.string().nullable() })
const SeatDetail = z.object({ rank: z.int(), seated: z.boolean() })

/** The history of a case in words, newest first. */
export function caseTimeline(actions: CaseActionRow[]): TimelineEntry[] {
  return actions.toReversed().map((row) => ({ at: row.at, who: row.actor, what: caseWords(row) }))
}

/** What was recorded about a resident in words, newest first. */
export function residentTimeline(rows: AuditRow[]): TimelineEntry[] {
  return rows.toReversed().map((row) => ({ at: row.at, who: row.actor ?? '系统', what: residentWords(row) }))
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
      const { rank, seated } = SeatDetail.parse(JSON.parse(detail))
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
  if (action === 'residents.register') return '登记'
  if (action === 'facts.record') {
    const { kind, superseded } = FactDetail.parse(JSON.parse(detail))
    return `${superseded === null ? '登记' : '更新'}事实：${factTitle(kind)}`
  }
  if (action === 'residents.unmask') {
    const { field, reason } = UnmaskDetail.parse(JSON.parse(detail))
    return `查看完整${field === 'phone' ? '手机号' : '证件号码'}，事由：${reason}`
  }
  return action
}
