import { LINE_NOT_LOADED, LINE_UNKNOWN, type PopulationPoints } from '#shared/domain/points/index.ts'
import type { GainBand, SimulationResult } from '#shared/ipc/policies.ts'
import type { PointsPack } from '#shared/policy/index.ts'

/** The last hundredth of each band of change below the open one at the top; no change is a band of its own. */
const BAND_ENDS = [-2000, -1000, -500, -1, 0, 499, 999, 1999] as const
/** Totals are shown in bands of ten points. */
const TOTAL_BAND_X100 = 1000

/** A pack and the lines its results have. */
export type ComparedPack = { policy: PointsPack; lineCodes: readonly string[] }
type Both<Value> = { before: Value; after: Value }

/** How many a change moves up and down, and by how much all of them together. */
type Moves = { gain: number; same: number; lose: number; changeX100: number }

/**
 * Counts who gains and who loses between two packs: by size of the change, by town and by indicator, and the totals
 * under each. Residents are added chunk by chunk.
 */
export function compareTotals(packs: Both<ComparedPack>) {
  const all = noMoves()
  const towns = new Map<string, Moves>()
  const bands = new Array<number>(BAND_ENDS.length + 1).fill(0)
  const totals = new Map<number, Both<number>>()
  const indicators = indicatorsOf(packs)
  let open = 0
  return {
    add(residents: readonly { town: string }[], { before, after }: Both<PopulationPoints>): void {
      for (const [index, { town }] of residents.entries()) {
        const [from, to] = [before.totalsX100[index] ?? 0, after.totalsX100[index] ?? 0]
        move(all, to - from)
        move(getOrAdd(towns, town, noMoves), to - from)
        const band = bandOf(to - from)
        bands[band] = (bands[band] ?? 0) + 1
        getOrAdd(totals, totalBand(from), noTotals).before += 1
        getOrAdd(totals, totalBand(to), noTotals).after += 1
        if (before.complete[index] !== 1 || after.complete[index] !== 1) open += 1
        for (const indicator of indicators) {
          const gained = indicator.after(after, index) - indicator.before(before, index)
          if (gained > 0) indicator.gain += 1
          else if (gained < 0) indicator.lose += 1
        }
      }
    },
    result(): Omit<SimulationResult, 'beforeName' | 'afterName' | 'on' | 'findings'> {
      return {
        residents: headsOf(all),
        ...counted(all),
        bands: bands.map(gainBand),
        towns: [...towns]
          .map(([town, moves]) => ({ town, ...counted(moves) }))
          .sort((a, b) => (a.town < b.town ? -1 : 1)),
        totals: histogram(totals),
        indicators: indicators.map(({ code, name, gain, lose }) => ({ code, name, gain, lose })),
        open,
      }
    },
  }
}

type PointsOfLine = (points: PopulationPoints, index: number) => number
type IndicatorMoves = Both<PointsOfLine> & { code: string; name: string; gain: number; lose: number }

/** Every indicator of either pack, those of the new one first. */
function indicatorsOf({ before, after }: Both<ComparedPack>): IndicatorMoves[] {
  const names = new Map(after.policy.indicators.map(({ code, name }) => [code, name]))
  for (const { code, name } of before.policy.indicators) if (!names.has(code)) names.set(code, name)
  return [...names].map(([code, name]) => ({
    code,
    name,
    before: pointsOfLine(before, code),
    after: pointsOfLine(after, code),
    gain: 0,
    lose: 0,
  }))
}

/** The certain points of a line; nothing where it is open or the pack has no such line. */
function pointsOfLine({ lineCodes }: ComparedPack, code: string): PointsOfLine {
  const line = lineCodes.indexOf(code)
  if (line === -1) return () => 0
  return ({ lines }, index) => {
    const points = lines[index * lineCodes.length + line] ?? 0
    return points === LINE_UNKNOWN || points === LINE_NOT_LOADED ? 0 : points
  }
}

function move(moves: Moves, change: number): void {
  if (change > 0) moves.gain += 1
  else if (change < 0) moves.lose += 1
  else moves.same += 1
  moves.changeX100 += change
}

function counted(moves: Moves) {
  const { gain, same, lose, changeX100 } = moves
  const heads = headsOf(moves)
  return { gain, same, lose, meanChangeX100: heads === 0 ? 0 : changeX100 / heads }
}

function headsOf({ gain, same, lose }: Moves): number {
  return gain + same + lose
}

function noMoves(): Moves {
  return { gain: 0, same: 0, lose: 0, changeX100: 0 }
}

function noTotals(): Both<number> {
  return { before: 0, after: 0 }
}

function bandOf(change: number): number {
  const band = BAND_ENDS.findIndex((end) => change <= end)
  return band === -1 ? BAND_ENDS.length : band
}

function gainBand(count: number, index: number): GainBand {
  const below = BAND_ENDS[index - 1]
  return { from: below === undefined ? null : below + 1, to: BAND_ENDS[index] ?? null, count }
}

function totalBand(totalX100: number): number {
  return Math.floor(totalX100 / TOTAL_BAND_X100)
}

/** Every band from the lowest total to the highest, the empty ones between them as well. */
function histogram(totals: ReadonlyMap<number, Both<number>>): SimulationResult['totals'] {
  if (totals.size === 0) return []
  const lowest = Math.min(...totals.keys())
  const highest = Math.max(...totals.keys())
  return Array.from({ length: highest - lowest + 1 }, (_, index) => ({
    fromX100: (lowest + index) * TOTAL_BAND_X100,
    ...(totals.get(lowest + index) ?? noTotals()),
  }))
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const created = create()
  map.set(key, created)
  return created
}
