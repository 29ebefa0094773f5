import { assertNever } from '../base/assert-never.ts'
import type { Figure } from './figure.ts'
import { conditionDetails, conditionWords, itemWords } from './measure-words.ts'
import {
  COMBINE_WORDS,
  FIGURE_STATUS_WORDS,
  LAYER_WORDS,
  ORIGIN_WORDS,
  READ_FROM_WORDS,
} from './pack-terms.ts'
import {
  type Freeze,
  type Gate,
  type IndicatorGroup,
  type IndicatorKind,
  indicatorFigures,
  type PackLayer,
  type PointsIndicator,
  type PointsPack,
} from './points-pack.ts'
import { purposeExactly } from './purposes.ts'
import { figureWords, ruleEntries } from './rule-words.ts'

/** One difference between two packs, as a clerk reads it: where, and what stood and stands there. */
export interface PackDifference {
  place: string
  change: 'added' | 'removed' | 'changed'
  before: string | null
  after: string | null
}

/** Something said of one part of a pack; parts of two packs are compared where `part` and `place` are the same. */
interface PackEntry {
  part: string
  name: string
  place: string
  text: string
}

/**
 * What changed from one pack to another, in words, in the order of the later one; indicators are the same where their
 * code is. Empty exactly where both say the same, their ids aside.
 */
export function comparePacks(before: PointsPack, after: PointsPack): PackDifference[] {
  const old = keyed(packEntries(before))
  const now = keyed(packEntries(after))
  const changes = [...now].flatMap(([key, entry]) => difference(old.get(key), entry))
  const removed = [...old]
    .filter(([key]) => !now.has(key))
    .flatMap(([, entry]) => difference(entry, undefined))
  return [...changes, ...removed]
}

function difference(before: PackEntry | undefined, after: PackEntry | undefined): PackDifference[] {
  const entry = after ?? before
  if (entry === undefined || before?.text === after?.text) return []
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  const place = entry.name === '' ? entry.place : `${entry.name} › ${entry.place}`
  return [{ place, change, before: before?.text ?? null, after: after?.text ?? null }]
}

/** Entries by part and place; a place that stands twice in a part gets a number. */
function keyed(entries: readonly PackEntry[]): Map<string, PackEntry> {
  const byKey = new Map<string, PackEntry>()
  for (const entry of entries) {
    let number = 1
    let key = `${entry.part}\n${entry.place}`
    while (byKey.has(key)) {
      number += 1
      key = `${entry.part}\n${entry.place}\n${number}`
    }
    byKey.set(key, number === 1 ? entry : { ...entry, place: `${entry.place}（${number}）` })
  }
  return byKey
}

function packEntries(pack: PointsPack): PackEntry[] {
  return [
    ...headEntries(pack),
    ...pack.layers.flatMap(layerEntries),
    ...pack.requires.flatMap((gate) => gateEntries(gate, '计分前提')),
    ...pack.vetoes.flatMap((gate) => gateEntries(gate, '一票否决')),
    ...pack.freezes.flatMap(freezeEntries),
    ...pack.groups.flatMap(groupEntries),
    ...pack.indicators.flatMap(indicatorEntries),
    ...pack.cases.map(({ id, title, ...rest }) => ({
      part: `case ${id}`,
      name: '算例',
      place: title,
      text: JSON.stringify(rest),
    })),
  ]
}

function headEntries(pack: PointsPack): PackEntry[] {
  const { total, rounding } = pack
  const head = {
    名称: pack.name,
    文号: pack.documentNumber,
    适用地区: pack.jurisdiction,
    录入程度: ORIGIN_WORDS[pack.origin],
    施行日期: pack.effectiveFrom,
    截止日期: pack.effectiveTo ?? '未定',
    接替: pack.supersedes ?? '无',
    用途: pack.purposes.map(purposeExactly).join('、'),
    总分上限: limitWords(total.cap),
    总分下限: limitWords(total.floor),
    总分依据: `${total.citation}（${FIGURE_STATUS_WORDS[total.status]}）`,
    家庭: pack.family === 'self' ? '各人自行计分' : '全家取最高的一人，不相加',
    取整: `${rounding.stage === 'line' ? '每项' : '总分'}保留 ${rounding.decimals} 位小数，${rounding.mode === 'half-up' ? '四舍五入' : '舍去'}（${FIGURE_STATUS_WORDS[rounding.status]}）`,
    说明: pack.note ?? '无',
  }
  return entriesOf('pack', '', head)
}

function layerEntries({ layer, name, cap, recognisedWithin, status, citation }: PackLayer): PackEntry[] {
  return entriesOf(`layer ${layer}`, name, {
    层级: LAYER_WORDS[layer],
    名称: name,
    上限: limitWords(cap),
    互认范围: recognisedWithin,
    依据: `${citation}（${FIGURE_STATUS_WORDS[status]}）`,
  })
}

function gateEntries({ code, name, when, status, citation, purposes }: Gate, kind: string): PackEntry[] {
  return entriesOf(`gate ${kind} ${code}`, name, {
    名称: name,
    [kind]: conditionWords(when),
    判断: conditionDetails(when),
    用途: purposes?.map(purposeExactly).join('、') ?? '全部用途',
    依据: `${citation}（${FIGURE_STATUS_WORDS[status]}）`,
  })
}

function freezeEntries({ code, name, of, months, status, citation, purposes }: Freeze): PackEntry[] {
  return entriesOf(`freeze ${code}`, name, {
    名称: name,
    冻结情形: itemWords(of),
    冻结期限: months === null ? '未装载' : `${months} 个月`,
    用途: purposes?.map(purposeExactly).join('、') ?? '全部用途',
    依据: `${citation}（${FIGURE_STATUS_WORDS[status]}）`,
  })
}

function groupEntries({ code, name, mode, indicators, status, citation }: IndicatorGroup): PackEntry[] {
  return entriesOf(`group ${code}`, name, {
    名称: name,
    合并方式: groupWords(mode),
    包含指标: indicators.join('、'),
    依据: `${citation}（${FIGURE_STATUS_WORDS[status]}）`,
  })
}

function indicatorEntries(indicator: PointsIndicator): PackEntry[] {
  const { code, name, rule } = indicator
  const figures = indicatorFigures(indicator).map(({ figure }) => sourceWords(figure))
  return [
    ...entriesOf(code, name, {
      名称: name,
      计法: kindWords(indicator.as),
      层级: LAYER_WORDS[indicator.layer],
      上限: limitWords(indicator.cap),
    }),
    ...(rule === null ? [{ place: '规则', text: '未装载' }] : ruleEntries(rule)).map((entry) => ({
      part: code,
      name,
      ...entry,
    })),
    ...entriesOf(code, name, {
      计分对象: READ_FROM_WORDS[indicator.subject],
      核实部门: `${indicator.verifiers.departments.join('、') || '未载明'}（${COMBINE_WORDS[indicator.verifiers.combine]}）`,
      所需材料: indicator.evidence.join('、') || '未载明',
      有效期: indicator.validity ?? '未载明',
      计算日: indicator.asOf === 'day' ? '计分当日' : '申请之日',
      适用用途: indicator.purposes?.map(purposeExactly).join('、') ?? '全部用途',
      计分条件:
        indicator.requires === null
          ? '无'
          : `${conditionWords(indicator.requires)}（${conditionDetails(indicator.requires)}）`,
      没有记录时: indicator.whenAbsent === 'unknown' ? '未知，待核实' : '不得分',
      依据: `${indicator.citation ?? '未写明'}（${FIGURE_STATUS_WORDS[indicator.status]}）`,
      各数值的依据: figures.filter((words) => words !== '').join('；') || '同指标',
      备注: indicator.note ?? '无',
    }),
  ]
}

function entriesOf(part: string, name: string, texts: Record<string, string>): PackEntry[] {
  return Object.entries(texts).map(([place, text]) => ({ part, name, place, text }))
}

function kindWords(kind: IndicatorKind): string {
  switch (kind.kind) {
    case 'points':
      return '加分'
    case 'deduction':
      return '扣分'
    case 'replacement':
      return `以扣分代替指标 ${kind.replaces} 的得分`
    default:
      return assertNever(kind)
  }
}

function groupWords(mode: IndicatorGroup['mode']): string {
  switch (mode.kind) {
    case 'highest':
      return '只取最高一项'
    case 'choose':
      return '由申请人选择一项'
    case 'sum':
      return `合计最高 ${figureWords(mode.cap)}`
    default:
      return assertNever(mode)
  }
}

function limitWords(figure: Figure | null): string {
  return figure === null ? '不设' : [figureWords(figure), sourceWords(figure)].filter(Boolean).join('；')
}

/** What a figure states of its own source. */
function sourceWords({ value, status, citation, note }: Figure): string {
  const words = [status === undefined ? '' : FIGURE_STATUS_WORDS[status], citation ?? '', note ?? ''].filter(
    Boolean,
  )
  return words.length === 0 ? '' : `${value ?? '未装载'}：${words.join('，')}`
}
