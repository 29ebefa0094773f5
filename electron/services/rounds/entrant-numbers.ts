import { yearOf } from '#shared/base/plain-date.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'

/** The letter with which the round's own application numbers begin. */
const LETTERS = {
  'health-check': 'T',
  school: 'S',
  'rent-support': 'R',
  housing: 'H',
} as const satisfies Record<RoundPlan['kind'], string>

export const NUMBER_DIGITS = 5

/** What the round's own application numbers begin with: S2026- of a school round of 2026. */
export function numberPrefix({ kind, cutOff }: Pick<RoundPlan, 'kind' | 'cutOff'>): string {
  return `${LETTERS[kind]}${yearOf(cutOff)}-`
}

/** A number of the round's own, such as S2026-00017. */
export function ownNumber(prefix: string, running: number): string {
  return prefix + String(running).padStart(NUMBER_DIGITS, '0')
}

/** The last running number among application numbers, the office's own and others; 0 where none begins so. */
export function lastRunning(prefix: string, numbers: Iterable<string>): number {
  let last = 0
  for (const no of numbers) {
    const digits = no.startsWith(prefix) ? (/^\d{1,9}/.exec(no.slice(prefix.length))?.[0] ?? '0') : '0'
    last = Math.max(last, Number(digits))
  }
  return last
}
