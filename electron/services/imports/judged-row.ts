import type { ImportFinding, ImportRow } from '#shared/ipc/imports.ts'

export type Outcome = ImportRow['outcome']

/** A row of the file while it is being judged. */
export class JudgedRow {
  /** Its place among the rows, from 0. */
  readonly index: number
  /** Its place in the file as a person sees it. */
  readonly row: number
  /** Its cells by column key; '' where there is nothing. */
  readonly cells: Readonly<Record<string, string>>
  readonly findings: ImportFinding[] = []
  /** What staff call each column. */
  readonly #titles: ReadonlyMap<string, string>
  outcome: Outcome = 'unchanged'

  constructor(
    place: { index: number; row: number },
    cells: Readonly<Record<string, string>>,
    titles: ReadonlyMap<string, string>,
  ) {
    this.index = place.index
    this.row = place.row
    this.cells = cells
    this.#titles = titles
  }

  get isBad(): boolean {
    return this.outcome === 'bad'
  }

  cell(key: string): string {
    return this.cells[key] ?? ''
  }

  titleOf(column: string): string {
    return this.#titles.get(column) ?? column
  }

  /** The row cannot be taken in; every defect is listed. @param column the key of the column */
  refuse(column: string | null, message: string): void {
    this.outcome = 'bad'
    this.#find(column, 'bad', message)
  }

  warn(column: string | null, message: string): void {
    this.#find(column, 'warning', message)
  }

  note(message: string): void {
    this.#find(null, 'note', message)
  }

  /** The outcome where nothing is bad: a difference weighs more than an addition. */
  settle(outcome: 'add' | 'unchanged' | 'differing'): void {
    if (WEIGHT[outcome] > WEIGHT[this.outcome]) this.outcome = outcome
  }

  #find(column: string | null, severity: ImportFinding['severity'], message: string): void {
    const title = column === null ? null : this.titleOf(column)
    this.findings.push({ row: this.row, column: title, severity, message })
  }
}

const WEIGHT = { unchanged: 0, add: 1, differing: 2, bad: 3 } as const satisfies Record<Outcome, number>
