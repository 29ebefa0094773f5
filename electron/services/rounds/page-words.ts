import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import { type RoundEvent, roundActionText } from '#shared/domain/cases/index.ts'
import type { TimelineEntry } from '#shared/ipc/common.ts'
import { placeName, replyWords } from '../seat-words.ts'
import { ADDED_PLACES } from './held.ts'

/** The history of a round in words, newest first. */
export function roundTimeline(plan: RoundPlan, events: readonly RoundEvent[]): TimelineEntry[] {
  return events
    .toReversed()
    .map((event) => ({ at: event.at, who: event.by.name, what: eventWords(plan, event) }))
}

function eventWords(plan: RoundPlan, event: RoundEvent): string {
  const because = event.reason === undefined ? '' : `，原因：${event.reason}`
  return `${whatHappened(plan, event)}${because}`
}

function whatHappened(plan: RoundPlan, event: RoundEvent): string {
  switch (event.kind) {
    case 'open':
      return event.after === undefined ? '开设批次' : '开设批次，承接上一批次的剩余名额和候补'
    case 'amend':
      return roundActionText('amend')
    case 'commit':
      return `登记${event.revealer}的承诺值`
    case 'freeze':
      return `冻结名单，共 ${event.applicants} 份申请`
    case 'reveal':
      return event.fallback ? `${event.revealer}未到场，按事先约定的值计` : `${event.revealer}揭示`
    case 'number':
      return `登记公共号码 ${event.value}`
    case 'run':
      return '运行批次'
    case 'announce':
      return `公示，自 ${event.from} 至 ${event.until}`
    case 'publish':
      return '公布结果'
    case 'close':
      return '办结批次'
    default:
      return ofApplicant(plan, event)
  }
}

function freedWords(freedBy: string): string {
  return freedBy === ADDED_PLACES ? '用新增的名额' : `名额由 ${freedBy} 空出`
}

type ApplicantEvent = Extract<RoundEvent, { kind: 'object' | 'decide' | 'reply' | 'replace' | 'arrange' }>

function ofApplicant(plan: RoundPlan, event: ApplicantEvent): string {
  switch (event.kind) {
    case 'object':
      return `登记对申请 ${event.no} 的异议：${event.grounds}`
    case 'decide':
      return event.upheld ? '异议成立，名单须更正' : '异议不成立'
    case 'reply':
      return `申请 ${event.no} ${replyWords(event.reply)}`
    case 'replace':
      return `申请 ${event.no} 递补到${placeName(plan, event.place)}，${freedWords(event.freedBy)}`
    case 'arrange':
      return `申请 ${event.no} 统筹安排到${placeName(plan, event.place)}`
  }
}
