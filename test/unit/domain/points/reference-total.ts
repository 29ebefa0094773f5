import {
  add,
  compare,
  type Fraction,
  floor,
  fraction,
  multiply,
  subtract,
  ZERO,
} from '#shared/base/fraction.ts'
import { fullMonths, type PlainDate } from '#shared/base/plain-date.ts'
import type { PointsFacts } from '#shared/domain/people/index.ts'
import { conditionLeaf, itemReader } from '#shared/domain/points/leaves/index.ts'
import type { Condition, Figure, PointsPack } from '#shared/policy/index.ts'
import { figure, hundredths, isKnown, scoreIndicator, type Value } from './reference.ts'

/** The result as the reference has it: hundredths by line code, or why there are none. */
export interface ReferenceResult {
  lines: Map<string, number | 'UNKNOWN' | 'NOT_LOADED'>
  totalX100: number
  standing: string
}

const EVERYBODY = { department: null, whenAbsent: 'unknown' } as const

/** A person's points by the book, in exact fractions; only lines that are open or not zero are adjustments. */
export function referencePoints(
  pack: PointsPack,
  facts: PointsFacts,
  { on, purpose }: { on: PlainDate; purpose: string },
): ReferenceResult {
  const matters = ({ purposes }: { purposes?: string[] }) =>
    purposes === undefined || purposes.includes(purpose)
  const indicators = pack.indicators.filter(matters)
  const round = (value: Value): Value =>
    pack.rounding.stage === 'line' && isKnown(value) ? rounded(value, pack.rounding) : value
  const counted = new Map<string, Value>()
  const applying = new Set<string>()
  for (const indicator of indicators) {
    const own = round(scoreIndicator(indicator, facts, on))
    counted.set(indicator.code, isKnown(own) && indicator.as.kind !== 'points' ? subtract(ZERO, own) : own)
    if (indicator.as.kind === 'replacement' && isKnown(own) && own.n > 0n) applying.add(indicator.as.replaces)
  }
  for (const code of applying) if (counted.has(code)) counted.set(code, ZERO)

  const changes = new Map<string, Value>()
  const bounded = (
    code: string,
    bound: Figure,
    codes: readonly string[],
    side: 'cap' | 'floor' | 'deductions',
  ) => {
    const limit = round(figure(bound))
    if (!isKnown(limit)) {
      changes.set(code, 'NOT_LOADED')
      return
    }
    const sum = totalOf(codes.map((one) => counted.get(one) ?? changes.get(one) ?? ZERO))
    const signed = side === 'deductions' ? subtract(ZERO, limit) : limit
    const isBeyond = side === 'cap' ? compare(sum, signed) > 0 : compare(sum, signed) < 0
    changes.set(code, isBeyond ? subtract(signed, sum) : ZERO)
  }
  const groupsOfLayer = new Map<string, string[]>()
  for (const group of pack.groups) {
    const members = group.indicators.filter((code) => counted.has(code))
    const first = indicators.find(({ code }) => code === members[0])
    if (first === undefined) continue
    if (group.mode.kind === 'sum') {
      const isPoints = first.as.kind === 'points'
      bounded(`group-${group.code}`, group.mode.cap, members, isPoints ? 'cap' : 'deductions')
      if (isPoints)
        groupsOfLayer.set(first.layer, [...(groupsOfLayer.get(first.layer) ?? []), `group-${group.code}`])
    } else if (group.mode.kind === 'highest') keepHighest(members, counted)
    else keepChosen(members, { counted, applying, chosen: facts.choices?.[group.code.toLowerCase()] })
  }
  for (const { layer, cap } of pack.layers) {
    if (cap === null) continue
    const ours = indicators.filter((indicator) => indicator.layer === layer && indicator.as.kind === 'points')
    bounded(
      `layer-${layer}`,
      cap,
      [...ours.map(({ code }) => code), ...(groupsOfLayer.get(layer) ?? [])],
      'cap',
    )
  }
  const everything = () => [...counted.keys(), ...changes.keys()]
  if (pack.total.cap !== null) bounded('total-cap', pack.total.cap, everything(), 'cap')
  if (pack.total.floor !== null) bounded('total-floor', pack.total.floor, everything(), 'floor')
  const standing = standingOf(pack, facts, { on, matters })
  return shown(pack, new Map([...counted, ...changes]), standing)
}

function shown(pack: PointsPack, values: Map<string, Value>, standing: string): ReferenceResult {
  const lines = new Map<string, number | 'UNKNOWN' | 'NOT_LOADED'>()
  for (const [code, value] of values) lines.set(code, isKnown(value) ? hundredths(value) : value)
  const sum = [...lines.values()].reduce<number>(
    (all, x100) => all + (typeof x100 === 'number' ? x100 : 0),
    0,
  )
  let totalX100 = sum
  if (pack.rounding.stage === 'total') {
    totalX100 = hundredths(rounded(totalOf([...values.values()]), pack.rounding))
    lines.set('rounding', totalX100 - sum)
  }
  if (standing === 'vetoed' || standing === 'not-admitted') {
    lines.set('gates', 0 - totalX100)
    totalX100 = 0
  }
  return { lines, totalX100, standing }
}

function totalOf(values: readonly Value[]): Fraction {
  return values.filter(isKnown).reduce(add, ZERO)
}

/** Rounded once, by magnitude. */
function rounded(value: Fraction, { decimals, mode }: PointsPack['rounding']): Fraction {
  const power = fraction(10 ** decimals)
  const magnitude = value.n < 0n ? subtract(ZERO, value) : value
  const raised = multiply(magnitude, power)
  const units = floor(mode === 'down' ? raised : add(raised, fraction(1, 2)))
  const result = fraction(units, 10 ** decimals)
  return value.n < 0n ? subtract(ZERO, result) : result
}

function keepHighest(members: readonly string[], counted: Map<string, Value>): void {
  const size = (code: string) => {
    const value = counted.get(code) ?? ZERO
    return isKnown(value) ? Math.abs(Number(value.n) / Number(value.d)) : -1
  }
  const best = members.reduce((high, code) => (size(code) > size(high) ? code : high))
  for (const code of members) if (code !== best && size(code) >= 0) counted.set(code, ZERO)
}

function keepChosen(
  members: readonly string[],
  {
    counted,
    applying,
    chosen,
  }: { counted: Map<string, Value>; applying: Set<string>; chosen: string | undefined },
): void {
  const choice = members.find((code) => code.toLowerCase() === chosen?.toLowerCase())
  for (const code of members) {
    const value = counted.get(code) ?? ZERO
    if (code === choice || applying.has(code)) continue
    if (choice !== undefined) counted.set(code, ZERO)
    else if (isKnown(value) && value.n !== 0n) counted.set(code, 'UNKNOWN')
  }
}

function standingOf(
  pack: PointsPack,
  facts: PointsFacts,
  { on, matters }: { on: PlainDate; matters: (part: { purposes?: string[] }) => boolean },
): string {
  const holds = (when: Condition) => conditionLeaf(when, EVERYBODY).read(facts, { on, lists: [] })
  const vetoes = pack.vetoes.filter(matters).map(({ when }) => holds(when))
  const requires = pack.requires.filter(matters).map(({ when }) => holds(when))
  const freezes = pack.freezes.filter(matters).map(({ of, months }) => {
    const items = itemReader(of, { holding: false, ...EVERYBODY }).select(facts, { on, lists: [] })
    if (items === undefined || (items.length > 0 && months === null)) return 'unknown'
    if (items.some(({ from }) => from === null)) return 'unknown'
    return items.some(({ from }) => from !== null && fullMonths(from, on) < (months ?? 0)) ? 'frozen' : 'open'
  })
  if (vetoes.includes(1)) return 'vetoed'
  if (requires.includes(0)) return 'not-admitted'
  if (freezes.includes('frozen')) return 'frozen'
  const isOpen = (value: number) => value !== 0 && value !== 1
  return vetoes.some(isOpen) || requires.some(isOpen) || freezes.includes('unknown') ? 'unknown' : 'open'
}
