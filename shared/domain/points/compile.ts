import { CounterError } from '../../base/failure.ts'
import {
  type Figure,
  figureValue,
  indicatorFigures,
  type PointsIndicator,
  type PointsPack,
  type PointsRule,
  type Reading,
} from '../../policy/index.ts'
import { compileBounds } from './bounds.ts'
import { freezeSource } from './freeze.ts'
import { type LeafScope, NOT_LOADED } from './leaf.ts'
import { conditionLeaf, measureLeaf } from './leaves/index.ts'
import type {
  Column,
  FreezeProgram,
  GateProgram,
  GroupProgram,
  IndicatorProgram,
  Part,
  Program,
  Replacement,
  Role,
  Root,
  Scoring,
} from './program.ts'
import {
  agreeingOf,
  choiceSource,
  compileRule,
  type FactSource,
  gatedBy,
  highestOf,
  type RuleContext,
  type RuleNode,
  sumOf,
} from './rules/index.ts'
import { commonScale, type Ledger, type Rounding, type Scale, surveyScale } from './scale.ts'

const programs = new WeakMap<PointsPack, Map<string, Program>>()

const ROLES_OF_SUBJECT = {
  applicant: ['applicant'],
  spouse: ['spouse'],
  either: ['applicant', 'spouse'],
  both: ['applicant', 'spouse'],
  'guardian-of-minor': ['applicant', 'guardian'],
} as const satisfies Record<PointsIndicator['subject'], readonly Role[]>

/**
 * A pack compiled for a purpose (its first where none is given), once for each. A purpose that is none of the pack's
 * is refused as BAD_INPUT; figures too fine to be exact, or a group of unlike indicators, as POLICY_BAD.
 */
export function compilePack(pack: PointsPack, purpose = pack.purposes[0] ?? ''): Program {
  const known = programs.get(pack) ?? new Map<string, Program>()
  programs.set(pack, known)
  const program = known.get(purpose) ?? compile(pack, purpose)
  known.set(purpose, program)
  return program
}

function compile(pack: PointsPack, purpose: string): Program {
  if (!pack.purposes.includes(purpose))
    throw new CounterError('BAD_INPUT', `积分政策包 ${pack.id} 不用于“${purpose}”，不能据此计分。`, {
      hint: '请核对用途，或选用该用途的政策包。',
    })
  const denominators = new Set<bigint>()
  new Compiler(pack, purpose, surveyScale(denominators)).program()
  return new Compiler(pack, purpose, commonScale(denominators)).program()
}

/** The columns a rule rests on. */
type Sources = Map<number, FactSource>

/** Compiles one pack for one purpose at one scale. */
class Compiler {
  private readonly pack: PointsPack
  private readonly purpose: string
  private readonly scale: Scale
  private readonly indicators: readonly PointsIndicator[]
  private readonly parts: Record<Role, Part> = {
    applicant: emptyPart(),
    spouse: emptyPart(),
    guardian: emptyPart(),
  }

  constructor(pack: PointsPack, purpose: string, scale: Scale) {
    this.pack = pack
    this.purpose = purpose
    this.scale = scale
    this.indicators = pack.indicators.filter((indicator) => this.matters(indicator))
  }

  program(): Program {
    const { pack, purpose, scale } = this
    const lines = this.indicators.map((indicator) => this.indicator(indicator))
    const groups = this.groups(lines)
    const { gates, freezes } = this.gates()
    for (const part of Object.values(this.parts)) part.chosenColumns = part.columns.length
    const { stage, decimals, mode } = pack.rounding
    const rounding: Rounding = { unit: scale.one / 10 ** decimals, mode }
    const ledger: Ledger =
      stage === 'line'
        ? { one: 100, rounding, step: 10 ** (2 - decimals) }
        : { one: scale.one, rounding: { unit: 1, mode: 'down' }, step: 1 }
    return {
      pack,
      purpose,
      one: scale.one,
      ledger,
      totalRounding: stage === 'total' ? rounding : null,
      parts: this.parts,
      lines: lines.map((line) => ({ ...line, alternative: this.alternative(line) })),
      signs: Int8Array.from(lines, ({ sign }) => sign),
      replacements: this.replacements(),
      groups,
      ...compileBounds({ pack, lines, groups, ledger, scale, isGated: gates.length > 0 }),
      gates,
      freezes,
    }
  }

  private matters({ purposes }: { purposes?: string[] }): boolean {
    return purposes === undefined || purposes.includes(this.purpose)
  }

  private indicator(indicator: PointsIndicator): IndicatorProgram {
    const { as } = indicator
    const application = this.context('applicant', {
      asOf: indicator.asOf,
      reading: 'chosen',
      sources: new Map(),
    })
    return {
      indicator,
      sign: as.kind === 'points' ? 1 : -1,
      chosen: this.scoring(indicator, 'chosen'),
      alternative: null,
      age:
        indicator.subject === 'guardian-of-minor'
          ? application.column(measureLeaf({ kind: 'age' }, EVERYBODY))
          : null,
    }
  }

  private alternative({ indicator, chosen }: IndicatorProgram): Scoring | null {
    const differs = indicatorFigures(indicator).some(({ figure }) => figure.alternative !== undefined)
    return differs && chosen !== null ? this.scoring(indicator, 'alternative') : null
  }

  private scoring(indicator: PointsIndicator, reading: Reading): Scoring | null {
    const { rule, subject } = indicator
    const cap = indicator.cap === null ? Number.POSITIVE_INFINITY : this.amount(indicator.cap, reading)
    if (rule === null || (indicator.cap !== null && cap === NOT_LOADED)) return null
    const roots: Partial<Record<Role, Root>> = {}
    for (const role of ROLES_OF_SUBJECT[subject]) {
      const sources: Sources = new Map()
      const scope: LeafScope = { department: null, whenAbsent: indicator.whenAbsent }
      const context = {
        ...this.context(role, { asOf: indicator.asOf, reading, sources }),
        scope,
        ceiling: cap,
      }
      const scored = scoreByDepartment(rule, indicator, context)
      const node = indicator.requires === null ? scored : gatedBy(indicator.requires, scored, context)
      roots[role] = { node, sources: [...sources].map(([column, source]) => ({ column, source })) }
    }
    return { cap, roots }
  }

  private context(
    role: Role,
    { asOf, reading, sources }: Pick<Column, 'asOf'> & { reading: Reading; sources: Sources },
  ): RuleContext {
    const part = this.parts[role]
    return {
      reading,
      scope: EVERYBODY,
      one: this.scale.one,
      ceiling: Number.POSITIVE_INFINITY,
      exact: this.scale.exact,
      column(source) {
        const column = columnOf(part, { source, asOf })
        sources.set(column, source)
        return column
      },
      place(build) {
        const node = build(part.nodes.length + part.others.length)
        if (reading === 'chosen') part.nodes.push(node)
        else part.others.push(node)
        return node
      },
    }
  }

  private replacements(): Replacement[] {
    return this.indicators.flatMap(({ as }, line) => {
      const target = as.kind === 'replacement' ? this.indexOf(as.replaces) : -1
      return target < 0 ? [] : [{ line, target }]
    })
  }

  private groups(lines: readonly IndicatorProgram[]): GroupProgram[] {
    return this.pack.groups.flatMap((group) => {
      const members = group.indicators.map((code) => this.indexOf(code)).filter((index) => index >= 0)
      const kinds = new Set(members.map((index) => lines[index]?.indicator.as.kind))
      const layers = new Set(members.map((index) => lines[index]?.indicator.layer))
      if (kinds.size > 1) throw unlikeGroup(group.code, '加分项和扣分项')
      if (group.mode.kind === 'sum' && layers.size > 1) throw unlikeGroup(group.code, '不同层级的指标')
      if (members.length === 0) return []
      const options = members.map((index) => this.indicators[index]?.code ?? '')
      const isChoice = group.mode.kind === 'choose'
      const choice = isChoice ? this.applicantColumn(choiceSource(group.code.toLowerCase(), options)) : null
      return [{ group, members, choice }]
    })
  }

  private gates(): { gates: GateProgram[]; freezes: FreezeProgram[] } {
    const gates = (['vetoes', 'requires'] as const).flatMap((kind) =>
      this.pack[kind]
        .filter((gate) => this.matters(gate))
        .map((gate) => ({ gate, kind, column: this.applicantColumn(conditionLeaf(gate.when, EVERYBODY)) })),
    )
    const freezes = this.pack.freezes
      .filter((freeze) => this.matters(freeze))
      .map((freeze) => ({ freeze, column: this.applicantColumn(freezeSource(freeze)) }))
    return { gates, freezes }
  }

  private applicantColumn(source: FactSource): number {
    return columnOf(this.parts.applicant, { source, asOf: 'day' })
  }

  private amount(figure: Figure, reading: Reading): number {
    const value = figureValue(figure, reading)
    return value === null ? NOT_LOADED : this.scale.exact(value)
  }

  private indexOf(code: string): number {
    return this.indicators.findIndex((indicator) => indicator.code === code)
  }
}

const EVERYBODY: LeafScope = { department: null, whenAbsent: 'unknown' }

/** The rule over all records, or over those of each department and then combined. */
function scoreByDepartment(rule: PointsRule, { verifiers }: PointsIndicator, context: RuleContext): RuleNode {
  const { departments, combine } = verifiers
  if (combine === 'any' || departments.length === 0) return compileRule(rule, context)
  const ceiling = combine === 'highest' ? context.ceiling : Number.POSITIVE_INFINITY
  const parts = departments.map((department) =>
    compileRule(rule, { ...context, ceiling, scope: { ...context.scope, department } }),
  )
  if (combine === 'highest') return highestOf(parts, context)
  return combine === 'sum' ? sumOf(parts, null, context) : agreeingOf(parts, context)
}

function columnOf(part: Part, { source, asOf }: Column): number {
  const known = part.columns.findIndex((column) => column.source.key === source.key && column.asOf === asOf)
  return known >= 0 ? known : part.columns.push({ source, asOf }) - 1
}

function emptyPart(): Part {
  return { columns: [], chosenColumns: 0, nodes: [], others: [] }
}

/** A sum over layers would be cut twice over: by its own cap and by those of the layers. */
function unlikeGroup(code: string, what: string): CounterError {
  return new CounterError('POLICY_BAD', `指标组 ${code} 把${what}放在一起，无法确定怎样合计。`, {
    at: code,
    hint: '请把它们分成几组。',
  })
}
