/** A column that an import knows: its key, the title of the template, and other titles departments use for it. */
export interface WantedColumn {
  key: string
  title: string
  aliases: string[]
  required: boolean
}

/** Which column of a file holds what. Columns are indexes into the header, from 0. */
export interface ColumnMatch {
  matched: Record<string, number>
  /** Keys of required columns that no column was found for. */
  missing: string[]
  /** Columns nobody asked for. */
  unused: number[]
  /** Keys that several columns fit, so that a person must choose; they are neither matched nor missing. */
  ambiguous: { key: string; columns: number[] }[]
}

const BRACKETS = /[()[\]{}<>「」『』【】〔〕〈〉《》]/g
const IGNORED = /[\s\u200b-\u200f\ufeff*:：、·._/\\-]/g

/** A title for comparison: without width, case, brackets, spaces and the marks around titles. */
export function foldTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(BRACKETS, '').replace(IGNORED, '')
}

/**
 * Finds the wanted columns in a header. A column that was assigned by hand before (`remembered`: file title to key)
 * goes first, then equal titles, then aliases in their order; nothing is matched by likeness. One column serves one
 * key only.
 */
export function matchColumns(
  header: string[],
  wanted: WantedColumn[],
  remembered: Record<string, string> = {},
): ColumnMatch {
  const folded = header.map(foldTitle)
  const byHand = new Map(Object.entries(remembered).map(([title, key]) => [foldTitle(title), key]))
  const match: ColumnMatch = { matched: {}, missing: [], unused: [], ambiguous: [] }
  const taken = new Set<number>()
  const open = new Map(wanted.map((column) => [column.key, column]))

  function settle(key: string, fits: number[]): void {
    const [first, ...more] = fits
    if (first === undefined) return
    for (const column of fits) taken.add(column)
    open.delete(key)
    if (more.length > 0) match.ambiguous.push({ key, columns: fits })
    else match.matched[key] = first
  }

  for (const { key } of wanted)
    settle(
      key,
      columnsWhere(folded, taken, (title) => byHand.get(title) === key),
    )
  for (const names of ranks(wanted)) {
    for (const { key, name } of names) {
      const isFree = (title: string) => title === foldTitle(name) && !byHand.has(title)
      if (open.has(key)) settle(key, columnsWhere(folded, taken, isFree))
    }
  }
  match.missing = wanted.filter(({ key, required }) => required && open.has(key)).map(({ key }) => key)
  match.unused = header.map((_, column) => column).filter((column) => !taken.has(column))
  return match
}

function columnsWhere(folded: string[], taken: Set<number>, fits: (title: string) => boolean): number[] {
  return folded.flatMap((title, column) =>
    title !== '' && !taken.has(column) && fits(title) ? [column] : [],
  )
}

/** Titles first, then every first alias, every second alias and so on: a title beats another column's alias. */
function ranks(wanted: WantedColumn[]): { key: string; name: string }[][] {
  const depth = Math.max(0, ...wanted.map(({ aliases }) => aliases.length))
  return Array.from({ length: depth + 1 }, (_, rank) =>
    wanted.flatMap(({ key, title, aliases }) => {
      const name = [title, ...aliases][rank]
      return name === undefined ? [] : [{ key, name }]
    }),
  )
}
