import type { Dataset } from '#shared/ipc/imports.ts'
import { contributions } from './contributions.ts'
import type { DatasetRules } from './dataset.ts'
import { employers } from './employers.ts'
import { offences } from './offences.ts'
import { permits } from './permits.ts'
import { residents } from './residents.ts'

/** Every kind of file that can be taken in. */
export const DATASETS = {
  residents,
  contributions,
  permits,
  employers,
  offences,
} as const satisfies Record<Dataset, DatasetRules>

export function rulesOf(dataset: Dataset): DatasetRules {
  return DATASETS[dataset]
}
