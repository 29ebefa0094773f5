import { compare } from '../base/fraction.ts'
import { finding, type PackFinding } from './check-findings.ts'
import { capFindings, indicatorFindings } from './check-rules.ts'
import { scoringFindings } from './check-scoring.ts'
import type { Condition } from './condition.ts'
import { Department } from './department.ts'
import { type Figure, type FigureStatus, figureValue } from './figure.ts'
import type { OutsideList } from './outside-list.ts'
import {
  type IndicatorGroup,
  indicatorFigures,
  type PointsIndicator,
  type PointsPack,
} from './points-pack.ts'
import { isSelectedPurpose, purposeWords } from './purposes.ts'
import { findOverlap } from './select.ts'
import { below, conditionsWithin, type Placed, ruleConditions } from './walk.ts'

export { finding, type PackFinding, type PackFindingCode } from './check-findings.ts'

/** What a pack is looked at beside: the other packs in force, and the lists loaded (absent: not looked at). */
export interface PackSurroundings {
  others?: readonly PointsPack[]
  lists?: readonly OutsideList[]
}

/**
 * Every finding of a well-formed pack, errors first, else in the order of its text; empty for a pack read in full
 * from its source. Its worked cases are run by `examinePack` of shared/domain/points.
 */
export function checkPack(pack: PointsPack, { others = [], lists }: PackSurroundings = {}): PackFinding[] {
  const found = [
    ...overlapFindings(pack, others),
    ...purposeFindings(pack),
    ...scoringFindings(pack),
    ...layerFindings(pack),
    ...frameFindings(pack),
    ...pack.indicators.flatMap((indicator, index) => [
      ...indicatorFindings(indicator, ['indicators', index]),
      ...departmentFindings(indicator, index),
      ...sureness(indicator, index),
    ]),
    ...(lists === undefined ? [] : listFindings(pack, lists)),
    ...caseFindings(pack),
  ]
  return [...found.filter(isError), ...found.filter((one) => !isError(one))]
}

/** Whether a finding forbids putting the pack in force. */
export function isError({ severity }: PackFinding): boolean {
  return severity === 'error'
}

/** An installed pack of the same id is an earlier state of this one, and one it supersedes ends where it begins. */
function overlapFindings(pack: PointsPack, others: readonly PointsPack[]): PackFinding[] {
  return others
    .filter(({ id, supersedes }) => id !== pack.id && id !== pack.supersedes && supersedes !== pack.id)
    .flatMap((other) => {
      const purpose = findOverlap(pack, other)
      if (purpose === undefined) return []
      const sources = `${pack.documentNumber}；${other.documentNumber}`
      const message = `${pack.id} 与 ${other.id} 的有效期重叠，用途“${purposeWords(purpose)}”，无法确定用哪一个。来源：${sources}`
      return [finding('OVERLAP', ['purposes', pack.purposes.indexOf(purpose)], message)]
    })
}

function purposeFindings(pack: PointsPack): PackFinding[] {
  return pack.purposes.flatMap((purpose, index) => {
    const counted = pack.indicators.some(
      ({ purposes }) => purposes === undefined || purposes.includes(purpose),
    )
    const path = ['purposes', index]
    return [
      ...(counted ? [] : [finding('UNUSED_PURPOSE', path, `用途“${purposeWords(purpose)}”没有一项指标计分`)]),
      ...(isSelectedPurpose(purpose)
        ? []
        : [finding('UNUSED_PURPOSE', path, `没有业务按用途“${purpose}”选用积分政策包`)]),
    ]
  })
}

/** Departments whose records are scored by themselves, and which no record can name. */
function departmentFindings({ name, verifiers }: PointsIndicator, index: number): PackFinding[] {
  if (verifiers.combine === 'any') return []
  return verifiers.departments.flatMap((department, place) =>
    Department.safeParse(department).success
      ? []
      : [
          finding(
            'UNKNOWN_DEPARTMENT',
            ['indicators', index, 'verifiers', 'departments', place],
            `${name}：登记事实时没有“${department}”这个部门，它的记录无从分出`,
          ),
        ],
  )
}

/** Layers without indicators, and caps of layers, of the total and of groups that a single part fills by itself. */
function layerFindings(pack: PointsPack): PackFinding[] {
  return [
    ...pack.layers.flatMap(({ layer, name, cap }, index) => {
      const members = pack.indicators.filter((indicator) => indicator.layer === layer)
      const path = ['layers', index]
      if (members.length === 0) return [finding('EMPTY_LAYER', path, `${name}：没有一项指标，这一层计不了分`)]
      return [
        ...pointless(members, { cap, name, path: [...path, 'cap'] }),
        ...(isBelow(pack.total.cap, cap)
          ? [finding('POINTLESS', [...path, 'cap'], `${name}：上限高于总分上限，这一层永远给不满`)]
          : []),
      ]
    }),
    ...pack.groups.flatMap((group, index) =>
      group.mode.kind === 'sum'
        ? pointless(membersOf(pack, group), {
            cap: group.mode.cap,
            name: group.name,
            path: ['groups', index, 'mode', 'cap'],
          })
        : [],
    ),
  ]
}

function membersOf(pack: PointsPack, group: IndicatorGroup): PointsIndicator[] {
  return pack.indicators.filter(({ code }) => group.indicators.includes(code))
}

interface JointCap {
  cap: Figure | null
  name: string
  path: (string | number)[]
}

function pointless(members: readonly PointsIndicator[], { cap, name, path }: JointCap): PackFinding[] {
  return members
    .filter(({ as, cap: own }) => as.kind === 'points' && isBelow(cap, own))
    .map((member) =>
      finding('POINTLESS', path, `${name}：合计上限低于“${member.name}”自己的上限，后者永远给不满`),
    )
}

/** Sureness of what stands outside the indicators, and figures that a total cannot hold. */
function frameFindings(pack: PointsPack): PackFinding[] {
  const { total } = pack
  return [
    ...pack.layers.flatMap((layer, index) => figureFindings(layer.cap, layer, ['layers', index, 'cap'])),
    ...figureFindings(total.cap, { name: '总分上限', status: total.status }, ['total', 'cap']),
    ...figureFindings(total.floor, { name: '总分下限', status: total.status }, ['total', 'floor']),
    ...capFindings(
      '总分下限',
      total.cap,
      total.floor === null ? [] : [{ path: ['total', 'floor'], figure: total.floor, role: 'amount' }],
    ),
    ...statusFindings('取整', pack.rounding.status, ['rounding', 'status']),
    ...pack.groups.flatMap((group, index) =>
      statusFindings(group.name, group.status, ['groups', index, 'status']),
    ),
    ...pack.freezes.flatMap((freeze, index) =>
      freeze.months === null
        ? [finding('NOT_LOADED', ['freezes', index, 'months'], `${freeze.name}：冻结期限未装载`)]
        : statusFindings(freeze.name, freeze.status, ['freezes', index, 'status']),
    ),
    ...pack.requires.flatMap((gate, index) =>
      statusFindings(gate.name, gate.status, ['requires', index, 'status']),
    ),
    ...pack.vetoes.flatMap((gate, index) =>
      statusFindings(gate.name, gate.status, ['vetoes', index, 'status']),
    ),
  ]
}

function sureness(indicator: PointsIndicator, index: number): PackFinding[] {
  return indicatorFigures(indicator).flatMap(({ figure, path }) =>
    figureFindings(figure, indicator, ['indicators', index, ...path]),
  )
}

function figureFindings(
  figure: Figure | null,
  { name, status }: { name: string; status: FigureStatus },
  path: (string | number)[],
): PackFinding[] {
  if (figure === null) return []
  const words = figure.note === undefined ? name : `${name}（${figure.note}）`
  return statusFindings(words, figure.status ?? status, path)
}

function statusFindings(name: string, status: FigureStatus, path: (string | number)[]): PackFinding[] {
  if (status === 'UNREAD') return [finding('NOT_LOADED', path, `${name}：数值未装载`)]
  if (status === 'DEFAULT') return [finding('DEFAULT', path, `${name}：默认值，待主管部门确认`)]
  if (status === 'CONFLICT')
    return [finding('CONFLICT', path, `${name}：来源不一致，已取其一，另一读法见备注`)]
  return []
}

function listFindings(pack: PointsPack, lists: readonly OutsideList[]): PackFinding[] {
  return conditionsOf(pack).flatMap(({ value, path }) =>
    value.kind === 'listed' && !lists.some(({ id }) => id === value.list)
      ? [finding('NO_LIST', [...path, 'list'], `${value.title}：名单 ${value.list} 没有装载`)]
      : [],
  )
}

/** The ids of the outside lists a pack asks; others cannot change anybody's points under it. */
export function askedLists(pack: PointsPack): ReadonlySet<string> {
  return new Set(conditionsOf(pack).flatMap(({ value }) => (value.kind === 'listed' ? [value.list] : [])))
}

/** Every condition of a pack with its place. */
function conditionsOf(pack: PointsPack): Placed<Condition>[] {
  return [
    ...(['requires', 'vetoes'] as const).flatMap((part) =>
      pack[part].flatMap((gate, index) => below([part, index, 'when'], conditionsWithin(gate.when))),
    ),
    ...pack.indicators.flatMap(({ requires, rule }, index) => [
      ...(requires === null ? [] : below(['indicators', index, 'requires'], conditionsWithin(requires))),
      ...(rule === null ? [] : below(['indicators', index, 'rule'], ruleConditions(rule))),
    ]),
  ]
}

function caseFindings({ cases, effectiveFrom, effectiveTo }: PointsPack): PackFinding[] {
  if (cases.length === 0) return [finding('NO_CASES', ['cases'], '没有附算例，无法自动核对规则')]
  return cases.flatMap(({ on, title }, index) =>
    on < effectiveFrom || (effectiveTo !== null && on > effectiveTo)
      ? [finding('CASE_OUTSIDE', ['cases', index, 'on'], `算例“${title}”的日期不在政策包的有效期内`)]
      : [],
  )
}

/** Whether a joint cap is known to lie below another one. */
function isBelow(cap: Figure | null, own: Figure | null): boolean {
  const joint = cap === null ? null : figureValue(cap, 'chosen')
  const single = own === null ? null : figureValue(own, 'chosen')
  return joint !== null && single !== null && compare(joint, single) < 0
}
