import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { announceRound } from '#electron/services/rounds/announce.ts'
import { type RoundFile, roundFolder, sumsOf } from '#electron/services/rounds/folder.ts'
import { publishRound } from '#electron/services/rounds/publish.ts'
import { readFolder } from '#electron/services/rounds/read-folder.ts'
import { listRoundEvents, roundState } from '#electron/services/rounds/state.ts'
import { takeInFolder } from '#electron/services/rounds/take-in-folder.ts'
import { findFreeze, findRoundByTitle } from '#electron/store/tables/rounds.ts'
import { listRunSeats } from '#electron/store/tables/runs.ts'
import { frozenList, listText } from '#shared/domain/allocation/index.ts'
import { bringIn, strike } from './policy-files.ts'
import {
  type Making,
  manyChildren,
  NUMBER,
  type RanRound,
  ranRound,
  runCorrected,
  threeSchools,
  uphold,
} from './round-fixture.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { publishedRound } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

/** What the public gets, in a folder of its own. */
function write(files: readonly RoundFile[], name = 'folder'): string {
  const folder = join(office.folder, '..', name)
  mkdirSync(folder)
  for (const { name: file, text } of files) writeFileSync(join(folder, file), text)
  return folder
}

function verify(folder: string, program = 'verify.py'): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('python3', [program], { cwd: folder, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

function changed(files: readonly RoundFile[], name: string, change: (text: string) => string): RoundFile[] {
  const others = files
    .filter((file) => file.name !== 'SHA256SUMS')
    .map((file) => (file.name === name ? { name, text: change(file.text) } : file))
  return [...others, { name: 'SHA256SUMS', text: sumsOf(others) }]
}

const texts = (files: readonly RoundFile[]) => new Map(files.map(({ name, text }) => [name, text]))

/** Three people share the seed; the last of them stays away. */
const DRAW = {
  mode: 'commit-reveal',
  revealers: [
    { name: '示例公证员', role: '公证', fallback: '示例备用甲' },
    { name: '示例代表', role: '居民代表', fallback: '示例备用乙' },
    { name: '示例申请人', role: '申请人代表', fallback: '示例备用丙' },
  ],
  number: { source: '示例彩票第 1 期', day: '2026-06-20', otherwise: '顺延至下一期' },
}

function schoolRound(count: number, changes: Record<string, unknown> = {}): Promise<RanRound> {
  return ranRound(office, threeSchools(changes), manyChildren(count), { title: '示例批次' })
}

function drawnRound(more: Pick<Making, 'meanwhile'> = {}): Promise<RanRound> {
  const making = { title: '示例批次', absent: ['示例申请人'], ...more }
  return ranRound(office, threeSchools({ draw: DRAW }), manyChildren(60), making)
}

/** A round drawn by three, whose list an objection corrected since. */
async function correctedRound(): Promise<string> {
  const { roundId } = await drawnRound()
  uphold(office, roundId, { no: '0003', correction: { points: '99' } })
  await runCorrected(office, roundId)
  return roundId
}

function listRound(): Promise<RanRound> {
  const plan = threeSchools({
    kind: 'rent-support',
    classes: [],
    places: [{ id: 'city', name: '示例补贴名额', town: null, capacity: 20 }],
    quotas: [{ town: '浒山街道', places: 6 }],
    line: '40',
    equals: 'admit',
  })
  const people = manyChildren(80).map(({ wishes: _none, tags: _tags, ...applicant }) => applicant)
  return ranRound(office, plan, people, { title: '示例批次' })
}

/** Two places for as many as the tests ask a ticket of. */
function healthCheck(): Promise<{ roundId: string }> {
  return publishedRound(
    office,
    Array.from({ length: 18 }, (_, index) => index + 1),
  )
}

/** The kinds of rounds there are: by wishes with kept seats, drawn by commitments, one list with towns, of cases. */
const rounds: Record<string, () => Promise<{ roundId: string }>> = {
  'a school round': () => schoolRound(120),
  'a draw by three commitments': () => drawnRound(),
  'one list with towns': listRound,
  'a health check': healthCheck,
}

for (const [name, make] of Object.entries(rounds)) {
  test(`${name} is checked bit for bit by the public's program and by sha256sum alone`, async () => {
    const { roundId } = await make()
    const files = roundFolder(office.as('clerk'), roundId)
    const folder = write(files)
    const { status, output } = verify(folder)
    expect(output).toMatch(/全部通过\n$/)
    expect(status).toBe(0)
    expect(verify(folder, 'draw.py').output).toMatch(/通过 签号表 tickets.txt\n全部通过\n$/)
    execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder })
    const [{ seed = '', no = '' } = {}] = [ticketAt(files, 17)]
    const printed = execFileSync('sh', ['-c', 'printf "%s|%s" "$1" "$2" | sha256sum', 'sh', seed, no], {
      encoding: 'utf8',
    })
    const ticket = printed.slice(0, 64)
    expect(texts(files).get('tickets.txt')).toContain(`${ticket}  ${no}\n`)
  })
}

function ticketAt(files: readonly RoundFile[], index: number): { seed: string; no: string } {
  const { seed, applicants } = JSON.parse(texts(files).get('round.json') ?? '')
  return { seed, no: applicants[index].no }
}

test('a changed list, number of places, seed, secret, ticket, cut-off or seat is found by the program', async () => {
  const { roundId } = await drawnRound()
  const files = roundFolder(office.as('clerk'), roundId)
  const damages: [string, string, (text: string) => string][] = [
    ['list', 'list.txt', (text) => text.replace('"points":"', '"points":"1')],
    ['capacity', 'round.json', (text) => text.replace('"capacity":10', '"capacity":11')],
    ['seed', 'draw.json', (text) => text.replace(/"seed": "./, '"seed": "x')],
    ['commitment', 'draw.json', (text) => text.replace(/"commitment": "./, '"commitment": "x')],
    ['fallback', 'draw.json', (text) => text.replace('示例备用丙', '示例备用丁')],
    ['cut-off', 'result.json', (text) => text.replace('"filled": 8', '"filled": 7')],
    ['secret', 'draw.json', (text) => text.replace('示例秘密1', '示例秘密9')],
    ['number', 'draw.json', (text) => text.replace(NUMBER, '010204')],
    ['ticket', 'tickets.txt', (text) => text.split('\n').reverse().join('\n')],
    ['seat', 'result.json', swapSeats],
  ]
  for (const [name, file, damage] of damages) {
    const folder = write(changed(files, file, damage), `damaged-${name}`)
    const { status, output } = verify(folder)
    expect([name, status]).toEqual([name, 1])
    expect(output, name).toMatch(/\n有 \d+ 处不符\n$/)
  }
})

test('the draw by itself is one page, needs neither round nor result, and finds what is wrong with the draw', async () => {
  const { roundId } = await drawnRound()
  const files = roundFolder(office.as('clerk'), roundId)
  expect(texts(files).get('draw.py')?.trim().split('\n').length).toBeLessThan(35)
  const needed = files.filter(({ name }) =>
    ['draw.py', 'draw.json', 'list.txt', 'tickets.txt'].includes(name),
  )
  expect(verify(write(needed, 'draw'), 'draw.py')).toMatchObject({ status: 0 })
  const damages: [string, string, (text: string) => string][] = [
    ['list', 'list.txt', (text) => text.replace('"points":"', '"points":"1')],
    ['seed', 'draw.json', (text) => text.replace(/"seed": "./, '"seed": "x')],
    ['secret', 'draw.json', (text) => text.replace('示例秘密1', '示例秘密9')],
    ['number', 'draw.json', (text) => text.replace(NUMBER, '010204')],
    ['ticket', 'tickets.txt', (text) => text.split('\n').reverse().join('\n')],
  ]
  for (const [name, file, damage] of damages) {
    const { status } = verify(write(changed(needed, file, damage), `draw-${name}`), 'draw.py')
    expect([name, status]).toEqual([name, 1])
  }
})

/** Gives the first applicant's place to the last and the other way round. */
function swapSeats(text: string): string {
  const result = JSON.parse(text)
  const seated = result.seats.filter((seat: { place: string | null }) => seat.place !== null)
  const without = result.seats.filter((seat: { place: string | null }) => seat.place === null)
  const [one, other] = [seated[0], without[0]]
  ;[one.place, other.place] = [other.place, one.place]
  ;[one.wish, other.wish] = [other.wish, one.wish]
  return JSON.stringify(result)
}

test('an exported round holds no name and no number of identity', async () => {
  const { roundId } = await schoolRound(30)
  for (const { name, text } of roundFolder(office.as('clerk'), roundId)) {
    expect(text, name).not.toContain('示例·')
    expect(text, name).not.toMatch(/(?<![0-9a-f])\d{17}[\dX](?![0-9a-f])/)
  }
})

test('after an upheld objection the draw is still over the first list, and both lists are there', async () => {
  const roundId = await correctedRound()
  const files = roundFolder(office.as('clerk'), roundId)
  expect(files.map(({ name }) => name)).toContain('list-drawn.txt')
  expect(verify(write(files)).output).toMatch(/全部通过/)
  const draw = JSON.parse(texts(files).get('draw.json') ?? '')
  expect(draw.listHash).not.toBe(draw.over.listHash)
})

test('a folder is taken in up to its run and gives the same folder again', async () => {
  const roundId = await correctedRound()
  const files = roundFolder(office.as('clerk'), roundId)
  const other = await openTestOffice()
  other.clock.setToday(DRAW.number.day)
  other.clock.setToday(DRAW.number.day)
  try {
    const request = { commandId: randomUUID(), texts: texts(files) }
    expect(() => takeInFolder(other.as('clerk'), request)).toThrow(/须由主管办理/)
    const { id } = takeInFolder(other.as('second'), request)
    expect(takeInFolder(other.as('second'), request)).toEqual({ id })
    expect(roundState(other.writer, id)).toMatchObject({ status: 'ran', publicNumber: NUMBER })
    expect(roundFolder(other.as('clerk'), id)).toEqual(files)
    expect(findFreeze(other.writer, roundState(other.writer, id).freezes[1]?.freezeId ?? '')?.list).toBe(
      texts(files).get('list.txt'),
    )
    const seats = (writer: TestOffice['writer'], round: string) =>
      listRunSeats(writer, roundState(writer, round).runs.at(-1)?.runId ?? '').map(
        ({ no, rank, place, why }) => ({
          no,
          rank,
          place,
          why,
        }),
      )
    expect(seats(other.writer, id)).toEqual(seats(office.writer, roundId))
    announceRound(other.as('clerk'), { commandId: randomUUID(), roundId: id })
    const publish = (who: 'supervisor' | 'second') =>
      publishRound(other.as(who), { commandId: randomUUID(), roundId: id })
    expect(() => publish('second')).toThrow(/须由另一位主管公布/)
    expect(publish('supervisor')).toEqual({ status: 'published' })
    const again = () => takeInFolder(other.as('second'), { ...request, commandId: randomUUID() })
    expect(again).toThrow(expect.objectContaining({ code: 'DUPLICATE' }))
  } finally {
    other.close()
  }
})

test('a list that was read anew under another policy is drawn over the first one, and taken in as it is', async () => {
  const { roundId } = await drawnRound({ meanwhile: () => bringIn(office, strike('ZJ-AGE')) })
  const files = roundFolder(office.as('clerk'), roundId)
  const { listHash, policyHash, over } = JSON.parse(texts(files).get('draw.json') ?? '')
  expect([over.listHash === listHash, over.policyHash === policyHash]).toEqual([true, false])
  expect(verify(write(files)).output).toMatch(/全部通过/)
  const other = await openTestOffice()
  other.clock.setToday(DRAW.number.day)
  other.clock.setToday(DRAW.number.day)
  try {
    const { id } = takeInFolder(other.as('second'), { commandId: randomUUID(), texts: texts(files) })
    expect(roundFolder(other.as('clerk'), id)).toEqual(files)
    const frozen = listRoundEvents(other.writer, id).filter(({ kind }) => kind === 'freeze')
    expect(frozen[1]).toMatchObject({ reason: '原窗口重新冻结的名单，随批次读入' })
  } finally {
    other.close()
  }
})

test('a folder that does not hold together is refused, naming the file, and nothing is kept', async () => {
  const { roundId } = await drawnRound()
  const files = roundFolder(office.as('clerk'), roundId)
  const renamed = (text: string) => text.replaceAll('示例批次', '示例另一批次')
  const cases: [string, RoundFile[]][] = [
    ['list.txt', files.filter(({ name }) => name !== 'list.txt')],
    ['list.txt', files.map((file) => (file.name === 'list.txt' ? { ...file, text: `${file.text} ` } : file))],
    ['list.txt', changed(files, 'list.txt', renamed)],
    ['draw.json', changed(files, 'draw.json', (text) => text.replace('示例秘密2', '示例秘密3'))],
    ['draw.json', changed(files, 'draw.json', renamed)],
    ['round.json', changed(files, 'round.json', (text) => text.replace('"class":1', '"class":2'))],
    ['result.json', changed(files, 'result.json', swapSeats)],
    ['plan.json', changed(files, 'plan.json', (text) => text.replace('"capacity": 8', '"capacity": 9'))],
    ['plan.json', changed(files, 'plan.json', (text) => text.replace('"residenceMonths"', '"permitMonths"'))],
    ['plan.json', changed(files, 'plan.json', (text) => text.replace(/"fallback": "/, '"fallback": "另'))],
  ]
  for (const [at, broken] of cases) {
    const takeIn = () =>
      takeInFolder(office.as('supervisor'), { commandId: randomUUID(), texts: texts(broken) })
    expect(takeIn, at).toThrow(expect.objectContaining({ code: 'BAD_INPUT', at }))
  }
  expect(findRoundByTitle(office.writer, '示例另一批次')).toBeUndefined()
})

test('the list hash is what sha256sum says of the list of the freeze', async () => {
  const { roundId } = await schoolRound(10)
  const { draw } = readFolder(texts(roundFolder(office.as('clerk'), roundId)))
  expect(draw.listHash).toBe(
    `sha256:${sha256(listText(frozenList('示例批次', threeSchools(), manyChildren(10))))}`,
  )
})

test('the command for one ticket in the README can be run as it stands, whatever the seed', async () => {
  const seed = `it's "示例" $(echo x) \`y\` \\ %s %n`
  const { roundId } = await schoolRound(9, { draw: { mode: 'named', seed } })
  const files = roundFolder(office.as('clerk'), roundId)
  const command = /printf .* \| sha256sum/.exec(texts(files).get('README.txt') ?? '')?.[0] ?? ''
  const [ticket] = execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split(' ')
  expect(texts(files).get('tickets.txt')).toContain(`${ticket}  0001\n`)
  expect(verify(write(files)).output).toMatch(/全部通过/)
})

test('plan and title must be those of the list, where the seed does not say so too', async () => {
  const { roundId } = await schoolRound(30)
  const files = roundFolder(office.as('clerk'), roundId)
  expect(readFolder(texts(files))).toMatchObject({ plan: threeSchools(), differences: [] })
  const cases: [string, (text: string) => string][] = [
    ['plan.json', (text) => text.replace('"capacity": 10', '"capacity": 11')],
    ['plan.json', (text) => text.replace('"precedence": "reserved-first"', '"precedence": "open-first"')],
    ['draw.json', (text) => text.replace('示例批次', '示例另一批次')],
  ]
  for (const [at, change] of cases) {
    const read = () => readFolder(texts(changed(files, at, change)))
    expect(read, at).toThrow(expect.objectContaining({ code: 'BAD_INPUT', at }))
  }
})
