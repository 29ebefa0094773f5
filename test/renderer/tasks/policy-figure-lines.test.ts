import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { indicatorFigures, parsePack, ruleEntries } from '#shared/policy/index.ts'
import { figureLines, wordsBeside } from '../../../renderer/src/tasks/policy/figure-lines.ts'
import { figureCaution } from '../../../renderer/src/text/words.ts'

const FOLDER = 'resources/policy/points'
const packs = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => parsePack(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))))
const indicators = packs.flatMap((pack) =>
  pack.indicators.map((indicator) => [`${pack.id} ${indicator.code}`, indicator] as const),
)

test.each(indicators)('every figure of %s is in the table, once and with its source', (_code, indicator) => {
  const lines = figureLines(indicator)
  expect(lines).toHaveLength(indicatorFigures(indicator).length)
  expect(new Set(lines.map((line) => line.what)).size).toBe(lines.length)
  expect(lines.every((line) => line.citation !== '')).toBe(true)
})

test.each(indicators)('no words of the rule of %s are lost between words and figures', (_code, indicator) => {
  if (indicator.rule === null) return
  const said = new Set(figureLines(indicator).map((line) => line.what))
  const words = wordsBeside(indicator.rule)
  for (const { place, text } of ruleEntries(indicator.rule))
    expect(said.has(place) || words.includes(`${place}：${text}`)).toBe(true)
})

test('a figure that was not seen is 未装载 and never zero', () => {
  const age = packs
    .find(({ id }) => id === 'zj-2022')
    ?.indicators.find((indicator) => indicator.code === 'ZJ-AGE')
  const minors = age === undefined ? undefined : figureLines(age).find((line) => line.what.startsWith('未满'))
  expect(minors).toMatchObject({ value: '未装载', status: 'UNREAD' })
})

test('a figure that was read needs no caution, every other one has words', () => {
  expect(figureCaution('READ')).toBe('')
  expect(figureCaution('DEFAULT')).toBe('默认值，待主管部门确认')
  expect(figureCaution('something else')).toBe('')
})
