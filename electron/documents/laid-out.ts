import type { PlainDate } from '#shared/base/plain-date.ts'

/** What a template receives: the file's own facts, and texts that are already cut into runs. */
export interface LaidOut {
  document: {
    /** Title and author stand in the file where everybody can read them: never a resident's name. */
    title: string
    author: string[]
    /** Year, month, day; null leaves the file undated. */
    date: [number, number, number] | null
  }
  [field: string]: unknown
}

/** Year, month, day as numbers. */
export function dateParts(date: PlainDate): [number, number, number] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return [year, month, day]
}
