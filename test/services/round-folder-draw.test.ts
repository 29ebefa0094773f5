import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { type DrawRecord, seedOfRecord } from '#electron/services/rounds/draw-record.ts'
import { roundFolder, sumsOf } from '#electron/services/rounds/folder.ts'
import { readFolder } from '#electron/services/rounds/read-folder.ts'
import { takeInFolder } from '#electron/services/rounds/take-in-folder.ts'
import {
  allocateRound,
  canonicalRound,
  commitmentOf,
  roundOfList,
  ticketTable,
} from '#shared/domain/allocation/index.ts'
import { child, ranRound, runCorrected, schoolPlan, TITLE, uphold } from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'

type Drawn = Extract<DrawRecord, { mode: 'commit-reveal' }>
type Texts = Record<string, string>

const DRAW = {
  mode: 'commit-reveal',
  revealers: [
    { name: '示例·甲', role: '居民代表', fallback: '示例备用值甲' },
    { name: '示例·乙', role: '公证员', fallback: '示例备用值乙' },
  ],
  number: { source: '示例公报', day: '2026-06-20', otherwise: '顺延至次日' },
}
const OTHER_HASH = `sha256:${'1'.repeat(64)}`

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

/** The folder of a draw of which one person stayed away. */
async function drawn({ corrected = false } = {}): Promise<Texts> {
  const people = ['1', '2', '3'].map((no) => child(no, 9, ['A']))
  const { roundId } = await ranRound(office, schoolPlan({ A: 1 }, { draw: DRAW }), people, {
    absent: ['示例·乙'],
  })
  if (corrected) {
    uphold(office, roundId, { no: '1', correction: { points: '8' } })
    await runCorrected(office, roundId)
  }
  return Object.fromEntries(roundFolder(office.as('clerk'), roundId).map(({ name, text }) => [name, text]))
}

/** The folder with another draw, from which seed, tickets, result and hashes follow as if it had been so. */
function forged(texts: Texts, change: (draw: Drawn) => Drawn, more: Texts = {}): Texts {
  const draw = change(JSON.parse(texts['draw.json'] ?? ''))
  const seed = seedOfRecord(draw)
  const round = roundOfList(texts['list.txt'] ?? '', seed)
  const files = {
    ...texts,
    ...more,
    'draw.json': JSON.stringify({ ...draw, seed }),
    'round.json': `${canonicalRound(round)}\n`,
    'result.json': JSON.stringify(allocateRound(round, sha256, { explain: true })),
    'tickets.txt': ticketTable(round, sha256),
  }
  const others = Object.entries(files).filter(([name]) => name !== 'SHA256SUMS')
  return { ...files, SHA256SUMS: sumsOf(others.map(([name, text]) => ({ name, text }))) }
}

function takeIn(texts: Texts) {
  const request = { commandId: randomUUID(), texts: new Map(Object.entries(texts)) }
  return takeInFolder(office.as('second'), request)
}

function verify(texts: Texts, program: string): number | null {
  const folder = join(office.folder, '..', randomUUID())
  mkdirSync(folder)
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text)
  return spawnSync('python3', [program], { cwd: folder }).status
}

const refused = (at: string) => expect.objectContaining({ code: 'BAD_INPUT', at })

const ofAbsent = (draw: Drawn, part: Partial<Drawn['revealers'][number]>): Drawn => ({
  ...draw,
  revealers: draw.revealers.map((share) => (share.absent ? { ...share, ...part } : share)),
})

describe('a folder whose parts fit one another, but whose draw the rules do not allow, is refused', () => {
  test.each<[string, string, (draw: Drawn) => Drawn]>([
    [
      'another policy than that of the only list',
      'draw.json',
      (draw) => ({ ...draw, over: { ...draw.over, policyHash: OTHER_HASH } }),
    ],
    [
      'a policy that is no hash',
      '$.policyHash',
      (draw) => ({ ...draw, policyHash: 'x', over: { ...draw.over, policyHash: 'x' } }),
    ],
    [
      'a number with blanks, which is another seed',
      '$.publicNumber',
      (draw) => ({ ...draw, publicNumber: '01 02 03' }),
    ],
    ['a number with words', '$.publicNumber', (draw) => ({ ...draw, publicNumber: '第1期010203' })],
    [
      'an absence without a commitment before',
      '$.revealers[1].commitment',
      (draw) => ofAbsent(draw, { commitment: '' }),
    ],
    [
      'one commitment of two people',
      'draw.json',
      (draw) => ofAbsent(draw, { commitment: commitmentOf('示例秘密1', sha256) }),
    ],
    ['an absence of somebody who spoke', 'draw.json', (draw) => ofAbsent(draw, { secret: '示例秘密2' })],
  ])('%s', async (_, at, change) => {
    const texts = await drawn()
    expect(readFolder(new Map(Object.entries(forged(texts, (draw) => draw)))).differences).toEqual([])
    expect(() => takeIn(forged(texts, change))).toThrow(refused(at))
  })

  test('before the day of its number', async () => {
    const texts = await drawn()
    office.clock.setToday('2026-06-19')
    expect(() => takeIn(texts)).toThrow(refused('draw.json'))
    office.clock.setToday('2026-06-20')
    expect(() => takeIn(texts)).toThrow(expect.objectContaining({ code: 'DUPLICATE' }))
  })

  test.each(['示例批次\u200b', '示例\n批次', '例'])(
    'under a title that no round may have: %j',
    async (title) => {
      const texts = await drawn()
      const list = (texts['list.txt'] ?? '').replace(TITLE, JSON.stringify(title).slice(1, -1))
      const listHash = `sha256:${sha256(list)}`
      const folder = forged({ ...texts, 'list.txt': list }, (draw) => ({
        ...draw,
        title,
        listHash,
        over: { ...draw.over, listHash },
      }))
      expect(() => takeIn(folder)).toThrow(refused('$.title'))
    },
  )

  test.each([
    ['another file of the folder', 'README.txt', (texts: Texts) => texts['README.txt'] ?? ''],
    [
      'a list of another plan',
      'list-drawn.txt',
      (texts: Texts) => (texts['list.txt'] ?? '').replace('"capacity":1', '"capacity":2'),
    ],
    ['a list of other people', 'list-drawn.txt', () => '{}\n{"no":"1"}\n'],
  ])('drawn over %s', async (_, list, text) => {
    const texts = await drawn()
    const listHash = `sha256:${sha256(text(texts))}`
    const change = (draw: Drawn) => ({ ...draw, over: { ...draw.over, list, listHash } })
    const folder = forged(texts, change, { [list]: text(texts) })
    expect(() => takeIn(folder)).toThrow(refused(list))
    expect([verify(folder, 'verify.py'), verify(folder, 'draw.py')]).toEqual([1, 1])
  })
})

test("the public's program says no to a draw under another title or another policy", async () => {
  const texts = await drawn()
  expect(
    verify(
      forged(texts, (draw) => draw),
      'draw.py',
    ),
  ).toBe(0)
  const changes: ((draw: Drawn) => Drawn)[] = [
    (draw) => ({ ...draw, title: '示例另一批次' }),
    (draw) => ({ ...draw, over: { ...draw.over, policyHash: OTHER_HASH } }),
  ]
  for (const change of changes) {
    const folder = forged(texts, change)
    expect([verify(folder, 'verify.py'), verify(folder, 'draw.py')]).toEqual([1, 1])
  }
})

test('a corrected list and the list it was drawn over are one round: the program and the reader say yes', async () => {
  const texts = await drawn({ corrected: true })
  expect([verify(texts, 'verify.py'), verify(texts, 'draw.py')]).toEqual([0, 0])
  expect(readFolder(new Map(Object.entries(texts))).differences).toEqual([])
})

test('who checks is told what to hold against the notice', async () => {
  const { 'README.txt': readme = '' } = await drawn()
  expect(readme).toMatch(/承诺值、备用值和公共号码的来源.*冻结公告/s)
})
