import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { comparePolicies } from '#electron/services/policy-comparison.ts'
import { decidePolicy, draftPolicy, getPolicy, listPolicies } from '#electron/services/policy-documents.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { listPolicyDocuments } from '#electron/store/tables/policies.ts'
import { parsePlainDate as day } from '#shared/base/plain-date.ts'
import { bringIn, decide, draft, INSTALLED, listOf, nextPack, strike } from './policy-files.ts'
import { openTestOffice, type TestOffice, type Who } from './test-office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const pageOf = (key: string, who: Who = 'second') => getPolicy(office.as(who), key)
const rowOf = (key: string) => listPolicies(office.as('clerk')).find((row) => row.key === key)
const codesOf = (key: string) => pageOf(key).findings.map(({ code }) => code)
const refused = (code: string, words: RegExp | string = '') =>
  expect.objectContaining({ code, message: expect.stringMatching(words) })

describe('drafting', () => {
  test('keeps the file as it was handed in, and counts for nothing', async () => {
    const text = `${JSON.stringify(nextPack(), null, 4)}\n`
    const key = await draft(office, text)
    expect(listPolicyDocuments(office.writer)).toMatchObject([
      {
        id: key,
        kind: 'pack',
        policy_id: 'sample-2026',
        body: text,
        sha256: sha256(text),
        file_name: '示例政策.json',
      },
    ])
    expect(rowOf(key)).toMatchObject({ state: 'draft', current: false, errors: 0, policyId: 'sample-2026' })
    expect(pageOf(key).timeline).toMatchObject([{ who: '示例·主管', what: '起草' }])
  })

  test('may be brought in by a clerk, so that the only supervisor can put it in force', async () => {
    const key = await draft(office, nextPack(), { who: 'clerk' })
    decide(office, key, { who: 'supervisor' })
    expect(rowOf(key)).toMatchObject({ state: 'inForce', current: true })
  })

  test('sent twice is done once', async () => {
    const commandId = randomUUID()
    const key = await draft(office, nextPack(), { commandId })
    expect(await draft(office, nextPack(), { commandId })).toBe(key)
    expect(listPolicyDocuments(office.writer)).toHaveLength(1)
    expect(listAudit(office.writer, `policy:${key}`)).toMatchObject([{ action: 'policy.draft' }])
  })

  test.each([
    ['not JSON', '{"format": ', 'BAD_INPUT', '$'],
    [
      'a field that stands twice',
      '{"format": "counter.outside-list/1", "id": "a", "id": "b"}',
      'BAD_INPUT',
      '$.id',
    ],
    ['no known format', { format: 'counter.points-pack/1' }, 'POLICY_BAD', '$.format'],
    ['no object', '[]', 'POLICY_BAD', '$.format'],
    ['a field too much', { ...listFields(), extra: 1 }, 'POLICY_BAD', '$'],
    ['a place deep inside', nextPack({ indicators: [] }), 'POLICY_BAD', '$.indicators'],
  ])('refuses %s with the place', async (_what, json, code, at) => {
    await expect(draft(office, json)).rejects.toThrow(expect.objectContaining({ code, at }))
    expect(listPolicyDocuments(office.writer)).toEqual([])
  })

  test('refuses what is no text and what is too large', async () => {
    const request = { commandId: randomUUID(), fileName: '示例.json', annex: null }
    const noText = { ...request, bytes: new Uint8Array([0xff, 0xfe, 0x00]) }
    await expect(draftPolicy(office.as('supervisor'), noText)).rejects.toThrow(refused('BAD_INPUT', 'UTF-8'))
    const large = { ...request, bytes: new Uint8Array(5 * 1024 * 1024 + 1) }
    await expect(draftPolicy(office.as('supervisor'), large)).rejects.toThrow(refused('BAD_INPUT', '5 MB'))
  })

  test('refuses an id that is in use; one that was withdrawn is free again', async () => {
    const same = nextPack({ id: INSTALLED.id })
    await expect(draft(office, same)).rejects.toThrow(refused('DUPLICATE', /在用的文件/))
    const key = await draft(office, nextPack())
    await expect(draft(office, nextPack())).rejects.toThrow(refused('DUPLICATE', /另一份草案/))
    decide(office, key, { action: 'withdraw' })
    expect(await draft(office, nextPack())).not.toBe(key)
  })
})

describe('putting in force', () => {
  test('takes another supervisor than who drafted it', async () => {
    const key = await draft(office, nextPack())
    expect(() => decide(office, key, { who: 'supervisor' })).toThrow(refused('NOT_ALLOWED', /由您起草/))
    expect(() => decide(office, key, { who: 'clerk' })).toThrow(refused('NOT_ALLOWED', /主管/))
    expect(pageOf(key, 'supervisor').actions).toMatchObject([
      { action: 'confirm', allowed: false },
      { allowed: true },
    ])
    decide(office, key)
    expect(rowOf(key)).toMatchObject({ state: 'inForce', current: true })
    expect(pageOf(key).timeline.map(({ who, what }) => `${who} ${what}`)).toEqual([
      '示例·副主管 生效：示例公布',
      '示例·主管 起草',
    ])
    expect(rowOf(`pack:${INSTALLED.id}`)).toMatchObject({
      state: 'installed',
      current: false,
      effectiveTo: '2026-05-31',
    })
  })

  test('sent twice is done once, and twice by itself is refused', async () => {
    const key = await draft(office, nextPack())
    const commandId = randomUUID()
    decide(office, key, { commandId })
    expect(decide(office, key, { commandId })).toEqual({})
    expect(() => decide(office, key)).toThrow(refused('NOT_ALLOWED', /已经生效/))
    const actions = listAudit(office.writer, `policy:${key}`).map(({ action }) => action)
    expect(actions).toEqual(['policy.draft', 'policy.decide'])
  })

  test('is refused while a figure has no source', async () => {
    const [first, ...others] = INSTALLED.indicators
    if (first === undefined) throw new Error('a pack has indicators')
    const { citation: _none, ...bare } = first
    const key = await draft(office, nextPack({ indicators: [bare, ...others] }))
    expect(codesOf(key)).toContain('NO_CITATION')
    expect(() => decide(office, key)).toThrow(refused('NOT_ALLOWED', /处错误/))
    expect(rowOf(key)?.state).toBe('draft')
  })

  test('is refused while a worked case comes out otherwise', async () => {
    const [first] = INSTALLED.cases
    if (first === undefined) throw new Error('the installed pack has worked cases')
    const wrong = { ...first, expect: { ...first.expect, total: '1.00' } }
    const key = await draft(office, nextPack({ cases: [wrong] }))
    expect(pageOf(key).cases).toMatchObject([
      { id: first.id, ok: false, text: expect.stringContaining('1.00') },
    ])
    expect(() => decide(office, key)).toThrow(refused('NOT_ALLOWED'))
  })

  test('names both packs that overlap', async () => {
    const { supersedes: _none, ...alone } = Object(nextPack())
    const key = await draft(office, alone)
    const [found] = pageOf(key).findings
    expect(found).toMatchObject({ severity: 'error', code: 'OVERLAP' })
    expect(found?.message).toContain('sample-2026')
    expect(found?.message).toContain(INSTALLED.id)
    expect(() => decide(office, key)).toThrow(refused('NOT_ALLOWED'))
  })

  test('looks anew at what came into force after the draft', async () => {
    const first = await draft(office, nextPack())
    const second = await draft(office, nextPack({ id: 'sample-other' }))
    expect(rowOf(second)?.errors).toBe(0)
    decide(office, first)
    expect(codesOf(second)).toContain('OVERLAP')
    expect(() => decide(office, second)).toThrow(refused('NOT_ALLOWED'))
  })

  test.each([
    ['is not there', { supersedes: 'sample-none' }, 'SUPERSEDES_UNKNOWN'],
    ['begins no earlier', { effectiveFrom: INSTALLED.effectiveFrom }, 'SUPERSEDES_LATER'],
    ['leaves the counter without a pack', { purposes: ['school'] }, 'PURPOSE_LOST'],
  ])('is refused where what it supersedes %s', async (_what, changes, code) => {
    const key = await draft(office, nextPack(changes))
    expect(pageOf(key).findings).toContainEqual(expect.objectContaining({ severity: 'error', code }))
  })

  test('tells of days that have passed', async () => {
    const key = await draft(office, nextPack())
    expect(pageOf(key).findings).toContainEqual(
      expect.objectContaining({ severity: 'notice', code: 'RETROACTIVE' }),
    )
    const later = await draft(office, nextPack({ id: 'sample-later', effectiveFrom: day('2026-06-18') }))
    expect(codesOf(later)).not.toContain('RETROACTIVE')
  })
})

describe('amendments and lists', () => {
  test('an amendment is told in words, and shows in the pack it touches', async () => {
    const key = await bringIn(office, strike('ZJ-SKILL'))
    expect(pageOf(key)).toMatchObject({
      kind: 'amendment',
      name: '删除指标 ZJ-SKILL',
      pack: null,
      current: true,
    })
    const pack = pageOf(`pack:${INSTALLED.id}`)
    expect(pack.pack?.indicators.map(({ code }) => code)).not.toContain('ZJ-SKILL')
    expect(pack.lines).toEqual([
      { title: '修订：示例〔2026〕2号', text: expect.stringContaining('删除指标 ZJ-SKILL') },
    ])
  })

  test.each([
    ['an indicator nobody has', strike('ZJ-NONE'), 'INDICATOR_UNKNOWN'],
    ['a pack that is not there', strike('ZJ-SKILL', { packs: ['sample-none'] }), 'PACK_UNKNOWN'],
  ])('an amendment of %s is refused', async (_what, json, code) => {
    const key = await draft(office, json)
    expect(codesOf(key)).toContain(code)
    expect(() => decide(office, key)).toThrow(refused('NOT_ALLOWED'))
  })

  test('two amendments of one indicator from one day are both named', async () => {
    await bringIn(office, strike('ZJ-SKILL'))
    const key = await draft(office, strike('ZJ-SKILL', { id: 'sample-again' }))
    const message = pageOf(key).findings.find(({ code }) => code === 'OVERLAP')?.message
    expect(message).toContain('sample-strike')
    expect(message).toContain('sample-again')
    const later = await draft(
      office,
      strike('ZJ-SKILL', { id: 'sample-later', effectiveFrom: day('2026-07-01') }),
    )
    expect(codesOf(later)).not.toContain('OVERLAP')
  })

  test('an amendment that breaks a pack is refused', async () => {
    const [indicator] = INSTALLED.indicators
    if (indicator === undefined) throw new Error('a pack has indicators')
    const change = { kind: 'replace', indicator: { ...indicator, layer: 'town' } } as const
    const key = await draft(office, strike('', { packs: [INSTALLED.id], change }))
    expect(codesOf(key)).toContain('AMENDED_BAD')
  })

  test('a list holds for its year, entry by entry', async () => {
    const key = await bringIn(office, listOf(2026, ['示例·工种甲', '示例·工种乙', '示例·工种甲']))
    expect(rowOf(key)).toMatchObject({
      policyId: 'sample-shortage-2026',
      effectiveFrom: '2026-01-01',
      effectiveTo: '2026-12-31',
      current: true,
    })
    expect(pageOf(key).lines).toContainEqual({ title: '第 2 项', text: '示例·工种乙' })
    expect(codesOf(key).sort()).toEqual(['ENTRY_TWICE', 'LIST_UNUSED'])
    await expect(draft(office, listOf(2026))).rejects.toThrow(refused('DUPLICATE'))
    expect(rowOf(await bringIn(office, listOf(2027)))).toMatchObject({ current: false })
  })
})

describe('taking back', () => {
  test('a draft is free for any supervisor, and final', async () => {
    const key = await draft(office, nextPack())
    decide(office, key, { who: 'supervisor', action: 'withdraw' })
    expect(rowOf(key)?.state).toBe('withdrawn')
    expect(() => decide(office, key)).toThrow(refused('NOT_ALLOWED', /已经撤回/))
    expect(() => decide(office, key, { action: 'withdraw' })).toThrow(refused('NOT_ALLOWED', /已经撤回/))
  })

  test('what is in force takes a second person, and brings back what it ended', async () => {
    const key = await bringIn(office, nextPack())
    expect(() => decide(office, key, { who: 'supervisor', action: 'withdraw' })).toThrow(
      refused('NOT_ALLOWED', /起草人以外的主管/),
    )
    decide(office, key, { action: 'withdraw', reason: '示例撤回' })
    expect(rowOf(key)).toMatchObject({ state: 'withdrawn', current: false })
    expect(rowOf(`pack:${INSTALLED.id}`)).toMatchObject({ current: true, effectiveTo: null })
    expect(pageOf(key).timeline[0]).toMatchObject({ what: '撤回：示例撤回' })
  })

  test('is refused where what comes back would overlap', async () => {
    const ended = await bringIn(office, nextPack({ effectiveTo: day('2026-12-31') }))
    await bringIn(
      office,
      nextPack({ id: 'sample-2027', supersedes: 'sample-2026', effectiveFrom: day('2027-01-01') }),
    )
    expect(() => decide(office, ended, { action: 'withdraw' })).toThrow(
      refused('NOT_ALLOWED', new RegExp(`sample-2027.*${INSTALLED.id}|${INSTALLED.id}.*sample-2027`)),
    )
  })

  test('is refused for what was installed', () => {
    expect(() => decide(office, `pack:${INSTALLED.id}`, { action: 'withdraw' })).toThrow(
      refused('NOT_ALLOWED'),
    )
  })
})

describe('reading', () => {
  test('everything installed is listed without errors, the counter has one current pack', () => {
    const rows = listPolicies(office.as('clerk'))
    expect(rows.filter(({ errors }) => errors > 0)).toEqual([])
    const counter = rows.filter(({ purposes, current }) => current && purposes.includes('health-check'))
    expect(counter.map(({ key }) => key)).toEqual([`pack:${INSTALLED.id}`])
    expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['pack', 'amendment', 'list']))
  })

  test('clerks read and decide nothing', async () => {
    const key = await draft(office, nextPack())
    expect(pageOf(key, 'clerk').actions).toMatchObject([{ allowed: false }, { allowed: false }])
  })

  test('what changed between two packs is said place by place', async () => {
    const key = await draft(office, nextPack())
    const differences = comparePolicies(office.as('clerk'), { before: `pack:${INSTALLED.id}`, after: key })
    expect(differences).toContainEqual({
      place: '文号',
      change: 'changed',
      before: INSTALLED.documentNumber,
      after: '示例〔2026〕1号',
    })
    expect(comparePolicies(office.as('clerk'), { before: key, after: key })).toEqual([])
  })

  test('what is not there or no pack is said so', async () => {
    const key = await draft(office, listOf(2026))
    expect(() => pageOf('x')).toThrow(refused('NOT_FOUND'))
    expect(() => comparePolicies(office.as('clerk'), { before: key, after: 'x' })).toThrow(
      refused('BAD_INPUT'),
    )
    const request = { commandId: randomUUID(), key: 'x', action: 'confirm', reason: '示例' } as const
    expect(() => decidePolicy(office.as('second'), request)).toThrow(refused('NOT_FOUND'))
  })
})

function listFields(): object {
  return Object(JSON.parse(readFileSync('resources/policy/lists/demo-shortage-2026.json', 'utf8')))
}
