import { assertNever } from '#shared/base/assert-never.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import type { EntrantRow } from '#shared/ipc/round-entrants.ts'
import type { RoundKind, RoundStatus } from '#shared/ipc/rounds.ts'

/** Sign and colour of a round's status; its word comes from the record. */
export const ROUND_LOOK = {
  open: { sign: '○', tone: 'plain' },
  frozen: { sign: '◔', tone: 'plain' },
  ran: { sign: '◑', tone: 'plain' },
  announced: { sign: '◕', tone: 'unknown' },
  published: { sign: '✓', tone: 'yes' },
  closed: { sign: '■', tone: 'plain' },
} as const satisfies Record<RoundStatus, { sign: string; tone: 'yes' | 'unknown' | 'plain' }>

/** What staff call the kinds of rounds. */
export const KIND_WORDS = {
  'health-check': '健康体检',
  school: '积分入学',
  'rent-support': '租金补贴',
  housing: '保租房摇号',
} as const satisfies Record<RoundKind, string>

type Citation = RoundPlan['citations'][number]

/** What staff call the parts of a plan that rest on something. */
export const PART_WORDS = {
  places: '名额',
  quotas: '镇街名额',
  windows: '日期和期限',
  order: '排序和同分次序',
  draw: '摇号',
} as const satisfies Record<Citation['part'], string>

/** Sign, word and colour of what a part of a plan rests on; a choice of the supervisor is told apart from a text. */
export const BASIS_LOOK = {
  READ: { sign: '✓', word: '文件写明', tone: 'yes' },
  DEFAULT: { sign: '○', word: '默认值', tone: 'plain' },
  DECIDED: { sign: '◆', word: '主管选定', tone: 'unknown' },
} as const satisfies Record<
  Citation['status'],
  { sign: string; word: string; tone: 'yes' | 'plain' | 'unknown' }
>

/** Where an application came from. */
export const SOURCE_WORDS = {
  case: '窗口受理',
  query: '库内查得',
  list: '名单导入',
  round: '上一轮转来',
} as const satisfies Record<EntrantRow['source'], string>

/** When reserved places are used: first, as the least that is kept, or last, on top of what is won openly. */
export const PRECEDENCE_WORDS = {
  'reserved-first': '保底',
  'open-first': '另加',
} as const

/** How many persons a flat is for. */
export function householdText({ smallest, largest }: { smallest: number; largest: number }): string {
  return smallest === largest ? `${smallest} 口之家` : `${smallest}–${largest} 口之家`
}

/** What a round of a kind gives out, with its counting word. */
export function unitOf(kind: RoundKind): string {
  switch (kind) {
    case 'health-check':
    case 'rent-support':
      return '个名额'
    case 'school':
      return '个学位'
    case 'housing':
      return '套'
    default:
      return assertNever(kind)
  }
}

const ENGINE_WORDS: Readonly<Record<string, string>> = {
  'deferred-acceptance': '按志愿分配的程序',
  'ranked-quota': '按一张名单排序的程序',
}

/** What staff call the program that ran a round, with its version; one of another kind is shown as it is. */
export function engineText(engine: string): string {
  const [name = '', version] = engine.split('@')
  const words = ENGINE_WORDS[name]
  return words === undefined || version === undefined ? engine : `${words} ${version} 版`
}

/** How a seed of commitments is put together, as the notice prints it. */
export const SEED_FORMULA =
  'SHA-256("cixi-draw/v1|批次名称|首次冻结的名单指纹|政策指纹|各人揭示的内容（依次，以|相隔）|公共号码")'

/** How a ticket is computed, as the notice prints it. */
export const TICKET_FORMULA = 'SHA-256("种子|编号")，小者在前；同一家庭用最小的编号'
