import type { FamilyMember, FamilyView } from '#shared/ipc/families.ts'

/** A member's card in the picture; measures in pixels from the upper left corner. */
export interface PlacedMember {
  member: FamilyMember
  x: number
  y: number
}

/** A line of the picture as an SVG path; a guardian's is dashed. */
export interface PlacedLine {
  key: string
  path: string
  dashed: boolean
}

export interface FamilyPicture {
  width: number
  height: number
  cards: readonly PlacedMember[]
  lines: readonly PlacedLine[]
}

export const CARD = { width: 96, height: 62 } as const
const GAP = 11
/** Between generations: room for a line that leaves below, turns, and arrives above. */
const RISE = 40
const EDGE = 3
/** How far beside the middle of a card a guardian's line leaves, so that it does not hide under a parent's. */
const GUARDIAN_SHIFT = 14

const GENERATIONS = ['above', 'same', 'below'] as const

/**
 * The picture of a family: grandparents and parents above, 本人 with the spouse beside in the middle, children below.
 * Rows are centred; a generation without anybody takes no room.
 */
export function familyPicture({ members, lines }: FamilyView): FamilyPicture {
  const rows = GENERATIONS.map((generation) => members.filter((one) => one.generation === generation)).filter(
    (row) => row.length > 0,
  )
  const widest = Math.max(0, ...rows.map(rowWidth))
  const cards = rows.flatMap((row, level) => placeRow(row, { level, widest }))
  return {
    width: widest + 2 * EDGE,
    height: rows.length === 0 ? 0 : rows.length * (CARD.height + RISE) - RISE + 2 * EDGE,
    cards,
    lines: placeLines(cards, lines),
  }
}

function rowWidth(row: readonly FamilyMember[]): number {
  return row.length * (CARD.width + GAP) - GAP
}

function placeRow(
  row: readonly FamilyMember[],
  { level, widest }: { level: number; widest: number },
): PlacedMember[] {
  const left = EDGE + (widest - rowWidth(row)) / 2
  return row.map((member, position) => ({
    member,
    x: left + position * (CARD.width + GAP),
    y: EDGE + level * (CARD.height + RISE),
  }))
}

type Ends = { key: string; upper: PlacedMember; lower: PlacedMember; dashed: boolean }

function placeLines(cards: readonly PlacedMember[], lines: FamilyView['lines']): PlacedLine[] {
  const places = new Map(cards.map((card) => [card.member.id, card]))
  const ends = lines.flatMap(({ from, to, kind }): Ends[] => {
    const [first, second] = [places.get(from), places.get(to)]
    if (first === undefined || second === undefined) return []
    const [upper, lower] = first.y <= second.y ? [first, second] : [second, first]
    return [{ key: `${kind} ${from} ${to}`, upper, lower, dashed: kind === 'guardianOf' }]
  })
  const down = ends.filter(({ upper, lower }) => upper.y < lower.y)
  return ends.map(({ key, upper, lower, dashed }) => ({
    key,
    path: upper.y === lower.y ? acrossPath(upper, lower) : downPath({ key, upper, lower, dashed }, down),
    dashed,
  }))
}

/** Between neighbours a straight line; between others one that passes below the cards between them. */
function acrossPath(one: PlacedMember, other: PlacedMember): string {
  const [left, right] = one.x < other.x ? [one, other] : [other, one]
  const middle = left.y + CARD.height / 2
  if (right.x - left.x <= CARD.width + GAP) return `M${left.x + CARD.width} ${middle}H${right.x}`
  const below = left.y + CARD.height
  return `M${centre(left)} ${below}V${below + RISE / 6}H${centre(right)}V${below}`
}

/** Down, across and down again. Each parent's lines cross at their own height: whose child is whose stays clear. */
function downPath(line: Ends, down: readonly Ends[]): string {
  const { upper, lower, dashed } = line
  const lanes = [...new Set(down.filter((other) => other.lower.y === lower.y).map(laneOf))].sort()
  const height = (RISE * (lanes.indexOf(laneOf(line)) + 1)) / (lanes.length + 1)
  const [leave, arrive] = [upper, lower].map((card) => centre(card) - (dashed ? GUARDIAN_SHIFT : 0))
  return `M${leave} ${upper.y + CARD.height}V${lower.y - height}H${arrive}V${lower.y}`
}

/** Lines of one upper card and kind run together; the further right it stands, the higher they cross. */
function laneOf({ upper, dashed }: Ends): string {
  return `${String(Math.round(upper.x)).padStart(6, '0')} ${upper.member.id} ${dashed}`
}

function centre({ x }: PlacedMember): number {
  return x + CARD.width / 2
}

/** Whether there is anybody beside the one whose page it is. */
export function hasFamily({ members }: FamilyView): boolean {
  return members.length > 1
}

/** Custody as it stands beside a child or parent; empty where it is not known. */
export function custodyWords(relation: FamilyMember['relation']): string {
  if (relation === undefined || relation.custody === null) return ''
  if (relation.custody === 'both') return '父母双方抚养'
  const here = relation.custody === 'this'
  if (relation.kind === 'child') return here ? '由本人抚养' : '由另一方抚养'
  return here ? '由这一方抚养' : '由另一方抚养'
}
