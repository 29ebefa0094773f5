import { type Figure, figureValue, type PointsPack } from '../../policy/index.ts'
import { NOT_LOADED } from './leaf.ts'
import type { Adjustment, Bound, GroupProgram, IndicatorProgram, Program } from './program.ts'
import { enter, type Ledger, type Scale } from './scale.ts'

interface Compiled {
  pack: PointsPack
  lines: readonly IndicatorProgram[]
  groups: readonly GroupProgram[]
  ledger: Ledger
  scale: Scale
  /** Whether any gate matters. */
  isGated: boolean
}

/**
 * What bounds a pack's sums, in the order in which it does, and the lines that say so: caps of groups, of layers,
 * of the total, its floor, its rounding, the gates. Codes are in small letters, which indicators never are.
 */
export function compileBounds(compiled: Compiled): Pick<Program, 'bounds' | 'adjustments'> {
  const pairs = groupBounds(compiled)
  const groupCount = pairs.length
  pairs.push(...layerBounds(compiled, pairs.slice(0, groupCount)), ...totalBounds(compiled))
  const { pack, isGated } = compiled
  const { citation, status } = pack.total
  const last: Adjustment[] = []
  if (pack.rounding.stage === 'total')
    last.push({
      ...NO_LAYER,
      code: 'rounding',
      name: '总分取整',
      clause: citation,
      status: pack.rounding.status,
    })
  if (isGated) last.push({ ...NO_LAYER, code: 'gates', name: '不予计分', clause: citation, status })
  return {
    bounds: pairs.map(({ bound }) => bound),
    adjustments: [...pairs.map(({ adjustment }) => adjustment), ...last],
  }
}

const NO_LAYER = { layer: null, figure: null }

interface Pair {
  bound: Bound
  adjustment: Adjustment
}

function groupBounds(compiled: Compiled): Pair[] {
  return compiled.groups.flatMap(({ group, members }) => {
    if (group.mode.kind !== 'sum') return []
    const first = compiled.lines[members[0] ?? -1]
    const side = first?.sign === -1 ? 'deductions' : 'cap'
    return [
      {
        bound: { side, amount: amountOf(group.mode.cap, compiled), lines: members, adjustments: [] },
        adjustment: {
          code: `group-${group.code}`,
          name: `${group.name}合计上限`,
          layer: first?.indicator.layer ?? null,
          figure: group.mode.cap,
          clause: group.mode.cap.citation ?? group.citation,
          status: group.mode.cap.status ?? group.status,
        },
      },
    ]
  })
}

/** A layer's cap bounds its points, after the caps of its groups; a group belongs where its first indicator does. */
function layerBounds(compiled: Compiled, groups: readonly Pair[]): Pair[] {
  return compiled.pack.layers.flatMap(({ layer, name, cap, citation, status }) => {
    if (cap === null) return []
    const lines = compiled.lines.flatMap(({ indicator, sign }, index) =>
      indicator.layer === layer && sign === 1 ? [index] : [],
    )
    const adjustments = groups.flatMap(({ bound, adjustment }, index) =>
      adjustment.layer === layer && bound.side === 'cap' ? [index] : [],
    )
    return [
      {
        bound: { side: 'cap' as const, amount: amountOf(cap, compiled), lines, adjustments },
        adjustment: {
          code: `layer-${layer}`,
          name: `${name}上限`,
          layer,
          figure: cap,
          clause: cap.citation ?? citation,
          status: cap.status ?? status,
        },
      },
    ]
  })
}

function totalBounds(compiled: Compiled): Pair[] {
  const { cap, floor, citation, status } = compiled.pack.total
  return (['cap', 'floor'] as const).flatMap((side) => {
    const figure = side === 'cap' ? cap : floor
    if (figure === null) return []
    return [
      {
        bound: { side, amount: amountOf(figure, compiled), lines: null, adjustments: [] },
        adjustment: {
          code: `total-${side}`,
          name: side === 'cap' ? '总分上限' : '总分下限',
          layer: null,
          figure,
          clause: figure.citation ?? citation,
          status: figure.status ?? status,
        },
      },
    ]
  })
}

/** A bound as the ledger has it. */
function amountOf(figure: Figure, { scale, ledger }: Compiled): number {
  const value = figureValue(figure, 'chosen')
  return value === null ? NOT_LOADED : enter(scale.exact(value), ledger)
}
