import { PlainDate } from '#shared/base/plain-date.ts'

/** The only source of time for the services: an instant for records, a day for rules. */
export interface Clock {
  /** Now as an ISO instant in UTC. */
  now(): string
  /** Today at the counter. */
  today(): PlainDate
}

/** China keeps one time all year round, eight hours ahead of UTC. */
const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000

/** The machine's clock, with days as they are in China whatever zone the machine is set to. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => dayOf(new Date().toISOString()),
}

/** The day in China on which an ISO instant lies. */
export function dayOf(instant: string): PlainDate {
  return PlainDate.parse(inChina(instant).slice(0, 10))
}

/** The ISO instant at which a day begins in China. */
export function startOf(day: PlainDate): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - CHINA_OFFSET_MS).toISOString()
}

/** The minute in China in which an ISO instant lies, as 2026-06-18 09:00. */
export function minuteOf(instant: string): string {
  return inChina(instant).slice(0, 16).replace('T', ' ')
}

function inChina(instant: string): string {
  return new Date(Date.parse(instant) + CHINA_OFFSET_MS).toISOString()
}
