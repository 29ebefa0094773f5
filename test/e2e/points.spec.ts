import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import { keyboard, mouse } from './hands.ts'
import {
  CLERK,
  handOver,
  heading,
  RESIDENT,
  recordFacts,
  register,
  SUPERVISOR,
  setUp,
  unlock,
} from './journey.ts'
import {
  answerAndClose,
  askRecheck,
  draftPack,
  lookBack,
  tryAndConfirm,
  tryMoreMonths,
} from './points-journey.ts'

for (const [name, take] of [
  ['with the mouse', mouse],
  ['with the keyboard alone', keyboard],
] as const) {
  test(`what if, then and now, a re-check and a new policy by two persons, ${name}`, async ({ shell }) => {
    test.setTimeout(240_000)
    const folder = mkdtempSync(join(tmpdir(), 'points-'))
    const hands = take(shell.page)
    await setUp(hands)
    await unlock(hands, CLERK)
    await register(hands, RESIDENT)
    await recordFacts(hands, 5)
    await hands.press('button', /试算与对比/)
    await heading(hands, '积分试算与对比')
    await tryMoreMonths(hands)
    await lookBack(hands)
    const receiptNo = await askRecheck(hands)
    expect(receiptNo).not.toBe('')
    await answerAndClose(hands, receiptNo)
    await draftPack(hands, folder)
    await handOver(hands, SUPERVISOR)
    await tryAndConfirm(hands)
    rmSync(folder, { recursive: true })
  })
}
