import { z } from 'zod'
import { assertNever } from '../../base/assert-never.ts'
import { CounterError } from '../../base/failure.ts'
import { canonicalJson, compareTexts } from './canonical.ts'
import { type Applicant, type OrderKey, parseRound, type Round } from './round.ts'
import { mechanismOf, type RoundPlan, type TieKey, totalPlaces } from './round-plan.ts'

/** A round before its seed is known: what is frozen, hashed and published. */
export type FrozenList = Round extends infer Each ? (Each extends Round ? Omit<Each, 'seed'> : never) : never

const LIST_FORMAT = 'counter.list/1'
const Header = z.record(z.string(), z.unknown())

/** The order a plan asks for: class, points, the tie chain, the ticket last. Flats go by size first (`class`). */
export function orderOf(plan: RoundPlan): OrderKey[] {
  const keys: OrderKey[] = []
  if (plan.kind === 'housing' || plan.classes.length > 0) keys.push({ key: 'class', dir: 'asc' })
  if (plan.kind === 'housing' && plan.classes.length > 0) keys.push({ key: 'priority', dir: 'asc' })
  if (plan.order === 'points') keys.push({ key: 'points', dir: 'desc' })
  for (const tie of plan.ties) keys.push({ key: `ties.${tie}`, dir: directionOf(tie) })
  return [...keys, { key: 'ticket', dir: 'asc' }]
}

/**
 * The list of a plan and its applicants as it is frozen. `title` names the round: no other has it, and an auditor knows
 * it. What the engine would refuse is refused when it runs.
 */
export function frozenList(title: string, plan: RoundPlan, applicants: readonly Applicant[]): FrozenList {
  const common = {
    format: 'counter.round/1' as const,
    id: title.normalize('NFC'),
    order: orderOf(plan),
    applicants: [...applicants].sort((a, b) => compareTexts(a.no, b.no)),
  }
  if (mechanismOf(plan) === 'deferred-acceptance') {
    const places = plan.places.map(({ id, capacity, reserved }) => ({
      id,
      capacity,
      ...(reserved === undefined ? {} : { reserved }),
    }))
    const { siblingClass } = plan
    const siblings = siblingClass === undefined ? {} : { siblings: { class: siblingClass } }
    return { ...common, mechanism: 'deferred-acceptance', places, ...siblings }
  }
  return {
    ...common,
    mechanism: 'ranked-quota',
    total: totalPlaces(plan),
    ...classPlace(plan),
    ...(plan.quotas.length === 0
      ? {}
      : {
          quotas: plan.quotas.map(({ town, places }) => ({ group: town, places })),
          reversion: plan.reversion,
        }),
    ...(plan.line === null ? {} : { line: plan.line }),
    ...(plan.equals === 'admit' ? { equals: plan.equals } : {}),
  }
}

/** Where there are classes: the single place by name, since an applicant's class stands with the wish for it. */
function classPlace({ classes, places }: RoundPlan): Pick<FrozenList, 'places'> {
  return classes.length === 0 ? {} : { places: places.map(({ id, capacity }) => ({ id, capacity })) }
}

/**
 * The text that is hashed and published: a line for the round, then a line an applicant by number, canonical JSON in
 * NFC, each ended by LF. `sha256sum` over its UTF-8 bytes is the list's hash.
 */
export function listText(list: FrozenList): string {
  const { applicants, ...round } = list
  const header = canonicalJson({ ...round, format: LIST_FORMAT })
  const rows = [...applicants].sort((a, b) => compareTexts(a.no, b.no)).map(canonicalJson)
  return [header, ...rows].map((line) => `${line}\n`).join('')
}

/** The round of a frozen text and a seed. @throws CounterError BAD_INPUT with the line where the text is no list */
export function roundOfList(text: string, seed: string): Round {
  const [header = '', ...rows] = text.split('\n').filter((line) => line !== '')
  const { format, ...round } = Header.parse(readLine(header, 1))
  if (format !== LIST_FORMAT) throw badLine(1)
  const applicants = rows.map((row, index) => readLine(row, index + 2))
  return parseRound({ ...round, format: 'counter.round/1', seed, applicants })
}

function directionOf(tie: TieKey): 'asc' | 'desc' {
  switch (tie) {
    case 'appliedOn':
      return 'asc'
    case 'residenceMonths':
    case 'insuredMonths':
    case 'permitMonths':
      return 'desc'
    default:
      return assertNever(tie)
  }
}

function readLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw badLine(number)
  }
}

function badLine(number: number): CounterError {
  return new CounterError('BAD_INPUT', `名单文件第 ${number} 行不是冻结名单的内容，不能使用。`, {
    at: `第 ${number} 行`,
    hint: '请使用批次导出的 list.txt 原件，不要用文字处理软件打开后另存。',
  })
}
