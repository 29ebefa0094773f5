import type { ExportableList } from '#shared/ipc/exports.ts'
import { cases } from './cases.ts'
import { entrants } from './entrants.ts'
import { imports } from './imports.ts'
import type { ExportableRows } from './list.ts'
import { papers } from './papers.ts'
import { residents } from './residents.ts'

export { type ExportableRows, named } from './list.ts'

/** Every list that can leave as a file. */
export const EXPORT_LISTS: Record<ExportableList, ExportableRows> = {
  residents,
  cases,
  papers,
  imports,
  entrants,
}
