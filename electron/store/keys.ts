import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { hashRaw } from '@node-rs/argon2'
import { z } from 'zod'
import { CounterError } from '#shared/base/failure.ts'
import { AccountLogin } from '#shared/ipc/session.ts'
import { assertKey } from './connection.ts'
import { writeFileDurably } from './durable-file.ts'
import { storeFailure } from './store-failure.ts'

/** Name of the key file; it stands beside the store it opens. */
export const KEY_FILE_NAME = 'keys.json'

/** How dear one password guess is made: memory in KiB, passes over it, lanes. */
export type KeyCost = { memoryKiB: number; passes: number; lanes: number }
/** What a new slot gets. */
export const STANDARD_COST: KeyCost = { memoryKiB: 65_536, passes: 3, lanes: 1 }
/** The least a slot may ask for; a file below it was tampered with to make guessing cheap. */
export const LEAST_COST: KeyCost = { memoryKiB: 16_384, passes: 2, lanes: 1 }

export type SlotAccount = { login: string; password: string }

const KEY_BYTES = 32
const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16

function base64Of(bytes: number): z.ZodType<string> {
  return z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes)
}

const KeySlot = z.strictObject({
  login: AccountLogin,
  alg: z.literal('aes-256-gcm'),
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    // The upper bounds keep a tampered file from exhausting the machine.
    memoryKiB: z.int().min(LEAST_COST.memoryKiB).max(1_048_576),
    passes: z.int().min(LEAST_COST.passes).max(16),
    lanes: z.int().min(LEAST_COST.lanes).max(4),
    salt: base64Of(SALT_BYTES),
  }),
  nonce: base64Of(NONCE_BYTES),
  /** The sealed key followed by the 16-byte tag. */
  sealed: base64Of(KEY_BYTES + TAG_BYTES),
})
type KeySlot = z.infer<typeof KeySlot>

const KeyFile = z.strictObject({
  format: z.literal('counter.keys/1'),
  keyVersion: z.int().min(1),
  slots: z
    .array(KeySlot)
    .min(1)
    .refine((slots) => new Set(slots.map((slot) => slot.login)).size === slots.length),
})
type KeyFile = z.infer<typeof KeyFile>

/** A new random 256-bit store key as 64 hexadecimal digits. */
export function newStoreKey(): string {
  return randomBytes(KEY_BYTES).toString('hex')
}

/**
 * Writes a key file in which each account holds the store key in a slot of its own.
 * @throws CounterError STORE_EXISTS where there is one already; STORE_UNWRITABLE, STORE_FULL
 */
export async function createKeyFile(options: {
  path: string
  key: string
  accounts: readonly SlotAccount[]
  cost?: KeyCost
}): Promise<void> {
  const { path, key, accounts, cost = STANDARD_COST } = options
  if (existsSync(path)) {
    throw new CounterError('STORE_EXISTS', '这里已经有密钥文件，没有改动它。', {
      at: basename(path),
      hint: '请换一个空文件夹，或直接解锁原有的存储。',
    })
  }
  const slots: KeySlot[] = []
  for (const account of accounts) slots.push(await seal({ key, account, cost, keyVersion: 1 }))
  writeKeyFile(path, { format: 'counter.keys/1', keyVersion: 1, slots })
}

/** The logins that hold a slot, in the order they were given one. */
export function listLogins(path: string): string[] {
  return readKeyFile(path).slots.map((slot) => slot.login)
}

/**
 * Opens an account's slot. A key this returns is proven: the slot's seal would not have opened otherwise.
 * @returns the store key as 64 hexadecimal digits
 * @throws CounterError WRONG_PASSWORD, alike for a wrong password and an unknown login; STORE_MISSING,
 *   STORE_DAMAGED for the key file
 */
export async function unlockSlot(path: string, login: string, password: string): Promise<string> {
  const { slots, keyVersion } = readKeyFile(path)
  const own = slots.find((slot) => slot.login === login)
  // An unknown login takes as long as a known one, so that the time does not tell which logins exist.
  const tried = own ?? slots[0]
  const key = tried && (await unseal(tried, password, keyVersion))
  if (own === undefined || key === undefined) {
    throw new CounterError('WRONG_PASSWORD', '账号或密码不对，存储没有打开。', {
      hint: '请核对账号和大小写后重试；忘记密码请找主管。',
    })
  }
  return key
}

/**
 * Gives one more account a slot.
 * @param options.key the store key, from an opened slot
 * @throws CounterError DUPLICATE where the login has a slot
 */
export async function addSlot(options: {
  path: string
  key: string
  account: SlotAccount
  cost?: KeyCost
}): Promise<void> {
  const { path, key, account, cost = STANDARD_COST } = options
  const file = readKeyFile(path)
  if (file.slots.some((slot) => slot.login === account.login)) {
    throw new CounterError('DUPLICATE', '这个账号已经能解锁存储，没有重复添加。', {
      at: 'login',
      hint: '请换一个账号名。',
    })
  }
  const slot = await seal({ key, account, cost, keyVersion: file.keyVersion })
  writeKeyFile(path, { ...file, slots: [...file.slots, slot] })
}

async function seal(input: {
  key: string
  account: SlotAccount
  cost: KeyCost
  keyVersion: number
}): Promise<KeySlot> {
  const { account, cost, keyVersion } = input
  assertKey(input.key)
  const salt = randomBytes(SALT_BYTES)
  const nonce = randomBytes(NONCE_BYTES)
  const wrapping = await deriveKey(account.password, salt, cost)
  const plain = Buffer.from(input.key, 'hex')
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce)
  cipher.setAAD(binding(account.login, keyVersion))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  wrapping.fill(0)
  plain.fill(0)
  return KeySlot.parse({
    login: account.login,
    alg: 'aes-256-gcm',
    kdf: { name: 'argon2id', ...cost, salt: salt.toString('base64') },
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
  })
}

/** The store key, or undefined where the password does not open this slot. */
async function unseal(slot: KeySlot, password: string, keyVersion: number): Promise<string | undefined> {
  const wrapping = await deriveKey(password, Buffer.from(slot.kdf.salt, 'base64'), slot.kdf)
  const sealed = Buffer.from(slot.sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(slot.nonce, 'base64'))
  decipher.setAAD(binding(slot.login, keyVersion))
  decipher.setAuthTag(sealed.subarray(KEY_BYTES))
  try {
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, KEY_BYTES)), decipher.final()])
    const key = plain.toString('hex')
    plain.fill(0)
    return key
  } catch {
    // The seal is broken: that is all the cipher tells about a wrong password.
    return undefined
  } finally {
    wrapping.fill(0)
  }
}

/** Ties a slot to its login and key version, so that moving it to another account breaks the seal. */
function binding(login: string, keyVersion: number): Buffer {
  return Buffer.from(`slot|v1|${login}|${keyVersion}`)
}

function deriveKey(password: string, salt: Buffer, cost: KeyCost): Promise<Buffer> {
  return hashRaw(password.normalize('NFKC'), {
    // 2 is Argon2id; the package's names for it are not available to code that strips types.
    algorithm: 2,
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: KEY_BYTES,
    salt,
  })
}

function readKeyFile(path: string): KeyFile {
  if (!existsSync(path)) {
    throw new CounterError('STORE_MISSING', '没有找到密钥文件，存储打不开。', {
      at: basename(path),
      hint: '请把 keys.json 放回存储文件旁边，或从备份取回与存储同一套的 keys.json。',
    })
  }
  try {
    return KeyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new CounterError('STORE_DAMAGED', '密钥文件已损坏或被改动过，不能用来解锁；程序没有改动它。', {
      at: basename(path),
      hint: '请保留这个文件，从备份取回与存储同一套的 keys.json。',
      cause: error,
    })
  }
}

function writeKeyFile(path: string, file: KeyFile): void {
  // A file that could not be read back, such as one without a slot, must never take the place of a good one.
  const text = `${JSON.stringify(KeyFile.parse(file), null, 2)}\n`
  try {
    writeFileDurably(path, text)
  } catch (error) {
    throw storeFailure(error, path, true)
  }
}
