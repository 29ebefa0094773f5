import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseResult, parseRound } from '#shared/domain/allocation/index.ts'
import { temporaryFolder } from './folder.ts'
import { counter, type Outcome } from './run.ts'

const folder = temporaryFolder()
const out = join(folder, 'demo')

interface Summary {
  residents: number
  points: { complete: number; unknown: number }
  applications: { refused: number; returned: number; approved: number }
  round: { places: number; seated: number; waiting: number; verified: boolean; cost: { total: string } }
  otherRounds: unknown
  papers: { reply: { pages: number }; notices: number }
  accounts: { login: string; password: string }[]
}

let outcome: Outcome
let summary: Summary

beforeAll(async () => {
  outcome = await counter(['demo', '--out', out, '--residents', '60', '--seed', '1'])
  summary = outcome.printed[0] as Summary
}, 120_000)

describe('demo', () => {
  it('plays a year to the end: progress on standard error, one summary on standard output', () => {
    expect({ code: outcome.code, lines: outcome.printed.length }).toEqual({ code: 0, lines: 1 })
    expect(outcome.messages).toContain('60/60')
    const { points, applications, round } = summary
    expect(summary.residents).toBe(60)
    expect(points.complete + points.unknown).toBe(60)
    expect(points.unknown).toBeGreaterThan(0)
    expect(applications.refused + applications.returned + applications.approved).toBe(60)
    expect(round.seated + round.waiting).toBe(applications.approved)
    expect(round).toMatchObject({ places: 50, verified: true, cost: { total: `${round.seated * 680}.00` } })
    expect(round.seated).toBeGreaterThan(0)
  })

  it('leaves the reply, a notice for every place, and the round as the auditor gets it', () => {
    expect(summary.papers).toMatchObject({ reply: { pages: 6 }, notices: summary.round.seated })
    const round = parseRound(readJson('round.json'))
    const result = parseResult(readJson('result.json'))
    const seated = result.seats.filter((seat) => seat.place !== null).map((seat) => `${seat.no}.pdf`)
    expect(readdirSync(join(out, 'notices')).sort()).toEqual(seated.sort())
    expect(round.applicants).toHaveLength(summary.applications.approved)
    for (const paper of ['reply-2022-6.pdf', ...seated.map((name) => join('notices', name))]) {
      expect(readFileSync(join(out, paper)).subarray(0, 5).toString()).toBe('%PDF-')
    }
  })

  it('leaves three more rounds on their way, one of them as a folder that a stranger can check', () => {
    expect(summary.otherRounds).toMatchObject({
      school: { applications: 240, seated: expect.any(Number) },
      housing: { missing: ['示例·申请人'] },
      next: { approved: summary.applications.approved },
    })
    const said = execFileSync('python3', ['verify.py'], { cwd: join(out, 'school-round'), encoding: 'utf8' })
    expect(said).toMatch(/全部通过\n$/)
  })

  it('sets the reply from the golden data', () => {
    const example = new URL('../../resources/papers/examples/reply-2022-6.json', import.meta.url)
    const golden = new URL('../golden/documents/reply-2022-6.json', import.meta.url)
    expect(JSON.parse(readFileSync(example, 'utf8'))).toEqual(JSON.parse(readFileSync(golden, 'utf8')))
  })

  it('keeps the passwords out of every file', () => {
    const written = readFileSync(join(out, 'summary.json'), 'utf8')
    for (const { password } of summary.accounts) expect(written).not.toContain(password)
    expect(written).not.toContain('accounts')
  })

  it('leaves a store that is unreadable as plain SQLite and sound under either password', async () => {
    expect(() => {
      const database = new DatabaseSync(join(out, 'store/store.db'), { readOnly: true })
      database.prepare('SELECT count(*) FROM sqlite_schema').get()
    }).toThrow(/not a database/)
    for (const { login, password } of summary.accounts) {
      const args = ['store', 'check', '--store', join(out, 'store'), '--login', login, '--passphrase-fd', '0']
      const checked = await counter(args, password)
      expect(checked).toMatchObject({ code: 0, printed: [{ ok: true, counts: { resident: 60 } }] })
    }
  })

  it('can be verified, and not once a seat or an applicant was changed', async () => {
    const [roundFile, resultFile] = [join(out, 'round.json'), join(out, 'result.json')]
    expect((await counter(['verify', roundFile, resultFile])).code).toBe(0)

    const result = parseResult(readJson('result.json'))
    const [first, ...others] = result.seats
    const robbed = { ...result, seats: [{ no: first?.no, place: null }, ...others] }
    expect((await counter(['verify', roundFile, '-'], JSON.stringify(robbed))).code).toBe(1)

    const round = parseRound(readJson('round.json'))
    const favoured = round.applicants.map((applicant, index) =>
      index === 0 ? { ...applicant, points: 100 } : applicant,
    )
    const edited = join(folder, 'edited.json')
    writeFileSync(edited, JSON.stringify({ ...round, applicants: favoured }))
    expect((await counter(['verify', edited, resultFile])).code).toBe(1)
  })

  it('overwrites nothing', async () => {
    const before = readFileSync(join(out, 'store/store.db'))
    const again = await counter(['demo', '--out', out, '--residents', '60'])
    expect(again).toMatchObject({ code: 2, printed: [], error: { code: 'STORE_EXISTS' } })
    expect(readFileSync(join(out, 'store/store.db')).equals(before)).toBe(true)

    const withReply = join(folder, 'with-reply')
    mkdirSync(withReply)
    writeFileSync(join(withReply, 'reply-2022-6.pdf'), 'kept')
    expect(await counter(['demo', '--out', withReply])).toMatchObject({ code: 2 })
    expect(readdirSync(withReply)).toEqual(['reply-2022-6.pdf'])
  })

  it('leaves the same papers for the same seed', async () => {
    const again = join(folder, 'again')
    await counter(['demo', '--out', again, '--residents', '60', '--seed', '1'])
    const papers = ['round.json', 'result.json', 'reply-2022-6.pdf']
    const notices = readdirSync(join(out, 'notices')).map((name) => join('notices', name))
    for (const name of [...papers, ...notices]) {
      expect(readFileSync(join(again, name)).equals(readFileSync(join(out, name))), name).toBe(true)
    }
  })

  it('refuses a folder it cannot make', async () => {
    expect(await counter(['demo', '--out', '/proc/demo/1'])).toMatchObject({
      code: 2,
      printed: [],
      error: { code: 'STORE_UNWRITABLE' },
    })
  })

  it.each([
    ['no folder', ['--residents', '5'], '--out'],
    ['no resident', ['--out', 'x', '--residents', '0'], '--residents'],
    ['a number with a sign', ['--out', 'x', '--residents', '+5'], '--residents'],
    ['half a resident', ['--out', 'x', '--residents', '2.5'], '--residents'],
  ])('refuses %s', async (_, args, at) => {
    expect(await counter(['demo', ...args])).toMatchObject({ code: 2, printed: [], error: { at } })
  })

  it('plays through with a single resident', async () => {
    const single = await counter([
      'demo',
      '--out',
      join(folder, 'single'),
      '--residents',
      '1',
      '--seed',
      '七',
    ])
    expect(single).toMatchObject({ code: 0, printed: [{ round: { seated: 1, verified: true } }] })
  })

  it('stops at Ctrl+C with a clear message', async () => {
    const entry = new URL('../../electron/cli/index.ts', import.meta.url).pathname
    const stopped = join(folder, 'stopped')
    const child = spawn(process.execPath, [entry, 'demo', '--out', stopped, '--residents', '1000'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    let messages = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      const already = messages.includes('登记')
      messages += chunk.toString()
      if (!already && messages.includes('登记')) child.kill('SIGINT')
    })
    const [code] = await once(child, 'close')
    expect({ code, printed }).toEqual({ code: 130, printed: '' })
    expect(messages).toContain('CANCELLED')
  })
})

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(out, name), 'utf8'))
}
