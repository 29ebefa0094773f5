import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { decidePolicy, draftPolicy } from '#electron/services/policy-documents.ts'
import type { DecidePolicyRequest, DraftPolicyRequest } from '#shared/ipc/policies.ts'
import { type Amendment, type Gate, type PointsPack, parsePack } from '#shared/policy/index.ts'
import type { TestOffice, Who } from './test-office.ts'

/** The installed pack of the counter, to draft others from. */
export const INSTALLED = parsePack(
  JSON.parse(readFileSync('resources/policy/points/zj-2023-38.json', 'utf8')),
)

/** An invented pack that takes over from the installed one; its worked cases still hold. */
export function nextPack(changes: Partial<PointsPack> = {}): unknown {
  return {
    ...INSTALLED,
    id: 'sample-2026',
    name: '示例计分办法',
    documentNumber: '示例〔2026〕1号',
    origin: 'partial',
    effectiveFrom: '2026-06-01',
    supersedes: INSTALLED.id,
    ...changes,
  }
}

/** An invented notice that strikes an indicator. */
export function strike(code: string, changes: Partial<Amendment> = {}): unknown {
  return {
    format: 'counter.points-amendment/1',
    id: 'sample-strike',
    documentNumber: '示例〔2026〕2号',
    citation: '示例〔2026〕2号第一条',
    effectiveFrom: '2026-06-10',
    packs: null,
    change: { kind: 'strike', code },
    ...changes,
  }
}

export function listOf(year: number, entries: string[] = ['示例·工种']): unknown {
  return {
    format: 'counter.outside-list/1',
    id: 'sample-shortage',
    name: '示例紧缺工种',
    year,
    department: '示例人社',
    documentNumber: '示例〔2026〕3号',
    entries,
  }
}

/** Asks the list `listOf` gives. */
export const SHORTAGE: Gate = {
  code: 'SAMPLE-SHORTAGE',
  name: '示例紧缺工种',
  when: { kind: 'listed', fact: 'office', list: 'sample-shortage', title: '属于示例紧缺工种' },
  status: 'READ',
  citation: '示例〔2026〕1号第八条',
}

/** Drafts a policy as somebody; gives its key. */
export async function draft(
  office: TestOffice,
  json: unknown,
  { who = 'supervisor', ...changes }: Partial<DraftPolicyRequest> & { who?: Who } = {},
): Promise<string> {
  const bytes = typeof json === 'string' ? json : JSON.stringify(json)
  const { key } = await draftPolicy(office.as(who), {
    commandId: randomUUID(),
    fileName: '示例政策.json',
    bytes: new TextEncoder().encode(bytes),
    annex: null,
    ...changes,
  })
  return key
}

/** Decides about a policy as somebody. */
export function decide(
  office: TestOffice,
  key: string,
  { who = 'second', ...changes }: Partial<DecidePolicyRequest> & { who?: Who } = {},
): object {
  const request = { commandId: randomUUID(), key, action: 'confirm', reason: '示例公布', ...changes } as const
  return decidePolicy(office.as(who), request)
}

/** Brings a policy into force with two persons. */
export async function bringIn(office: TestOffice, json: unknown): Promise<string> {
  const key = await draft(office, json)
  decide(office, key)
  return key
}
