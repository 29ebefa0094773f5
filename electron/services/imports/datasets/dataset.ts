import type { WantedColumn } from '#electron/exchange/index.ts'
import type { KnownPerson } from '#electron/store/tables/bulk-people.ts'
import type { EmployerRow } from '#electron/store/tables/employers.ts'
import type { Department } from '#shared/domain/people/index.ts'
import type { Dataset, DatasetColumn } from '#shared/ipc/imports.ts'
import type { Desk } from '../desk.ts'
import type { JudgedRow } from '../judged-row.ts'

/** A column of a dataset with the other titles departments use for it. */
export type Column = DatasetColumn & WantedColumn

/** The rows of a file that are about one person or employer, in the order of the file. */
export type RowsOf<Known> = {
  /** The record as it is kept; undefined where there is none, or the number cannot be read. */
  known: Known | undefined
  rows: JudgedRow[]
}

type Described = {
  dataset: Dataset
  /** What staff call such a file. */
  title: string
  /** The department such files usually come from. */
  department: Department
  columns: Column[]
}

/**
 * What a file is about and what becomes of its rows. `judge` is given all rows of one subject at once, settles the
 * outcome of each and tells the desk the changes; it reads the store and never changes it.
 */
export type PeopleDataset = Described & {
  subject: 'people'
  judge(subject: RowsOf<KnownPerson>, desk: Desk): void
}
export type EmployersDataset = Described & {
  subject: 'employers'
  judge(subject: RowsOf<EmployerRow>, desk: Desk): void
}
export type DatasetRules = PeopleDataset | EmployersDataset
