import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createStore, storePaths } from '#electron/store/create-store.ts'
import { openStore } from '#electron/store/database.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { all, get, query } from '#electron/store/query.ts'
import { closing, execute, NOW, refusal, rows, SET_UP, temporaryFolder } from './harness.ts'

test('makes an office with its accounts, each of whom can unlock it', async () => {
  const folder = join(temporaryFolder(), 'new', 'store')
  const { key, storeId } = await createStore(folder, SET_UP)
  expect(readdirSync(folder).sort()).toEqual(['keys.json', 'store.db'])
  expect(readdirSync(dirname(folder))).toEqual(['store'])
  const paths = storePaths(folder)
  for (const { login, password } of SET_UP.accounts) {
    expect(await unlockSlot(paths.keys, login, password)).toBe(key)
  }
  const reader = closing(openStore({ path: paths.store, key, mode: 'read', keyProven: true }))
  expect(get(reader, query.selectFrom('office').selectAll())).toEqual({
    id: 1,
    name: '示例市新市民服务中心',
    document_code: '示例',
    window: '示例一号窗口',
    store_id: storeId,
    created_at: NOW,
  })
  expect(all(reader, query.selectFrom('account').select(['login', 'name', 'role', 'active']))).toEqual([
    { login: 'supervisor', name: '示例·主管', role: 'supervisor', active: 1 },
    { login: 'clerk', name: '示例·经办', role: 'clerk', active: 1 },
  ])
})

test('an empty folder is used, and what the caller adds is written with the rest', async () => {
  const folder = temporaryFolder()
  const { key } = await createStore(folder, {
    ...SET_UP,
    also: (tx) => {
      execute(tx, `INSERT INTO audit (at, action, object, detail) VALUES (?, 'set-up', 'office', '{}')`, [
        NOW,
      ])
    },
  })
  const reader = closing(openStore({ path: storePaths(folder).store, key, mode: 'read' }))
  expect(rows(reader, 'SELECT action FROM audit')).toEqual([{ action: 'set-up' }])
})

test('two stores have different keys and identities', async () => {
  const one = await createStore(join(temporaryFolder(), 'store'), SET_UP)
  const two = await createStore(join(temporaryFolder(), 'store'), SET_UP)
  expect(one.key).not.toBe(two.key)
  expect(one.storeId).not.toBe(two.storeId)
})

test('an existing store is left alone', async () => {
  const folder = join(temporaryFolder(), 'store')
  const { key } = await createStore(folder, SET_UP)
  await refusal('STORE_EXISTS', () => createStore(folder, SET_UP))
  const paths = storePaths(folder)
  expect(await unlockSlot(paths.keys, 'clerk', SET_UP.accounts[1].password)).toBe(key)
})

test('a folder with other things in it is left alone', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'notes.txt'), 'x')
  await refusal('STORE_EXISTS', () => createStore(folder, SET_UP))
  expect(readdirSync(folder)).toEqual(['notes.txt'])
})

test.each([
  ['the caller fails', { also: () => fail() }],
  ['one login is given twice', { accounts: [SET_UP.accounts[0], SET_UP.accounts[0]] }],
  ['there is nobody to unlock it', { accounts: [] }],
  ['the office has no name', { office: { ...SET_UP.office, name: '' } }],
  ['the cost is below the floor', { cost: { memoryKiB: 8, passes: 1, lanes: 1 } }],
])('nothing remains when %s', async (_name, wrong) => {
  const parent = temporaryFolder()
  await expect(createStore(join(parent, 'store'), { ...SET_UP, ...wrong })).rejects.toThrow()
  expect(readdirSync(parent)).toEqual([])
})

test('what a cut-off set-up left behind does not stand in the way', async () => {
  const parent = temporaryFolder()
  mkdirSync(join(parent, 'store.setting-up'))
  writeFileSync(join(parent, 'store.setting-up', 'store.db'), 'half')
  await createStore(join(parent, 'store'), SET_UP)
  expect(readdirSync(parent)).toEqual(['store'])
})

test('a place that cannot be written is refused', async () => {
  const parent = temporaryFolder()
  writeFileSync(join(parent, 'file'), '')
  await refusal('STORE_UNWRITABLE', () => createStore(join(parent, 'file', 'store'), SET_UP))
})

function fail(): never {
  throw new Error('the caller fails')
}
