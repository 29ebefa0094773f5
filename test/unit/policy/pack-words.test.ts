import { describe, expect, it } from 'vitest'
import {
  codeWords,
  FACT_NAMES,
  FactField,
  figureWords,
  ITEM_VOCABULARY,
  ItemFact,
  purposeWords,
  ruleWords,
  Window,
  windowWords,
} from '#shared/policy/index.ts'
import { loadPack } from '#test/unit/domain/support.ts'

function wordsOf(id: string, code: string): string[] {
  const rule = loadPack(id).indicators.find((indicator) => indicator.code === code)?.rule
  return rule === null || rule === undefined ? [] : ruleWords(rule)
}

describe('ruleWords', () => {
  it.each([
    ['zj-2022', 'ZJ-SI', ['省内社保累计缴费月数，每个月：0.5 分，不足的不计']],
    [
      'zj-2022',
      'ZJ-AGE',
      ['55 至 60 周岁：5 分', '55 周岁以下每小 1 岁：加 1 分', '未满 18 周岁：未装载', '60 周岁以上：未装载'],
    ],
    [
      'yuyao-2021',
      'YY-SI',
      [
        '养老保险连续月数（计入当月缴纳）满 12 个月：0 分',
        '养老保险连续月数（计入当月缴纳）超过 12 个月后，每个月：0.3 分，不足的不计',
      ],
    ],
    [
      'demo-city',
      'DEMO-DONATE',
      ['2023-07-01 至 2026-06-30的捐款合计，每个500元：1 分（每 500 元），不足的不计'],
    ],
    [
      'demo-city',
      'DEMO-DRUGS',
      [
        '涉毒第 1 次：20 分',
        '涉毒第 2 次：40 分',
        '涉毒第 3 次：60 分',
        '涉毒第 4 次及以后：100 分',
        '涉毒多次的：只按最后一次',
      ],
    ],
    [
      'demo-city',
      'DEMO-VOL',
      [
        '前提：志愿者账号近3年内有活动',
        '前提的判断：有近 3 年内的注册志愿者',
        '志愿服务合计（单次最多计 12 小时）满 50 小时：4 分',
        '志愿服务合计（单次最多计 12 小时）超过 50 小时后，每个10小时：1 分（每 10 小时），不足的不计',
      ],
    ],
  ])('%s %s', (id, code, words) => {
    expect(wordsOf(id, code)).toEqual(words)
  })

  it('every rule we ship has words without a code of the program in them', () => {
    for (const id of ['zj-2022', 'nb-2022-10', 'yongkang-2023', 'beilun-2021', 'yuyao-2021', 'demo-city'])
      for (const { rule, code } of loadPack(id).indicators)
        for (const line of rule === null ? [] : ruleWords(rule)) {
          expect(line, code).toMatch(/[\u4e00-\u9fff]/)
          if (!line.includes('名单') && !line.includes('选择'))
            expect(line, code).not.toMatch(/[a-z]{3,}|undefined/i)
        }
  })

  it('says which figure is a default and which has another reading', () => {
    expect(figureWords({ value: '0', status: 'DEFAULT' })).toBe('0 分（默认值）')
    expect(figureWords({ value: '5', alternative: { value: '0', citation: '示例抄本' } })).toBe(
      '5 分（另一读法 0 分，示例抄本）',
    )
    expect(figureWords({ value: null })).toBe('未装载')
  })
})

describe('words of the vocabulary', () => {
  it('every fact and every code has words', () => {
    for (const field of FactField.options) expect(FACT_NAMES[field]).toMatch(/[\u4e00-\u9fff]/)
    for (const fact of ItemFact.options)
      for (const code of ITEM_VOCABULARY[fact].codes)
        expect(codeWords(fact, code), code).toMatch(/^[\u4e00-\u9fff（）、]+$/)
  })

  it.each([
    [{ kind: 'last', unit: 'year', count: 5 }, '近 5 年内'],
    [{ kind: 'last', unit: 'month', count: 18 }, '近 18 个月内'],
    [{ kind: 'dates', from: '2020-07-01', to: '2023-06-30' }, '2020-07-01 至 2023-06-30'],
    [{ kind: 'years-to', monthDay: '08-31', count: 8 }, '截至当年 08-31 的 8 年内'],
  ])('%j', (window, words) => {
    expect(windowWords(Window.parse(window))).toBe(words)
  })

  it('purposes', () => {
    expect(purposeWords('school')).toBe('子女入学')
    expect(purposeWords('demo-school')).toBe('示范（子女入学）')
    expect(purposeWords('demo-sample')).toBe('示范')
    expect(purposeWords('something')).toBe('something')
  })
})
