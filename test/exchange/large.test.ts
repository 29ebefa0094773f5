import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type ExportSheet, readTable, writeWorkbook } from '#electron/exchange/index.ts'

const ROWS = 200_000
const MEGABYTE = 1024 * 1024
const TITLES = ['姓名', '证件号码', '出生日期', '单位', '月份', '电话', '金额', '备注']

function cellsAt(index: number): string[] {
  return [
    `示例·${index}`,
    `330282199001${String(index).padStart(6, '0')}`,
    '1990-01-01',
    `示例单位${index % 500}`,
    `2024-0${(index % 9) + 1}`,
    `1380000${index % 10_000}`,
    String(index / 100),
    index % 3 === 0 ? '示例备注' : '',
  ]
}

function* rowsOf(count: number): Generator<string[]> {
  for (let index = 0; index < count; index += 1) yield cellsAt(index)
}

function largeExport(): ExportSheet {
  const columns = TITLES.map((title) => ({ title, width: 12, kind: 'text' as const }))
  return { name: '名单', columns, rows: rowsOf(ROWS), watermark: '示例操作员' }
}

/** Runs `work` and gives its result with the most memory the process held above its start, in MB. */
async function withPeak<T>(work: () => Promise<T>): Promise<{ result: T; peak: number }> {
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  try {
    const result = await work()
    most = Math.max(most, process.memoryUsage().rss)
    return { result, peak: Math.round((most - before) / MEGABYTE) }
  } finally {
    clearInterval(timer)
  }
}

describe('two hundred thousand rows', () => {
  it('are written and read as a workbook within bounded memory, answering meanwhile', async () => {
    const written = await withPeak(() => writeWorkbook(largeExport()))
    expect(written.result.rows).toBe(ROWS)
    expect(written.peak).toBeLessThan(250)
    const told: number[] = []
    const { result, peak } = await withPeak(() =>
      readTable({ name: 'x', bytes: written.result.bytes }, { onProgress: (rows) => told.push(rows) }),
    )
    expect(peak).toBeLessThan(250)
    expect(result.rows.at(ROWS - 1)).toEqual({ row: ROWS + 2, cells: cellsAt(ROWS - 1), isSound: true })
    expect([told.length > 50, told.at(-1)]).toEqual([true, ROWS])
  })

  it('are read as CSV within bounded memory', async () => {
    const text = [TITLES, ...rowsOf(ROWS)].map((cells) => cells.join(',')).join('\r\n')
    const bytes = Buffer.from(text)
    const { result, peak } = await withPeak(() => readTable({ name: 'x', bytes }))
    expect(peak).toBeLessThan(250)
    expect(result.rows.at(ROWS - 1)).toEqual({ row: ROWS + 1, cells: cellsAt(ROWS - 1), isSound: true })
    await expect(readTable({ name: 'x', bytes: Buffer.from(`${text}\r\nx`) })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    })
  })
})

describe('cancelling', () => {
  it('stops reading and writing soon, also while nothing else runs', async () => {
    const { bytes } = await writeWorkbook({ ...largeExport(), rows: rowsOf(20_000) })
    const csv = Buffer.from([TITLES, ...rowsOf(20_000)].map((cells) => cells.join(',')).join('\n'))
    const works: ((signal: AbortSignal, onProgress: (rows: number) => void) => Promise<unknown>)[] = [
      (signal, onProgress) => readTable({ name: 'x', bytes }, { signal, onProgress }),
      (signal, onProgress) => readTable({ name: 'x', bytes: csv }, { signal, onProgress }),
      (signal, onProgress) => writeWorkbook(largeExport(), { signal, onProgress }),
    ]
    for (const work of works) {
      const controller = new AbortController()
      let last = 0
      const running = work(controller.signal, (rows) => {
        last = rows
        controller.abort()
      })
      await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(last).toBeLessThan(10_000)
    }
  })

  it('does nothing when it was cancelled before', async () => {
    const signal = AbortSignal.abort()
    await expect(readTable({ name: 'x', bytes: Buffer.from('a\n1\n') }, { signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })

  it('lets others have the thread while it reads', async () => {
    const csv = Buffer.from([TITLES, ...rowsOf(50_000)].map((cells) => cells.join(',')).join('\n'))
    let isReading = true
    const reading = readTable({ name: 'x', bytes: csv }).finally(() => {
      isReading = false
    })
    let turns = 0
    while (isReading) {
      await setImmediate()
      turns += 1
    }
    expect((await reading).rows.length).toBe(50_000)
    expect(turns).toBeGreaterThan(25)
  })
})
