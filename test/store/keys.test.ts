import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  addSlot,
  createKeyFile,
  KEY_FILE_NAME,
  LEAST_COST,
  listLogins,
  newStoreKey,
  STANDARD_COST,
  unlockSlot,
} from '#electron/store/keys.ts'
import { KEY, refusal, temporaryFolder } from './harness.ts'

const SUPERVISOR = { login: 'supervisor', password: '示例主管口令一二三' }
const CLERK = { login: 'clerk', password: '示例经办口令四五六' }

async function newKeyFile(accounts = [SUPERVISOR, CLERK]): Promise<string> {
  const path = join(temporaryFolder(), KEY_FILE_NAME)
  await createKeyFile({ path, key: KEY, accounts, cost: LEAST_COST })
  return path
}

type Slot = {
  login: string
  kdf: { memoryKiB: number; passes: number; salt: string }
  sealed: string
  nonce: string
}
type File = { format: string; keyVersion: number; slots: [Slot, Slot] }

function edit(path: string, change: (file: File) => void): void {
  const file = JSON.parse(readFileSync(path, 'utf8')) as File
  change(file)
  writeFileSync(path, JSON.stringify(file))
}

test('a new key is 64 hexadecimal digits and never the same', () => {
  const keys = Array.from({ length: 20 }, newStoreKey)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(new Set(keys).size).toBe(20)
})

test('each account opens its own slot with its own password', async () => {
  const path = await newKeyFile()
  expect(await unlockSlot(path, SUPERVISOR.login, SUPERVISOR.password)).toBe(KEY)
  expect(await unlockSlot(path, CLERK.login, CLERK.password)).toBe(KEY)
  expect(listLogins(path)).toEqual(['supervisor', 'clerk'])
})

test('a slot of the standard cost says so in the file and opens', async () => {
  const path = join(temporaryFolder(), KEY_FILE_NAME)
  await createKeyFile({ path, key: KEY, accounts: [CLERK] })
  const file = JSON.parse(readFileSync(path, 'utf8')) as File
  expect(file.format).toBe('counter.keys/1')
  expect(file.keyVersion).toBe(1)
  expect(file.slots[0].kdf).toMatchObject({ name: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 1 })
  expect(STANDARD_COST).toEqual({ memoryKiB: 65_536, passes: 3, lanes: 1 })
  expect(await unlockSlot(path, CLERK.login, CLERK.password)).toBe(KEY)
})

test('a wrong password and an unknown login are refused alike', async () => {
  const path = await newKeyFile()
  const wrong = await refusal('WRONG_PASSWORD', () => unlockSlot(path, 'clerk', SUPERVISOR.password))
  const unknown = await refusal('WRONG_PASSWORD', () => unlockSlot(path, 'nobody', SUPERVISOR.password))
  expect({ ...unknown, message: unknown.message }).toEqual({ ...wrong, message: wrong.message })
})

test('the same password typed in full width or composed differently opens the slot', async () => {
  const path = await newKeyFile([{ login: 'clerk', password: 'Ａbc１２３-é-示例口令' }])
  expect(await unlockSlot(path, 'clerk', 'Abc123-e\u0301-示例口令')).toBe(KEY)
})

test('neither key nor password stands in the file, and two slots share nothing', async () => {
  const path = await newKeyFile([SUPERVISOR, { login: 'clerk', password: SUPERVISOR.password }])
  const text = readFileSync(path, 'utf8')
  expect(text).not.toContain(KEY)
  expect(text).not.toContain(Buffer.from(KEY, 'hex').toString('base64').slice(0, 20))
  expect(text).not.toContain(SUPERVISOR.password)
  const [one, two] = (JSON.parse(text) as File).slots
  expect(one.kdf.salt).not.toBe(two.kdf.salt)
  expect(one.nonce).not.toBe(two.nonce)
  expect(one.sealed).not.toBe(two.sealed)
})

test('a slot moved to another login does not open', async () => {
  const path = await newKeyFile()
  edit(path, (file) => {
    const [supervisor, clerk] = file.slots
    file.slots = [
      { ...clerk, login: 'supervisor' },
      { ...supervisor, login: 'clerk' },
    ]
  })
  await refusal('WRONG_PASSWORD', () => unlockSlot(path, 'supervisor', CLERK.password))
  await refusal('WRONG_PASSWORD', () => unlockSlot(path, 'clerk', SUPERVISOR.password))
})

test('a slot of another key version does not open', async () => {
  const path = await newKeyFile()
  edit(path, (file) => {
    file.keyVersion = 2
  })
  await refusal('WRONG_PASSWORD', () => unlockSlot(path, CLERK.login, CLERK.password))
})

describe('a key file that was tampered with or is broken is refused and left alone', () => {
  const changes: [string, (file: File) => void][] = [
    ['memory below the floor', (file) => Object.assign(file.slots[0].kdf, { memoryKiB: 16_383 })],
    ['passes below the floor', (file) => Object.assign(file.slots[0].kdf, { passes: 1 })],
    ['memory beyond reason', (file) => Object.assign(file.slots[0].kdf, { memoryKiB: 2 ** 30 })],
    ['another derivation', (file) => Object.assign(file.slots[0].kdf, { name: 'pbkdf2' })],
    ['a short salt', (file) => Object.assign(file.slots[0].kdf, { salt: 'AAAA' })],
    ['a cut seal', (file) => Object.assign(file.slots[0], { sealed: file.slots[0].sealed.slice(4) })],
    ['an unknown field', (file) => Object.assign(file, { comment: 'x' })],
    ['another format', (file) => Object.assign(file, { format: 'counter.keys/2' })],
    ['no slots', (file) => Object.assign(file, { slots: [] })],
    ['one login twice', (file) => Object.assign(file.slots[1], { login: file.slots[0].login })],
  ]
  test.each(changes)('%s', async (_name, change) => {
    const path = await newKeyFile()
    edit(path, change)
    const before = readFileSync(path, 'utf8')
    await refusal('STORE_DAMAGED', () => unlockSlot(path, CLERK.login, CLERK.password))
    await refusal('STORE_DAMAGED', () => listLogins(path))
    expect(readFileSync(path, 'utf8')).toBe(before)
  })

  test.each(['', '{', 'null', '[]'])('text %j', async (text) => {
    const path = await newKeyFile()
    writeFileSync(path, text)
    await refusal('STORE_DAMAGED', () => listLogins(path))
  })
})

test('a missing key file is refused and not made', async () => {
  const folder = temporaryFolder()
  const path = join(folder, KEY_FILE_NAME)
  await refusal('STORE_MISSING', () => unlockSlot(path, 'clerk', CLERK.password))
  await refusal('STORE_MISSING', () => listLogins(path))
  expect(readdirSync(folder)).toEqual([])
})

test('an existing key file is never written over', async () => {
  const path = await newKeyFile()
  const before = readFileSync(path, 'utf8')
  await refusal('STORE_EXISTS', () => createKeyFile({ path, key: KEY, accounts: [CLERK], cost: LEAST_COST }))
  expect(readFileSync(path, 'utf8')).toBe(before)
})

test('a key below the floor of cost is not sealed', async () => {
  const path = join(temporaryFolder(), KEY_FILE_NAME)
  const cost = { ...LEAST_COST, memoryKiB: 1024 }
  await expect(createKeyFile({ path, key: KEY, accounts: [CLERK], cost })).rejects.toThrow()
  expect(readdirSync(join(path, '..'))).toEqual([])
})

test('adding a slot keeps the others', async () => {
  const path = await newKeyFile([SUPERVISOR])
  await addSlot({ path, key: KEY, account: CLERK, cost: LEAST_COST })
  expect(await unlockSlot(path, CLERK.login, CLERK.password)).toBe(KEY)
  expect(await unlockSlot(path, SUPERVISOR.login, SUPERVISOR.password)).toBe(KEY)
  expect(listLogins(path)).toEqual(['supervisor', 'clerk'])
  expect(readdirSync(join(path, '..'))).toEqual([KEY_FILE_NAME])
})

test('a second slot for a login is refused', async () => {
  const path = await newKeyFile([SUPERVISOR])
  await refusal('DUPLICATE', () => addSlot({ path, key: KEY, account: SUPERVISOR, cost: LEAST_COST }))
  expect(listLogins(path)).toEqual(['supervisor'])
})
