import type { Migration } from '../migrate.ts'
import { migration as office } from './0010-office.ts'
import { migration as residents } from './0020-residents.ts'
import { migration as cases } from './0030-cases.ts'
import { migration as papers } from './0040-papers.ts'

/** Every migration in order; a new one is appended, a released one is never edited. */
export const migrations: readonly Migration[] = [office, residents, cases, papers]
