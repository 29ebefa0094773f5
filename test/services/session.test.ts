import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  lockOffice,
  readFolder,
  refusedUnlock,
  setUpOffice,
  unlockOffice,
} from '#electron/services/session.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore } from '#electron/store/database.ts'
import { LEAST_COST } from '#electron/store/keys.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { LOGINS, PASSWORD, SET_UP, testClock } from './test-office.ts'

let parent: string
let folder: string
const clock = testClock()
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'counter-session-'))
  folder = join(parent, 'store')
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const good = { login: LOGINS.clerk, password: PASSWORD }

test('a folder is to be set up, then locked with both logins', async () => {
  expect(readFolder(folder)).toEqual({ phase: 'set-up' })
  await setUpOffice(folder, SET_UP, { clock, cost: LEAST_COST })
  expect(readFolder(folder)).toEqual({ phase: 'locked', logins: [LOGINS.supervisor, LOGINS.clerk] })
  const again = setUpOffice(folder, SET_UP, { clock, cost: LEAST_COST })
  await expect(again).rejects.toMatchObject({ code: 'STORE_EXISTS' })
})

test('one account for both persons is refused and nothing is made', async () => {
  const request = { ...SET_UP, clerk: { ...SET_UP.clerk, login: LOGINS.supervisor } }
  await expect(setUpOffice(folder, request, { clock, cost: LEAST_COST })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    at: 'clerk.login',
  })
  expect(readFolder(folder)).toEqual({ phase: 'set-up' })
})

test('keys without a store are reported, not set up anew', async () => {
  await setUpOffice(folder, SET_UP, { clock, cost: LEAST_COST })
  rmSync(storePaths(folder).store)
  expect(() => readFolder(folder)).toThrow(/存储文件却不见了/)
})

test('unlocking signs in by role; refused attempts reach the trail with the next success', async () => {
  await setUpOffice(folder, SET_UP, { clock, cost: LEAST_COST })
  const wrong = unlockOffice(folder, { ...good, password: '不对的口令' }, { clock, refused: [] })
  await expect(wrong).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  const refused = [refusedUnlock(folder, LOGINS.clerk, clock), refusedUnlock(folder, 'nobody', clock)]
  const session = await unlockOffice(folder, good, { clock, refused })
  expect(session).toMatchObject({
    officeName: SET_UP.office.name,
    window: SET_UP.office.window,
    account: { login: LOGINS.clerk, name: SET_UP.clerk.name, role: 'clerk' },
  })
  const trail = listAudit(session.writer, 'session').map(({ action, actor, detail }) => [
    action,
    actor,
    detail,
  ])
  expect(trail).toEqual([
    ['session.refused', null, '{"known":true}'],
    ['session.refused', null, '{"known":false}'],
    ['session.unlock', SET_UP.clerk.name, '{}'],
  ])
  lockOffice(session, clock)
  const next = await unlockOffice(folder, { ...good, login: LOGINS.supervisor }, { clock, refused: [] })
  expect(
    listAudit(next.writer, 'session')
      .map(({ action }) => action)
      .slice(-2),
  ).toEqual(['session.lock', 'session.unlock'])
  closeStore(next.writer)
})
