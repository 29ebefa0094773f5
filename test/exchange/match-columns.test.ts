import { describe, expect, it } from 'vitest'
import { foldTitle, matchColumns, type WantedColumn } from '#electron/exchange/index.ts'

const wanted: WantedColumn[] = [
  { key: 'name', title: '姓名', aliases: ['参保人姓名', '名称'], required: true },
  { key: 'number', title: '证件号码', aliases: ['身份证号', '公民身份号码'], required: true },
  { key: 'employer', title: '单位名称', aliases: ['名称'], required: false },
]

describe('matchColumns', () => {
  it('compares titles without width, case, brackets, spaces and marks', () => {
    expect(foldTitle(' 证件号码（ＩＤ）*\n')).toBe(foldTitle('证件号码(id)'))
    expect(matchColumns(['单位　名称：', '*姓 名', '【证件号码】'], wanted)).toEqual({
      matched: { name: 1, number: 2, employer: 0 },
      missing: [],
      unused: [],
      ambiguous: [],
    })
  })

  it('prefers a title to an alias, and an earlier alias to a later one', () => {
    expect(matchColumns(['身份证号', '证件号码'], wanted)).toMatchObject({
      matched: { number: 1 },
      unused: [0],
    })
    expect(matchColumns(['姓名', '名称', '身份证号'], wanted)).toMatchObject({
      matched: { name: 0, employer: 1, number: 2 },
    })
  })

  it('names what is missing and what nobody asked for', () => {
    expect(matchColumns(['姓名', '', '备注'], wanted)).toEqual({
      matched: { name: 0 },
      missing: ['number'],
      unused: [1, 2],
      ambiguous: [],
    })
  })

  it('leaves the choice between columns of one title to a person', () => {
    expect(matchColumns(['姓名', '证件号码', '姓 名'], wanted)).toEqual({
      matched: { number: 1 },
      missing: [],
      unused: [],
      ambiguous: [{ key: 'name', columns: [0, 2] }],
    })
  })

  it('follows what was assigned by hand before, also against a title', () => {
    expect(matchColumns(['人员', '姓名', '证件号码'], wanted, { 人员: 'name' })).toMatchObject({
      matched: { name: 0, number: 2 },
      unused: [1],
    })
    expect(matchColumns(['姓名', '证件号码'], wanted, { 姓名: 'employer' })).toMatchObject({
      matched: { employer: 0, number: 1 },
      missing: ['name'],
    })
  })
})
