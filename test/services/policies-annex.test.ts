import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readTable, writeWorkbook } from '#electron/exchange/index.ts'
import { getAnnex } from '#electron/services/policy-annex.ts'
import { comparePolicies } from '#electron/services/policy-comparison.ts'
import { draftPolicy, getPolicy } from '#electron/services/policy-documents.ts'
import { packFigures } from '#electron/services/policy-figures.ts'
import { parsePlainDate as day } from '#shared/base/plain-date.ts'
import { jsonPath } from '#shared/base/read-strictly.ts'
import { decide, draft, INSTALLED, listOf } from './policy-files.ts'
import { openTestOffice, type TestOffice, testResources } from './test-office.ts'

const KEY = `pack:${INSTALLED.id}`
const ANNEX = {
  of: KEY,
  policyId: 'sample-annex',
  documentNumber: '示例〔2026〕9号',
  effectiveFrom: day('2026-07-01'),
}
/** Place, value, status, citation and note by their columns. */
const [PLACE, VALUE, STATUS, CITATION, NOTE] = [2, 4, 5, 6, 7] as const

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

type Rows = string[][]

/** The rows of the workbook as the office gets it. */
async function downloaded(): Promise<{ header: string[]; rows: Rows }> {
  const { bytes, fileName } = await getAnnex(office.as('clerk'), KEY)
  expect(fileName).toBe(`分值附表-${INSTALLED.id}.xlsx`)
  const { header, rows } = await readTable({ name: fileName, bytes })
  return { header, rows: [...rows].map(({ cells }) => cells) }
}

async function filledIn(
  change: (rows: Rows) => void,
  columns?: (header: string[]) => string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { header, rows } = await downloaded()
  change(rows)
  const titles = columns === undefined ? header : columns(header)
  const sheet = {
    name: '附表',
    columns: titles.map((title) => ({ title, width: 10, kind: 'text' as const })),
    rows,
    watermark: '示例',
  }
  return new Uint8Array((await writeWorkbook(sheet)).bytes)
}

async function draftAnnex(
  bytes: Uint8Array<ArrayBuffer>,
  annex: Partial<typeof ANNEX> = {},
): Promise<string> {
  const request = { commandId: randomUUID(), fileName: '示例附表.xlsx', bytes, annex: { ...ANNEX, ...annex } }
  return (await draftPolicy(office.as('supervisor'), request)).key
}

function rowAt(rows: Rows, place: string): string[] {
  const row = rows.find((cells) => cells[PLACE] === place)
  if (row === undefined) throw new Error(`no row ${place}`)
  return row
}

const CAP = '$.indicators[0].cap'
const MINORS = '$.indicators[0].rule.minors'

describe('the table', () => {
  test('has every figure of the pack once, with words', async () => {
    const { header, rows } = await downloaded()
    expect(header).toEqual(['指标代码', '指标', '位置', '含义', '分值', '状态', '出处', '备注'])
    expect(rows.map((cells) => cells[PLACE])).toEqual(
      packFigures(INSTALLED).map(({ path }) => jsonPath(path)),
    )
    expect(rowAt(rows, CAP)).toMatchObject({ 0: 'ZJ-AGE', 1: '年龄', 3: '本项上限', [VALUE]: '20' })
    expect(rowAt(rows, MINORS)).toMatchObject({ 3: '未满 18 周岁', [VALUE]: '', [STATUS]: '未装载' })
  })

  test('of every installed pack says what each figure is for, and reads back', async () => {
    for (const { policy } of testResources().packs) {
      const figures = packFigures(policy)
      for (const { meaning, path } of figures) expect(meaning, `${policy.id} ${jsonPath(path)}`).not.toBe('')
      expect(new Set(figures.map(({ path }) => jsonPath(path))).size).toBe(figures.length)
    }
  })

  test('is of packs alone', async () => {
    const key = await draft(office, listOf(2026))
    await expect(getAnnex(office.as('clerk'), key)).rejects.toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    )
    await expect(getAnnex(office.as('clerk'), 'x')).rejects.toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    )
  })
})

describe('a filled-in table', () => {
  test('that changes nothing is the same pack under another name', async () => {
    const key = await draftAnnex(await filledIn(() => {}))
    const page = getPolicy(office.as('second'), key)
    expect(page.pack).toEqual({
      ...INSTALLED,
      id: 'sample-annex',
      name: '省级共性指标（示例〔2026〕9号）',
      documentNumber: '示例〔2026〕9号',
      effectiveFrom: '2026-07-01',
      effectiveTo: null,
      supersedes: INSTALLED.id,
      cases: [],
    })
    decide(office, key)
    expect(getPolicy(office.as('second'), KEY).effectiveTo).toBe('2026-06-30')
  })

  test('changes the figures it changes, with their source', async () => {
    const bytes = await filledIn((rows) => {
      const row = rowAt(rows, MINORS)
      row[VALUE] = '5/2'
      row[STATUS] = '原文已读'
      row[CITATION] = '示例〔2026〕9号附件'
      row[NOTE] = '示例备注'
    })
    const key = await draftAnnex(bytes)
    const { pack } = getPolicy(office.as('second'), key)
    const minors = { value: '5/2', status: 'READ', citation: '示例〔2026〕9号附件', note: '示例备注' }
    expect(pack?.indicators[0]?.rule).toMatchObject({ minors })
    const changed = comparePolicies(office.as('clerk'), { before: KEY, after: key }).map(({ place }) => place)
    expect(changed.filter((place) => place.includes('年龄'))).toEqual([
      '年龄 › 未满 18 周岁',
      '年龄 › 各数值的依据',
    ])
  })

  test('names every bad row with its column', async () => {
    const bytes = await filledIn((rows) => {
      rowAt(rows, CAP)[VALUE] = '二十'
      rowAt(rows, MINORS)[VALUE] = '5'
      rowAt(rows, '$.indicators[0].rule.bandPoints')[STATUS] = '差不多'
      rowAt(rows, '$.indicators[0].rule.perYearYounger')[PLACE] = '$.nowhere'
      rows.push([...rowAt(rows, CAP)])
    })
    const refusal = await draftAnnex(bytes).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'BAD_INPUT' })
    const { message } = Object(refusal)
    for (const words of [
      '“分值”：应为',
      '“状态”：填了分值的',
      '“状态”：应为其中之一',
      '“位置”：这份政策包里没有',
      '“位置”：这个位置前面',
      '缺少年龄的一行',
    ])
      expect(message).toContain(words)
    expect(message).toContain('附表有 6 处')
    expect(message).toMatch(/第 \d+ 行“分值”/)
  })

  test('without a needed column says which', async () => {
    const bytes = await filledIn(
      () => {},
      (header) => header.map((title) => (title === '分值' ? '得分' : title)),
    )
    await expect(draftAnnex(bytes)).rejects.toThrow(/缺少或重复的列：分值/)
  })

  test('that is no workbook, or for a pack that is not there, is refused', async () => {
    const json = new TextEncoder().encode('{}')
    await expect(draftAnnex(json)).rejects.toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
    const bytes = await filledIn(() => {})
    await expect(draftAnnex(bytes, { of: 'x' })).rejects.toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    )
    await expect(draftAnnex(bytes, { policyId: INSTALLED.id })).rejects.toThrow(
      expect.objectContaining({ code: 'DUPLICATE' }),
    )
  })
})
