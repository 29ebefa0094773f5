import { expect, test } from './fixture.ts'
import { type Hands, keyboard, mouse } from './hands.ts'
import {
  apply,
  approve,
  CLERK,
  handOver,
  issueNotice,
  OTHER,
  openRound,
  printNotice,
  publishRound,
  RESIDENT,
  recordFacts,
  register,
  runRound,
  SUPERVISOR,
  setUp,
  unlock,
} from './journey.ts'

for (const [name, take] of [
  ['with the mouse', mouse],
  ['with the keyboard alone', keyboard],
] as const) {
  test(`from set-up to a printed notice with two persons, ${name}`, async ({ shell }) => {
    test.setTimeout(240_000)
    const hands: Hands = take(shell.page)
    await setUp(hands)
    await unlock(hands, SUPERVISOR)
    await openRound(hands)
    await handOver(hands, CLERK)
    await register(hands, RESIDENT)
    await recordFacts(hands)
    await expect(hands.page.getByRole('main')).toContainText('可以')
    const receiptNo = await apply(hands)
    expect(receiptNo).not.toBe('')
    await expect(hands.page.getByRole('button', { name: /复核通过/ })).toBeDisabled()
    await handOver(hands, SUPERVISOR)
    await approve(hands, receiptNo)
    await handOver(hands, CLERK)
    await runRound(hands)
    await expect(hands.page.getByRole('button', { name: /公布结果/ })).toBeDisabled()
    await handOver(hands, SUPERVISOR)
    await publishRound(hands)
    await handOver(hands, CLERK)
    await issueNotice(hands, receiptNo)
    await printNotice(hands)
    expect(await shell.prints()).toHaveLength(1)
  })
}

test('a kill in the middle of the day loses nothing that was acknowledged', async ({ shell }) => {
  test.setTimeout(180_000)
  const before = mouse(shell.page)
  await setUp(before)
  await unlock(before, CLERK)
  await register(before, RESIDENT)
  await recordFacts(before, 2)
  await register(before, OTHER)
  await recordFacts(before, 1)
  await shell.kill()
  await shell.restart()
  const after = mouse(shell.page)
  await unlock(after, CLERK)
  await after.page.keyboard.press('Control+k')
  await after.page.keyboard.type('犇喆')
  await after.page.getByRole('option', { name: /犇喆/ }).waitFor()
  await after.page.keyboard.press('Enter')
  await expect(after.page.getByRole('heading', { level: 1, name: RESIDENT.name })).toBeVisible()
  await expect(after.page.getByRole('link', { name: '更新文化程度' })).toBeVisible()
  await expect(after.page.getByRole('link', { name: '更新职业技能' })).toBeVisible()
  await expect(after.page.getByRole('link', { name: '记录缴纳社保' })).toBeVisible()
  await after.page.keyboard.press('Control+k')
  await after.page.keyboard.type('吐尔逊')
  await after.page.getByRole('option', { name: /吐尔逊/ }).waitFor()
  await after.page.keyboard.press('Enter')
  await expect(after.page.getByRole('link', { name: '更新文化程度' })).toBeVisible()
})
