import { spawn } from 'node:child_process'
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forgetDraft, getDraft, listDrafts, saveDraft } from '#electron/services/drafts.ts'
import { unlockOffice } from '#electron/services/session.ts'
import { connection, openKeyed } from '#electron/store/connection.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore } from '#electron/store/database.ts'
import { all } from '#electron/store/query.ts'
import { DRAFT_MOST_BYTES } from '#shared/ipc/drafts.ts'
import { LOGINS, openTestOffice, PASSWORD, type TestOffice } from './test-office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const body = (name: string, position = 0) => ({ answers: { name, towns: ['甲', '乙'] }, position })

test('a draft is kept in place of the one before, with the time it was saved', () => {
  const clerk = office.as('clerk')
  expect(getDraft(clerk, 'register')).toBeNull()
  saveDraft(clerk, { key: 'register', body: body('示例·甲') })
  const { savedAt } = saveDraft(clerk, { key: 'register', body: body('示例·乙', 2) })
  expect(getDraft(clerk, 'register')).toEqual({ key: 'register', body: body('示例·乙', 2), savedAt })
})

test('drafts of others are neither read, listed, replaced nor removed', () => {
  const [clerk, supervisor] = [office.as('clerk'), office.as('supervisor')]
  saveDraft(clerk, { key: 'register', body: body('示例·甲') })
  expect(getDraft(supervisor, 'register')).toBeNull()
  expect(listDrafts(supervisor)).toEqual([])
  forgetDraft(supervisor, 'register')
  saveDraft(supervisor, { key: 'register', body: body('示例·丙') })
  expect(getDraft(clerk, 'register')?.body).toEqual(body('示例·甲'))
})

test('unfinished forms are listed, the one saved last first, and are gone when forgotten', () => {
  const clerk = office.as('clerk')
  for (const key of ['a', 'b', 'c', 'a']) saveDraft(clerk, { key, body: body('示例') })
  expect(listDrafts(clerk).map(({ key }) => key)).toEqual(['a', 'c', 'b'])
  expect(forgetDraft(clerk, 'c')).toEqual({})
  expect(forgetDraft(clerk, 'c')).toEqual({})
  expect(listDrafts(clerk).map(({ key }) => key)).toEqual(['a', 'b'])
})

test('a draft is bounded, counted in bytes; what was kept before stays', () => {
  const clerk = office.as('clerk')
  const long = (length: number) => ({ key: 'k', body: { answers: { a: '示'.repeat(length) }, position: 0 } })
  saveDraft(clerk, long(66_000))
  expect(() => saveDraft(clerk, long(67_000))).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT', at: 'body', message: expect.stringContaining('200 KB') }),
  )
  expect(DRAFT_MOST_BYTES).toBe(200_000)
  expect(getDraft(clerk, 'k')?.body.answers.a).toHaveLength(66_000)
})

test('drafts leave no trace in the trail', () => {
  const count = CompiledQuery.raw('SELECT count(*) AS n FROM audit') as CompiledQuery<{ n: number }>
  const before = all(office.writer, count)
  saveDraft(office.as('clerk'), { key: 'k', body: body('示例') })
  forgetDraft(office.as('clerk'), 'k')
  expect(all(office.writer, count)).toEqual(before)
})

const MARKER = 'SHI-LI-DRAFT-330282199001010000'

/** Whether the text can be read in the store once its pages, free ones included, are deciphered. */
function isInDecipheredPages(folder: string, key: string): boolean {
  const copy = join(folder, 'copy.db')
  office.writer[connection].database.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(storePaths(folder).store, copy)
  const database = openKeyed(copy, key, false)
  database.pragma('journal_mode = DELETE')
  database.pragma(`rekey = ''`)
  database.close()
  return readFileSync(copy).includes(MARKER)
}

test('a forgotten or replaced draft leaves nothing behind, not even in free pages', async () => {
  const login = { login: LOGINS.clerk, password: PASSWORD }
  const { writer, key } = await unlockOffice(office.folder, login, { clock: office.clock, refused: [] })
  closeStore(writer)
  const clerk = office.as('clerk')
  saveDraft(clerk, { key: 'k', body: body(MARKER.repeat(300)) })
  // The look-out sees what it is there to see.
  expect(isInDecipheredPages(office.folder, key)).toBe(true)
  saveDraft(clerk, { key: 'k', body: body('示例') })
  expect(isInDecipheredPages(office.folder, key)).toBe(false)
  saveDraft(clerk, { key: 'k', body: body(MARKER.repeat(300)) })
  forgetDraft(clerk, 'k')
  expect(isInDecipheredPages(office.folder, key)).toBe(false)
})

/** Kills a process that saves drafts once it told of some. @returns the last it told of */
function killDrafter(folder: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const program = join(import.meta.dirname, 'draft-process.ts')
    const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let errors = ''
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), 30))
    child.stdout.on('data', (bytes) => {
      said += bytes
    })
    child.stderr.on('data', (bytes) => {
      errors += bytes
    })
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(errors))
      resolve(Number(said.split('\n').at(-2)))
    })
  })
}

test('what was filled in before the power went is there after it', async () => {
  const clerk = office.as('clerk')
  closeStore(office.writer)
  const told = await killDrafter(office.folder)
  const login = { login: LOGINS.clerk, password: PASSWORD }
  const { writer } = await unlockOffice(office.folder, login, { clock: office.clock, refused: [] })
  try {
    const draft = getDraft({ ...clerk, reader: writer, writer }, 'register')
    expect(told).toBeGreaterThan(0)
    expect(draft?.body.position).toBeGreaterThanOrEqual(told)
    expect(draft?.body.answers.name).toBe(`示例·第${draft?.body.position}人`)
  } finally {
    closeStore(writer)
  }
}, 30_000)
