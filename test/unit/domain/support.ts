import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { PlainDate } from '#shared/base/plain-date.ts'
import { PointsFacts } from '#shared/domain/points/index.ts'
import { type PointsPack, parsePack } from '#shared/policy/index.ts'

/** The JSON of a file under resources/policy. */
export function policyJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../resources/policy/${path}`, import.meta.url), 'utf8'))
}

export function loadPack(id: string): PointsPack {
  return parsePack(policyJson(`points/${id}.json`))
}

export function day(text: string): PlainDate {
  return PlainDate.parse(text)
}

export function pointsFacts(facts: Record<string, unknown>): PointsFacts {
  return PointsFacts.parse(facts)
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
