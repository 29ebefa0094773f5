/** Whether a font has a glyph for a code point. */
export type Coverage = (codePoint: number) => boolean

/** First and last code point of a run, both included. */
type Run = [first: number, last: number]

/**
 * Reads which characters a font can draw from its `cmap` table (OpenType 1.9, formats 4 and 12; the larger of the
 * two where a font has both). Variation sequences are not read: a variation selector counts as not covered.
 * @throws Error when the bytes are not a font with such a table
 */
export function readCoverage(font: Buffer): Coverage {
  const table = findTable(font, 'cmap')
  const subtables = new Map<number, Buffer>()
  for (let index = 0; index < table.readUInt16BE(2); index++) {
    const subtable = table.subarray(table.readUInt32BE(8 + 8 * index))
    subtables.set(subtable.readUInt16BE(0), subtable)
  }
  const full = subtables.get(12)
  const basic = subtables.get(4)
  if (full === undefined && basic === undefined) throw new Error('font has no cmap of format 4 or 12')
  return coverageOf(full === undefined ? readFormat4(basic ?? table) : readFormat12(full))
}

function findTable(font: Buffer, tag: string): Buffer {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const entry = 12 + 16 * index
    if (font.toString('latin1', entry, entry + 4) === tag) return font.subarray(font.readUInt32BE(entry + 8))
  }
  throw new Error(`font has no table ${tag}`)
}

/** Groups of consecutive characters with consecutive glyphs; glyph 0 is "missing". */
function readFormat12(table: Buffer): Run[] {
  const runs: Run[] = []
  for (let index = 0; index < table.readUInt32BE(12); index++) {
    const group = 16 + 12 * index
    const first = table.readUInt32BE(group)
    runs.push([table.readUInt32BE(group + 8) === 0 ? first + 1 : first, table.readUInt32BE(group + 4)])
  }
  return runs
}

/** Segments of the basic plane; each character's glyph is looked up, since a segment may hold missing ones. */
function readFormat4(table: Buffer): Run[] {
  const segments = table.readUInt16BE(6) / 2
  const ends = 14
  const starts = ends + 2 * segments + 2
  const deltas = starts + 2 * segments
  const offsets = deltas + 2 * segments
  const runs: Run[] = []
  for (let segment = 0; segment < segments; segment++) {
    const first = table.readUInt16BE(starts + 2 * segment)
    const last = Math.min(table.readUInt16BE(ends + 2 * segment), 0xfffe)
    const delta = table.readUInt16BE(deltas + 2 * segment)
    const place = offsets + 2 * segment
    const offset = table.readUInt16BE(place)
    for (let code = first; code <= last; code++) {
      const listed = offset === 0 ? code : table.readUInt16BE(place + offset + 2 * (code - first))
      const missing = offset === 0 ? (code + delta) % 0x10000 === 0 : listed === 0
      if (!missing) extend(runs, code)
    }
  }
  return runs
}

function extend(runs: Run[], code: number): void {
  const last = runs.at(-1)
  if (last !== undefined && last[1] === code - 1) last[1] = code
  else runs.push([code, code])
}

/** Runs come in rising order (the format demands it), so a binary search finds the only one that may hold a code. */
function coverageOf(runs: Run[]): Coverage {
  return (codePoint) => {
    let low = 0
    let high = runs.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const [first, last] = runs[middle] ?? [0, -1]
      if (codePoint < first) high = middle - 1
      else if (codePoint > last) low = middle + 1
      else return true
    }
    return false
  }
}
