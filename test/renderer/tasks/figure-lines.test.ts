import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { indicatorFigures, parsePack } from '#shared/policy/index.ts'
import { figureLines } from '../../../renderer/src/tasks/policy/figure-lines.ts'
import { figureCaution } from '../../../renderer/src/text/words.ts'

const pack = parsePack(JSON.parse(readFileSync('resources/policy/points/zj-2022.json', 'utf8')))

test.each(pack.indicators.map((indicator) => [indicator.code, indicator] as const))(
  'every figure of %s is in the table, once',
  (_code, indicator) => {
    const lines = figureLines(indicator)
    expect(lines).toHaveLength(indicatorFigures(indicator).length)
    expect(new Set(lines.map((line) => line.what)).size).toBe(lines.length)
    expect(lines.every((line) => line.citation !== '')).toBe(true)
  },
)

test('a figure that was not seen is 未装载 and never zero', () => {
  const age = pack.indicators.find((indicator) => indicator.code === 'ZJ-AGE')
  const minors = age === undefined ? undefined : figureLines(age).find((line) => line.what.startsWith('未满'))
  expect(minors).toMatchObject({ value: '未装载', status: 'UNREAD' })
})

test('a figure that was read needs no caution, every other one has words', () => {
  expect(figureCaution('READ')).toBe('')
  expect(figureCaution('DEFAULT')).toBe('默认值，待主管部门确认')
  expect(figureCaution('something else')).toBe('')
})
