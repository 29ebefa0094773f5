import { expect, test } from './fixture.ts'
import { mouse } from './hands.ts'
import { CLERK, heading, RESIDENT, recordFacts, register, setUp, unlock } from './journey.ts'
import { look } from './look.ts'

test('a re-check from the points card to both results beside each other', async ({ shell }) => {
  test.setTimeout(240_000)
  const hands = mouse(shell.page)
  const { page } = hands
  await setUp(hands)
  await unlock(hands, CLERK)
  await register(hands, RESIDENT)
  await recordFacts(hands, 4)

  await hands.press('link', /^复核/)
  await expect(page.getByText('没有待办的复核')).toBeVisible()
  await look(page, 'rechecks-empty')
  await page.goBack()

  await heading(hands, RESIDENT.name)
  await page
    .getByRole('row', { name: /^缴纳社保/ })
    .getByRole('link', { name: '申请复核' })
    .click()
  await heading(hands, '提出复核')
  await expect(page.getByLabel('指标')).toHaveValue('ZJ-SI')
  await look(page, 'recheck-ask-line')
  await hands.forward()
  await hands.forward()
  await expect(page.getByText('请写明对哪些月份有异议。')).toBeVisible()
  await hands.write('有异议的月份', '2025-03、2025-05 至 2025-06')
  await hands.write('本人的说法', '示例：这三个月单位已经缴费')
  await look(page, 'recheck-ask')
  await hands.forward()
  await expect(page.getByText('（3 个月）')).toBeVisible()
  await hands.forward()
  await heading(hands, /复核 FH\d{4}-00001/)
  await look(page, 'recheck-asked')

  await hands.press('button', /登记答复/)
  await hands.choose('核对结果', '情况属实（事实要更正，再重新计分）')
  await hands.write('答复内容', '示例：漏报三个月，已补录')
  await look(page, 'recheck-answer')
  await hands.forward()
  await heading(hands, /复核 FH/)
  await expect(page.getByRole('note')).toContainText('还没有登记过变更')
  await look(page, 'recheck-answered')

  await page.getByRole('link', { name: RESIDENT.name }).click()
  await hands.press('link', '更新缴纳社保')
  await hands.write('省内累计缴纳月数', '51')
  await hands.forward()
  await hands.pick('来源', '人社')
  await hands.write('看过的材料', '示例更正后的清单')
  await hands.forward()
  await heading(hands, RESIDENT.name)

  await hands.press('link', /^复核/)
  await hands.openRow('复核', RESIDENT.name)
  await expect(page.getByRole('note')).toHaveCount(0)
  await hands.press('button', /重新计分并办结/)
  await look(page, 'recheck-closing')
  await hands.confirm('重新计分并办结')
  const contested = page.getByRole('row', { name: /本次复核/ })
  await expect(contested).toContainText('24.00')
  await expect(contested).toContainText('25.50')
  await expect(contested).toContainText('+1.50')
  await look(page, 'recheck-closed')
})
