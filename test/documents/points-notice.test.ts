import { describe, expect, it } from 'vitest'
import { createCompiler } from '#electron/documents/index.ts'
import { PointsNotice } from '#shared/domain/documents/index.ts'
import { longPointsNotice, SAMPLE_LINES, samplePointsNotice } from './points-samples.ts'
import { RARE_NAME } from './samples.ts'
import { darkRows, extractLines, extractText, extractWords, RESOURCES, renderPage } from './tools.ts'

const compiler = createCompiler(RESOURCES)
const notice = samplePointsNotice()
const paper = compiler.pdf('points-notice', notice)

const plain = (text: string) => text.replace(/\s/g, '')
const textOf = (bytes: Uint8Array) => plain(extractText(bytes))
const pagesOf = (bytes: Uint8Array) => extractText(bytes).split('\f').slice(0, -1).map(plain)

describe('the points result notice', () => {
  it('says whose points, of which day, for what, and under which policy file', () => {
    const text = textOf(paper.bytes)
    for (const part of [
      '慈溪市新市民服务中心',
      '慈新服积〔2026〕3号',
      '新市民量化积分结果告知书',
      '示例·张三：',
      '330282********1234',
      '2026年6月18日',
      '健康体检',
      '示例积分政策（浙政办发〔2023〕38号）',
      'c0ffee00'.repeat(8),
      '经办人：示例·经办',
    ]) {
      expect(text).toContain(plain(part))
    }
  })

  it('shows each line with fact, computation, source with data date, clause, points and cap', () => {
    const text = textOf(paper.bytes)
    for (const line of SAMPLE_LINES) {
      for (const part of [line.name, line.fact, line.formula, line.source, line.clause, line.cap]) {
        if (part !== null) expect(text).toContain(plain(part))
      }
    }
    expect(text).toContain('-2.00')
    expect(text).toContain('合计')
    expect(text).toContain('50.00')
  })

  it('shows what is not known and what is not loaded as such, never as zero', () => {
    const lines = extractLines(paper.bytes)
      .flat()
      .map(({ text }) => plain(text))
    expect(lines.some((line) => line.includes('待补材料'))).toBe(true)
    expect(lines.some((line) => line.includes('紧缺岗位') && line.includes('未装载'))).toBe(true)
    expect(textOf(paper.bytes)).not.toMatch(/(?<!\d)0\.00/)
    const text = textOf(paper.bytes)
    expect(text).toContain('有2项还没有得分，不等于零分；补齐以后合计不低于50.00分')
    expect(text).toContain('职业技能：请人社部门核查，或由本人提供证书')
  })

  it('says how to ask for a re-check and within which days it is answered, and no other deadline', () => {
    const text = textOf(paper.bytes)
    expect(text).toContain('负责核验的部门在5个工作日内答复')
    expect(text.match(/\d+(个工作日|日内|天内|个月内)/g)).toEqual(['5个工作日'])
  })

  it('gives the reasons where the points may not be used', () => {
    const standing = { text: '暂停使用', reasons: ['违法失信：示例原因（示例字〔2026〕1号）'] }
    const text = textOf(compiler.pdf('points-notice', samplePointsNotice({ standing })).bytes)
    expect(text).toContain(plain(`积分能否使用：${standing.text}；${standing.reasons[0]}。`))
  })

  it('says nothing of open lines where none is open, and numbers what follows without a gap', () => {
    const text = textOf(compiler.pdf('points-notice', longPointsNotice(3)).bytes)
    expect(text).not.toContain('还没有得分')
    expect(text).toMatch(/一、积分能否使用.*二、计分政策文件.*三、对某一项.*四、经办人/)
  })

  it('is marked 副本 only when it is a copy, and prints Typst code literally', () => {
    expect(textOf(paper.bytes)).not.toContain('副本')
    expect(textOf(compiler.pdf('points-notice', { ...notice, copy: true }).bytes)).toContain('副本')
    const odd = compiler.pdf('points-notice', { ...notice, name: '#panic(1) *b*' })
    expect(textOf(odd.bytes)).toContain('#panic(1)*b*：')
  })

  it('gives the same bytes for the same data', () => {
    expect(compiler.pdf('points-notice', notice)).toEqual(paper)
  })
})

describe('a notice with many lines', () => {
  const count = 24
  const { bytes, pages } = compiler.pdf('points-notice', longPointsNotice(count))
  const texts = pagesOf(bytes)

  it('is drawn on one white ground, so that no page hides the first', () => {
    const svg = compiler.svg('points-notice', longPointsNotice(count))
    expect(svg.match(/<path[^>]* fill="#ffffff"/g)).toHaveLength(1)
    expect(svg).toMatch(/^<svg[^>]*>\s*<path fill="#ffffff" d="M0 0H[\d.]+V[\d.]+H0Z"\/>/)
  })

  it('goes on over as many pages as it needs, each with the head of the table', () => {
    expect(pages).toBeGreaterThanOrEqual(3)
    expect(texts).toHaveLength(pages)
    for (const text of texts.filter((page) => /示例指标\d/.test(page)))
      expect(text).toContain('依据的事实、算法、数据来源和条款')
  })

  it('keeps each line whole on one page and leaves none out', () => {
    for (let index = 1; index <= count; index += 1) {
      const found = texts.filter((text) => text.includes(`第${index}项事实`))
      expect(found, `line ${index}`).toHaveLength(1)
      expect(found[0]).toMatch(new RegExp(`示例指标${index}(?!\\d)`))
    }
  })

  it('numbers every page but the first, and never leaves the signature alone on one', () => {
    expect(texts[0]).not.toMatch(/—1—/)
    texts.slice(1).forEach((text, index) => {
      expect(text).toContain(`—${index + 2}—`)
    })
    expect(texts.at(-1)).toContain('经办人：示例·经办')
    expect(texts.at(-1)).toContain('当事人签收')
  })

  it('stays inside the type area on every page', () => {
    const points = 72 / 25.4
    for (const words of extractWords(bytes)) {
      for (const { left, right } of words) {
        expect(left).toBeGreaterThan(27 * points)
        // A closing mark squeezed to half its width keeps the box of a whole one: half a character more.
        expect(right).toBeLessThan(184 * points + 8)
      }
    }
  })
})

it.each([4, 5, 6, 7, 8, 9, 10])(
  'with %i lines the signature has company wherever the page breaks',
  (count) => {
    const texts = pagesOf(compiler.pdf('points-notice', longPointsNotice(count)).bytes)
    expect(texts.at(-1)).toMatch(/经办人.*当事人签收/)
  },
)

it('inks rare characters in the name and in a fact', () => {
  const fact = `第一项事实${RARE_NAME}`
  const lines = [{ ...SAMPLE_LINES[0], fact }, ...SAMPLE_LINES.slice(1)]
  const { bytes } = compiler.pdf('points-notice', samplePointsNotice({ name: RARE_NAME, lines }))
  const dpi = 200
  const page = renderPage(bytes, 1, dpi)
  const words = extractWords(bytes)[0]?.filter(({ text }) => text.includes(RARE_NAME)) ?? []
  expect(words.length).toBeGreaterThanOrEqual(3)
  for (const word of words) {
    const size = word.bottom - word.top
    const start = [...word.text.slice(0, word.text.indexOf(RARE_NAME))].length
    ;[...RARE_NAME].forEach((character, index) => {
      const dots = (points: number) => Math.round((points / 72) * dpi)
      const left = word.left + (start + index) * size
      const rows = darkRows(page, 1, { left: dots(left), right: dots(left + size), top: dots(word.top) })
      expect(rows.filter((row) => row < dots(word.bottom)).length, character).toBeGreaterThan(5)
    })
  }
})

describe('data that contradicts itself is refused', () => {
  const refused = (over: Parameters<typeof samplePointsNotice>[0]) =>
    PointsNotice.safeParse({ ...notice, ...over }).error?.issues.map(({ path }) => path.join('.'))

  it.each([
    ['a total that is not the sum', { total: '52.00' }, ['total']],
    ['open lines without what would close them', { open: [] }, ['open']],
    ['open lines without a range', { range: null }, ['range']],
    ['a full number', { idNumberMasked: '330282199001011234' }, ['idNumberMasked']],
    ['a short hash', { pack: { ...notice.pack, sha256: 'abc' } }, ['pack.sha256']],
    ['no lines', { lines: [] }, ['lines']],
  ])('%s', (_, over, places) => {
    expect(refused(over)).toEqual(expect.arrayContaining(places))
  })
})
