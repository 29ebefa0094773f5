import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type PublicRow,
  RoundFreezeNotice,
  RoundNoPlaceNotice,
  RoundPlaceNotice,
  RoundPublicList,
} from '#shared/domain/documents/index.ts'
import { RESOURCES } from './tools.ts'

const SCHEMAS = {
  'round-freeze-notice': RoundFreezeNotice,
  'round-public-list': RoundPublicList,
  'round-place-notice': RoundPlaceNotice,
  'round-no-place-notice': RoundNoPlaceNotice,
} as const
export type RoundPaper = keyof typeof SCHEMAS
export const ROUND_PAPERS = Object.keys(SCHEMAS) as RoundPaper[]

/** The example of a paper that comes with the program; `over` replaces fields. */
export function roundExample<Paper extends RoundPaper>(
  paper: Paper,
  over: Record<string, unknown> = {},
): ReturnType<(typeof SCHEMAS)[Paper]['parse']> {
  const text = readFileSync(join(RESOURCES, 'papers/examples', `${paper}.json`), 'utf8')
  const schema = SCHEMAS[paper]
  return schema.parse({ ...JSON.parse(text), ...over }) as ReturnType<(typeof SCHEMAS)[Paper]['parse']>
}

/** A public list of this many applicants, every third of whom has no place. */
export function longPublicList(count: number, over: Record<string, unknown> = {}): RoundPublicList {
  const rows: PublicRow[] = Array.from({ length: count }, (_, index) => ({
    rank: index + 1,
    no: `2026-H-${String(index + 1).padStart(5, '0')}`,
    name: '示****',
    points: (100 - index / 100).toFixed(2),
    place: index % 3 === 2 ? null : '示例苑一居室',
    ground: index % 3 === 2 ? null : '普通名额',
  }))
  return roundExample('round-public-list', { rows, ...over })
}
