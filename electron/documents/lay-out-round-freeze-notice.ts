import type { PlanCitation } from '#shared/domain/allocation/index.ts'
import {
  formatPaperDate,
  ROUND_FREEZE_NOTICE_TITLE,
  ROUND_WORDS,
  type RoundFreezeNotice,
} from '#shared/domain/documents/index.ts'
import type { LaidOut } from './laid-out.ts'
import { type Fang, fangOf, hexOf, layOutRoundHead, optional, optionalDay } from './round-parts.ts'
import type { Typesetter } from './typesetter.ts'

const PART_WORDS = {
  places: '名额',
  quotas: '镇（街道）名额',
  windows: '期限',
  order: '排序和同分次序',
  draw: '摇号',
} as const satisfies Record<PlanCitation['part'], string>

const STATUS_WORDS = {
  READ: '文件依据',
  DEFAULT: '默认值，待主管部门确认',
  DECIDED: '主管选定',
} as const satisfies Record<PlanCitation['status'], string>

/** The data of `round-freeze-notice.typ`. */
export function layOutRoundFreezeNotice(notice: RoundFreezeNotice, typesetter: Typesetter): LaidOut {
  const names = notice.draw.mode === 'named' ? [] : notice.draw.revealers.map(({ name }) => name)
  const fang = fangOf(typesetter, names)
  const { freeze, window, places, quotas } = notice
  const total = places.reduce((sum, { capacity }) => sum + capacity, 0)
  return {
    ...layOutRoundHead(notice, ROUND_FREEZE_NOTICE_TITLE, typesetter),
    programme: fang(ROUND_WORDS[notice.kind].programme, 'kind'),
    applicants: fang(String(notice.applicants), 'applicants'),
    listHash: fang(hexOf(notice.listHash), 'listHash'),
    policyHash: fang(hexOf(notice.policyHash), 'policyHash'),
    cutOff: fang(formatPaperDate(notice.cutOff), 'cutOff'),
    freezeNumber: fang(String(freeze.number), 'freeze.number'),
    again: freeze.number > 1,
    reason: optional(fang, freeze.reason, 'freeze.reason'),
    from: optionalDay(fang, window.from, 'window.from'),
    until: optionalDay(fang, window.until, 'window.until'),
    publicityDays: notice.publicityDays === 0 ? null : fang(String(notice.publicityDays), 'publicityDays'),
    replyDays: fang(String(notice.replyDays), 'replyDays'),
    towns: fang(notice.towns.join('、'), 'towns'),
    total: fang(String(total), 'places'),
    places: places.map(({ name, town, capacity, conditions }, index) => ({
      name: fang(name, `places[${index}].name`),
      town: optional(fang, town, `places[${index}].town`),
      capacity: fang(String(capacity), `places[${index}].capacity`),
      conditions: optional(fang, conditions, `places[${index}].conditions`),
    })),
    quotas: quotas.map(({ town, places: kept }, index) =>
      fang(`${town} ${kept} 个`, `quotas[${index}].town`),
    ),
    order: notice.order.map((step, index) => fang(step, `order[${index}]`)),
    rules: notice.rules.map((rule, index) => fang(rule, `rules[${index}]`)),
    citations: notice.citations.map(({ part, status, text }, index) => ({
      part: fang(PART_WORDS[part], `citations[${index}].part`),
      status: fang(STATUS_WORDS[status], `citations[${index}].status`),
      text: fang(text, `citations[${index}].text`),
    })),
    draw: layOutDraw(notice.draw, fang),
  }
}

function layOutDraw(draw: RoundFreezeNotice['draw'], fang: Fang) {
  if (draw.mode === 'named') return { mode: draw.mode, seed: fang(draw.seed, 'draw.seed') }
  const { revealers, publicNumber, drawnOver } = draw
  return {
    mode: draw.mode,
    revealers: revealers.map(({ name, role, commitment, fallback }, index) => ({
      name: fang(name, `draw.revealers[${index}].name`),
      role: fang(role, `draw.revealers[${index}].role`),
      commitment: fang(commitment, `draw.revealers[${index}].commitment`),
      fallback: fang(fallback, `draw.revealers[${index}].fallback`),
    })),
    source: fang(publicNumber.source, 'draw.publicNumber.source'),
    day: fang(formatPaperDate(publicNumber.day), 'draw.publicNumber.day'),
    otherwise: fang(publicNumber.otherwise, 'draw.publicNumber.otherwise'),
    drawnOver:
      drawnOver === null
        ? null
        : {
            listHash: fang(hexOf(drawnOver.listHash), 'draw.drawnOver.listHash'),
            policyHash: fang(hexOf(drawnOver.policyHash), 'draw.drawnOver.policyHash'),
          },
  }
}
