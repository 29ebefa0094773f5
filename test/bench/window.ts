import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unlockSlot } from '#electron/store/keys.ts'
import { putDemoStore } from '../e2e/demo-store.ts'
import { Shell } from '../e2e/fixture.ts'
import { median, report } from './measure.ts'

/** From pressing 解锁 to a page that answers, against deriving the key alone in the same run. */
const rounds = 7
const userData = mkdtempSync(join(tmpdir(), 'counter-bench-'))
const shell = new Shell(userData)

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

try {
  const { clerk } = await putDemoStore(userData, 500)
  await shell.start()
  const { page } = shell
  const unlocking: number[] = []
  const deriving: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await page.getByLabel('账号').selectOption(clerk.login)
    await page.getByLabel('密码').fill(clerk.password)
    unlocking.push(
      await timed(async () => {
        await page.getByRole('button', { name: '解锁' }).click()
        await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
        await page.keyboard.press('Control+k')
        await page
          .getByRole('combobox', { name: '查找居民、办件、文书或命令' })
          .and(page.locator(':focus'))
          .waitFor()
      }),
    )
    deriving.push(
      await timed(() => unlockSlot(join(userData, 'office', 'keys.json'), clerk.login, clerk.password)),
    )
    await page.keyboard.press('Control+l')
    await page.getByRole('button', { name: '解锁' }).waitFor()
  }
  report({
    bench: 'window',
    what: 'from unlock to a page that answers, 500 residents',
    median: median(unlocking),
    floor: median(deriving),
    ratio: median(unlocking) / median(deriving),
    unit: 'ms',
  })
} finally {
  await shell.stop()
  rmSync(userData, { recursive: true, force: true })
}
