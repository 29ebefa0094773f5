import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { unlockSlot } from '#electron/store/keys.ts'
import { type DemoAccounts, putDemoStore } from './demo-store.ts'
import { expect, Shell, test } from './fixture.ts'

type Office = { shell: Shell; folder: string; store: string; accounts: DemoAccounts }

/** An office with invented residents whose files `harm` then changes, opened by the program. */
async function openHarmed(harm: (office: Omit<Office, 'shell'>) => Promise<void> | void): Promise<Office> {
  const userData = mkdtempSync(join(tmpdir(), 'counter-harmed-'))
  const accounts = await putDemoStore(userData, 20)
  const folder = join(userData, 'office')
  const office = { folder, store: join(folder, 'store.db'), accounts }
  await harm(office)
  const shell = new Shell(userData)
  await shell.start()
  return { ...office, shell }
}

async function tryToUnlock({ shell, accounts }: Office, password = accounts.clerk.password): Promise<void> {
  const { page } = shell
  await page.getByLabel('账号').selectOption(accounts.clerk.login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '解锁' }).click()
}

/** A refusal on the page: what happened, what to do, and a number to quote. */
async function expectRefusal({ shell }: Office, what: RegExp): Promise<void> {
  const main = shell.page.getByRole('main')
  await expect(main).toContainText(what)
  await expect(main).toContainText(/请/)
  await expect(main).toContainText(/编号.{0,3}A-[0-9A-Z]+/)
}

async function close({ shell }: Office): Promise<void> {
  await shell.stop()
  rmSync(shell.userData, { recursive: true, force: true })
}

test('a wrong password is refused without saying which part was wrong', async () => {
  const office = await openHarmed(() => undefined)
  await tryToUnlock(office, 'buzhengque-0000')
  await expectRefusal(office, /密码/)
  await tryToUnlock(office)
  await expect(office.shell.page.getByRole('navigation', { name: '任务' })).toBeVisible()
  await close(office)
})

test('a damaged store is reported and left as it is', async () => {
  const office = await openHarmed(({ store }) => {
    const file = openSync(store, 'r+')
    writeSync(file, Buffer.alloc(512, 0x5a), 0, 512, 4096)
    closeSync(file)
  })
  const before = readFileSync(office.store)
  await tryToUnlock(office)
  await expectRefusal(office, /损坏/)
  expect(readFileSync(office.store).equals(before)).toBe(true)
  await close(office)
})

test('a plaintext file in place of the store is refused and left as it is', async () => {
  const office = await openHarmed(({ store }) => {
    rmSync(store)
    const plain = new Database(store)
    plain.exec('create table t (x); insert into t values (1)')
    plain.close()
  })
  const before = readFileSync(office.store)
  await tryToUnlock(office)
  await expectRefusal(office, /加密/)
  expect(readFileSync(office.store).equals(before)).toBe(true)
  await close(office)
})

test('a store of a newer program is refused with both versions', async () => {
  const office = await openHarmed(async ({ folder, store, accounts }) => {
    const key = await unlockSlot(join(folder, 'keys.json'), accounts.clerk.login, accounts.clerk.password)
    const database = new Database(store)
    database.pragma("cipher='sqlcipher'")
    database.pragma('legacy=4')
    database.pragma(`key="x'${key}'"`)
    database.pragma('user_version = 9990')
    database.close()
  })
  await tryToUnlock(office)
  await expectRefusal(office, /9990/)
  await close(office)
})

test('a key file that is no key file is refused', async () => {
  const office = await openHarmed(({ folder }) => writeFileSync(join(folder, 'keys.json'), '{}'))
  await expectRefusal(office, /keys\.json/)
  await close(office)
})
