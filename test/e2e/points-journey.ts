import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { expect } from './fixture.ts'
import type { Hands } from './hands.ts'
import { goTo, heading, today } from './journey.ts'

/** The worth of a month of insurance in the installed pack is 0.5; the draft gives 0.6. */
export const DRAFT = { id: 'sample-next', name: '示例新版计分办法', documentNumber: '示例〔2026〕9号' }

/** Writes an invented pack that takes over from the installed one today, with another worth of insured months. */
export function draftFile(folder: string): string {
  const installed = JSON.parse(readFileSync('resources/policy/points/zj-2023-38.json', 'utf8'))
  const indicators = installed.indicators.map((indicator: { code: string; rule: object }) =>
    indicator.code === 'ZJ-SI'
      ? { ...indicator, rule: { ...indicator.rule, rate: { value: '3/5' } } }
      : indicator,
  )
  const path = join(folder, 'draft.json')
  const draft = {
    ...installed,
    ...DRAFT,
    origin: 'partial',
    effectiveFrom: today(),
    supersedes: installed.id,
    indicators,
    cases: [],
  }
  writeFileSync(path, JSON.stringify(draft))
  return path
}

/** Ticks three more insured months on the open page of points and sees what they would do. */
export async function tryMoreMonths(hands: Hands): Promise<void> {
  const panel = hands.page.getByRole('region', { name: '试算：如果……' })
  await hands.tick('假设', '社保再缴')
  await expect(panel.getByRole('status')).toContainText('多 1.50 分')
  await expect(lineOf(panel, '缴纳社保')).toContainText('+1.50')
  await expect(lineOf(panel, '年龄')).toContainText('不变')
}

/** Looks at the points of the same day a year ago beside those of today. */
export async function lookBack(hands: Hands): Promise<void> {
  const panel = hands.page.getByRole('region', { name: '与以前对比' })
  // Twelve months at 0.25 each, by time alone.
  await expect(lineOf(panel, '居住时间')).toContainText('+3.00')
  await expect(panel.getByRole('table')).toBeVisible()
}

/** Asks the department to look again at one month of insurance; gives the receipt number. */
export async function askRecheck(hands: Hands): Promise<string> {
  await goTo(hands, '居民')
  await hands.openRow('居民', '示例·犇喆')
  const line = lineOf(hands.page.getByRole('table', { name: '积分各项' }), '缴纳社保')
  await expect(line).toBeVisible()
  await hands.press('link', /申请复核\s*缴纳社保/)
  await heading(hands, '提出复核')
  await hands.forward()
  await hands.write('有异议的月份', '2025-03')
  await hands.write('本人的说法', '示例：三月是缴了的')
  await hands.forward()
  await hands.forward()
  await heading(hands, /复核 FH/)
  const title = await hands.page.getByRole('heading', { level: 1 }).textContent()
  return /[A-Z]+\d+-\d+/.exec(title ?? '')?.[0] ?? ''
}

/** Records that the department found the months to be 49, and closes the re-check with both results. */
export async function answerAndClose(hands: Hands, receiptNo: string): Promise<void> {
  await hands.press('button', /登记答复/)
  await hands.choose('核对结果', '情况属实（事实要更正，再重新计分）')
  await hands.write('答复内容', '示例：补正为 49 个月')
  await hands.write('答复日期', today())
  await hands.write('答复人', '示例人社局某人')
  await hands.forward()
  await heading(hands, new RegExp(receiptNo))
  await hands.press('link', '示例·犇喆')
  await hands.press('link', '更新缴纳社保')
  await hands.write('省内累计缴纳月数', '49')
  await hands.forward()
  await hands.pick('来源', '人社')
  await hands.write('数据日', today())
  await hands.write('看过的材料', '示例补正清单')
  await hands.forward()
  await heading(hands, '示例·犇喆')
  await goTo(hands, '复核')
  await hands.openRow('复核', '示例·犇喆')
  await hands.press('button', /重新计分并办结/)
  await hands.confirm('重新计分并办结')
  const both = hands.page.getByRole('row', { name: /本次复核/ })
  await expect(both).toContainText('24.00')
  await expect(both).toContainText('24.50')
}

/** Brings the draft in and sees that who drafted it cannot put it in force. */
export async function draftPack(hands: Hands, folder: string): Promise<void> {
  await goTo(hands, '政策')
  await hands.press('button', /导入草稿/)
  await hands.attach('选择文件', [draftFile(folder)])
  await hands.page.keyboard.press('Control+Enter')
  await heading(hands, DRAFT.name)
  await expect(hands.page.getByRole('button', { name: /确认生效/ })).toBeDisabled()
}

/** Another person tries the draft on everybody, puts it in force, and the points follow. */
export async function tryAndConfirm(hands: Hands): Promise<void> {
  await goTo(hands, '政策')
  await hands.openRow('政策', DRAFT.name)
  await hands.press('button', /试算全体/)
  await hands.press('button', /开始试算/)
  await expect(hands.page.getByRole('region', { name: '每人变动多少', exact: true })).toBeVisible({
    timeout: 20_000,
  })
  await goTo(hands, '政策')
  await hands.openRow('政策', DRAFT.name)
  await hands.press('button', /确认生效/)
  await hands.write(/理由/, '示例：新文件已公布')
  await hands.confirm('确认生效')
  await expect(hands.page.getByText('今天在用')).toBeVisible()
  await goTo(hands, '居民')
  await hands.openRow('居民', '示例·犇喆')
  await expect(lineOf(hands.page.getByRole('table', { name: '积分各项' }), '缴纳社保')).toContainText('29.40')
}

function lineOf(place: Locator, indicator: string): Locator {
  return place.getByRole('row').filter({ has: place.page().getByRole('rowheader', { name: indicator }) })
}
