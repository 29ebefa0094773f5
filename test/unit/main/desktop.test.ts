import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getBytes } from '#electron/engine/bytes.ts'
import type { BytesRequest } from '#electron/engine/messages.ts'
import { Desktop, type Machine } from '#electron/main/desktop.ts'
import { issueNotice } from '#electron/services/notices.ts'
import { getPaperBytes, getPaperPage } from '#electron/services/papers.ts'
import type { Failure } from '#shared/base/failure.ts'
import type { ExportRequest } from '#shared/ipc/exports.ts'
import { openTestApi, type TestApi } from '#test/api/test-api.ts'
import { publishedRound } from '#test/services/test-people.ts'

const LOCKED: Failure = { code: 'LOCKED', message: '窗口已锁定。' }

let api: TestApi
let paperId: string
let roundId: string
let folder: string
/** What left, in order; `original` is the archived file byte for byte. */
let left: ('original' | 'copy')[]
beforeEach(async () => {
  api = await openTestApi()
  const published = await publishedRound(api.office, [1])
  const { cases } = published
  roundId = published.roundId
  const notice = { commandId: randomUUID(), caseId: cases[0]?.caseId ?? '' }
  paperId = issueNotice(api.office.as('clerk'), notice).id
  folder = mkdtempSync(join(tmpdir(), 'desktop-'))
  left = []
})
afterEach(() => {
  api.office.close()
  rmSync(folder, { recursive: true })
})

/** What a program that was just started knows. */
function start(machine: Partial<Machine> = {}): Desktop {
  const engine = {
    call: (_client: string, { type, path, input }: Parameters<TestApi['server']['call']>[1]) =>
      api.call(type, path, input),
    async bytes(request: BytesRequest) {
      if (api.isLocked()) return { ok: false as const, failure: LOCKED }
      return { ok: true as const, ...(await getBytes(api.office.as('clerk'), request)) }
    },
  }
  return new Desktop(engine, {
    askWhereToSave: async ({ fileName }) => join(folder, fileName),
    print: async (pdf) => left.push(nameOf(pdf)) > 0,
    ...machine,
  })
}

function nameOf(pdf: Uint8Array): 'original' | 'copy' {
  const original = getPaperBytes(api.office.as('clerk'), paperId, { copy: false })
  return Buffer.from(original).equals(pdf) ? 'original' : 'copy'
}

function prints() {
  return getPaperPage(api.office.as('clerk'), paperId).prints.map(({ copy }) => copy)
}

test('the first print is the original, every later one a copy', async () => {
  const desktop = start()
  expect(await desktop.printPaper(paperId)).toBe(true)
  expect(await desktop.printPaper(paperId)).toBe(true)
  expect(left).toEqual(['original', 'copy'])
  expect(prints()).toEqual([false, true])
})

test('the print is recorded before the paper leaves', async () => {
  const desktop = start({
    async print(pdf) {
      expect(prints()).toEqual([false])
      left.push(nameOf(pdf))
      return true
    },
  })
  await desktop.printPaper(paperId)
  expect(left).toEqual(['original'])
})

test('a program that died while it printed never prints a second original', async () => {
  let reached = () => {}
  const atPrinter = new Promise<void>((resolve) => {
    reached = resolve
  })
  const dying = start({
    print(pdf) {
      left.push(nameOf(pdf))
      reached()
      return new Promise(() => {})
    },
  })
  void dying.printPaper(paperId)
  await atPrinter
  await start().printPaper(paperId)
  expect(left).toEqual(['original', 'copy'])
})

test.each([
  ['given up by the person', async () => false],
  ['failed', () => Promise.reject(new Error('示例：没有打印机'))],
])('a print %s leaves the original to be had', async (_name, print) => {
  await start({ print })
    .printPaper(paperId)
    .catch(() => undefined)
  expect(prints()).toEqual([])
  await start().printPaper(paperId)
  expect(left).toEqual(['original'])
})

test('a print given up while the window was locked is put right with the next one', async () => {
  const desktop = start({
    async print(pdf) {
      if (prints().length === 1 && left.length === 0) api.signIn(null)
      left.push(nameOf(pdf))
      return left.length > 1
    },
  })
  expect(await desktop.printPaper(paperId)).toBe(false)
  await expect(desktop.printPaper(paperId)).rejects.toMatchObject({ code: 'LOCKED' })
  api.signIn('clerk')
  expect(await desktop.printPaper(paperId)).toBe(true)
  expect(left).toEqual(['original', 'original'])
  expect(prints()).toEqual([false])
})

test('a second key press while the dialog is open does not print again', async () => {
  let answer = (_printed: boolean) => {}
  const desktop = start({
    print: () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  })
  const first = desktop.printPaper(paperId)
  await expect(desktop.printPaper(paperId)).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(desktop.savePaper(paperId)).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect.poll(prints).toEqual([false])
  answer(true)
  expect(await first).toBe(true)
  expect(prints()).toEqual([false])
})

test('a saved paper is named by its number; one not saved does not count', async () => {
  const { number } = getPaperPage(api.office.as('clerk'), paperId)
  expect(await start({ askWhereToSave: async () => undefined }).savePaper(paperId)).toBe(false)
  const nowhere = start({ askWhereToSave: async ({ fileName }) => join(folder, 'missing', fileName) })
  await expect(nowhere.savePaper(paperId)).rejects.toMatchObject({ code: 'STORE_UNWRITABLE' })
  expect(prints()).toEqual([])
  expect(await start().savePaper(paperId)).toBe(true)
  expect(nameOf(readFileSync(join(folder, `${number}.pdf`)))).toBe('original')
  expect(prints()).toEqual([false])
})

describe('exports', () => {
  const request = (changes: Partial<ExportRequest> = {}): ExportRequest => ({
    commandId: randomUUID(),
    list: 'residents',
    columns: ['name', 'town'],
    question: { text: '', filters: {}, sort: { key: 'name', descending: false } },
    reason: '示例：核对名单',
    ...changes,
  })
  const register = () =>
    api.ask('query', 'exports.list', {
      text: '',
      filters: {},
      sort: { key: 'at', descending: true },
      offset: 0,
      limit: 10,
    })

  test('a list is in the register before it leaves, and its rows and hash after', async () => {
    const desktop = start({
      async askWhereToSave({ fileName }) {
        expect(await register()).toMatchObject({ total: 1, rows: [{ outcome: null, rows: null }] })
        expect(fileName).toMatch(/\.xlsx$/)
        return join(folder, fileName)
      },
    })
    expect(await desktop.saveExport(request())).toBe(1)
    const [file = ''] = readdirSync(folder)
    const sha = createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex')
    expect(await register()).toMatchObject({
      rows: [{ outcome: 'done', rows: 1, hash: expect.stringMatching(new RegExp(`^${sha.slice(0, 12)}`)) }],
    })
  })

  test('an export given up or not written is in the register as cancelled', async () => {
    expect(await start({ askWhereToSave: async () => undefined }).saveExport(request())).toBe(null)
    const nowhere = start({ askWhereToSave: async ({ fileName }) => join(folder, 'missing', fileName) })
    await expect(nowhere.saveExport(request())).rejects.toMatchObject({ code: 'STORE_UNWRITABLE' })
    expect(await register()).toMatchObject({
      total: 2,
      rows: [{ outcome: 'cancelled' }, { outcome: 'cancelled' }],
    })
  })

  test('a list that was asked for before a lock is not written after it', async () => {
    const desktop = start({
      async askWhereToSave({ fileName }) {
        api.signIn(null)
        return join(folder, fileName)
      },
    })
    await expect(desktop.saveExport(request())).rejects.toMatchObject({ code: 'LOCKED' })
    expect(readdirSync(folder)).toEqual([])
  })

  test('the empty workbook of a dataset is saved where the person says', async () => {
    expect(await start().saveTemplate('contributions')).toBe(true)
    expect(readdirSync(folder)).toHaveLength(1)
  })

  test('the figures of a points pack are saved where the person says', async () => {
    expect(await start().saveAnnexTemplate('pack:zj-2023-38')).toBe(true)
    expect(readdirSync(folder)).toEqual(['分值附表-zj-2023-38.xlsx'])
    await expect(start().saveAnnexTemplate('x')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('the empty list of a round is saved where the person says', async () => {
    expect(await start().saveEntrantTemplate(roundId)).toBe(true)
    expect(readdirSync(folder)).toEqual(['申请名单模板.xlsx'])
    await expect(start().saveEntrantTemplate('x')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('a locked window hands nothing out', async () => {
  api.signIn(null)
  await expect(start().printPaper(paperId)).rejects.toMatchObject({ code: 'LOCKED' })
  await expect(start().savePaper(paperId)).rejects.toMatchObject({ code: 'LOCKED' })
  expect(left).toEqual([])
})
