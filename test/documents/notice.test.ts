import { describe, expect, it } from 'vitest'
import { createCompiler } from '#electron/documents/index.ts'
import { sampleNotice } from './samples.ts'
import { darkRows, extractLines, extractText, fontNames, RESOURCES, renderPage, type Word } from './tools.ts'

const POINTS_PER_MM = 72 / 25.4
const compiler = createCompiler(RESOURCES)
const notice = sampleNotice()
const paper = compiler.pdf('health-check-notice', notice)
const textOf = (bytes: Uint8Array) => extractText(bytes).replace(/\s/g, '')
const linesOf = (bytes: Uint8Array) => extractLines(bytes).flatMap((page) => page.map((line) => line.text))

describe('the health-check notice', () => {
  it('carries head, content and tail of an official notice', () => {
    const text = textOf(paper.bytes)
    for (const said of [
      '慈溪市新市民服务中心',
      '新市民免费健康体检通知书',
      '慈新体检通〔2022〕12号',
      '当事人示例·张三',
      '证件号码330282********1234',
      '申请事项2022年度新市民免费健康体检',
      '受理编号2022-00012',
      '收件日期2022年5月6日',
      '示例电器（慈溪）有限公司（示例镇）',
      '86.50分',
      '第12名（名额50个）',
      '请在2022年6月20日（含当日）以前答复是否接受',
      '到期没有答复的，视为放弃，名额由排名在后的下一位递补',
      '新市民服务中心不接收、不查询、不保存，只登记“已体检”或者“未体检”',
      '向发文单位申请复核',
      '慈溪市新市民服务中心2022年6月15日',
      '当事人签收：',
      '本通知书一式两份，一份交当事人，一份由发文单位留存。',
    ]) {
      expect(text).toContain(said)
    }
  })

  it('fits on one page without page number', () => {
    expect(paper.pages).toBe(1)
    expect(linesOf(paper.bytes).filter((line) => /^—\d+—$/.test(line))).toEqual([])
  })

  it('fits on one page with a long employer and a place, a time and a contact', () => {
    const full = sampleNotice({
      employer: `${'示例'.repeat(20)}有限公司`,
      place: '示例医院体检中心（示例路1号）',
      time: '2022年7月1日至7月31日，每日7:30至10:00',
      contact: '示例·李四，00000000',
      copy: true,
    })
    const { bytes, pages } = compiler.pdf('health-check-notice', full)
    expect(pages).toBe(1)
    expect(textOf(bytes)).toContain('体检地点：示例医院体检中心（示例路1号）')
    expect(textOf(bytes)).toContain('联系人和电话：示例·李四，00000000')
  })

  it('with very long data takes the last item along to the page of the signature, which is numbered', () => {
    const long = sampleNotice({
      name: '阿'.repeat(60),
      employer: '示例'.repeat(45),
      place: '示例'.repeat(45),
    })
    const second =
      extractLines(compiler.pdf('health-check-notice', long).bytes)[1]?.map((line) => line.text) ?? []
    expect(second.join('')).toContain('六、联系人和电话')
    expect(second.join('')).toContain('2022年6月15日')
    expect(second.at(-1)).toBe('—2—')
  })

  it('leaves blanks for what is not known, and invents nothing', () => {
    const lines = linesOf(paper.bytes)
    expect(lines).toContain('二、体检时间：')
    expect(lines).toContain('三、体检地点：')
    expect(lines).toContain('六、联系人和电话：')
  })

  it('leaves the last day for the answer to be filled in where the calendar does not reach it', () => {
    const { bytes, pages } = compiler.pdf('health-check-notice', { ...notice, acceptBy: null })
    expect(pages).toBe(1)
    expect(textOf(bytes)).toContain('年月日（含当日）以前答复是否接受')
  })

  it('is marked 副本 only when it is a copy', () => {
    expect(textOf(paper.bytes)).not.toContain('副本')
    const copy = compiler.pdf('health-check-notice', { ...notice, copy: true })
    expect(textOf(copy.bytes)).toContain('副本')
    expect(copy.sha256).not.toBe(paper.sha256)
  })

  it('prints Typst code in a name literally', () => {
    const { bytes } = compiler.pdf('health-check-notice', { ...notice, name: '#panic(1) *b*' })
    expect(linesOf(bytes)).toContain('#panic(1)*b*：')
    const escapes = '\\#sys.inputs $x$ @y <z> _a_ `c` //d'
    expect(textOf(compiler.pdf('health-check-notice', { ...notice, name: escapes }).bytes)).toContain(
      escapes.replace(/\s/g, ''),
    )
  })

  it('sets a name with 喆 whole in 宋体, so that 仿宋 and 宋体 do not mix in it', () => {
    expect(fontNames(paper.bytes)).not.toContain('NotoSerifSC-Regular')
    const { bytes } = compiler.pdf('health-check-notice', { ...notice, name: '示例·王喆' })
    expect(fontNames(bytes)).toContain('NotoSerifSC-Regular')
  })

  it('gives the same bytes for the same data, whatever was made in between', () => {
    for (let rank = 1; rank <= 45; rank++) compiler.pdf('health-check-notice', { ...notice, rank })
    expect(compiler.pdf('health-check-notice', notice)).toEqual(paper)
  })

  it('has no line that begins with a closing mark', () => {
    expect(linesOf(paper.bytes).filter((line) => /^[。，、；：？！）》”〕]/u.test(line))).toEqual([])
  })
})

describe('its letter form, measured against GB/T 9704-2012, 10.1', () => {
  const lines = extractLines(paper.bytes)[0] ?? []
  const find = (text: string): Word => {
    const line = lines.find((one) => one.text.includes(text))
    if (line === undefined) throw new Error(`no line with ${text}`)
    return line
  }

  it('has the mark 30 mm under the edge of the paper, centred on it', () => {
    const mark = find(notice.organ)
    expect(mark.top / POINTS_PER_MM).toBeCloseTo(30, 1)
    expect((mark.left + mark.right) / 2 / POINTS_PER_MM).toBeCloseTo(105, 0)
  })

  it('has the number at the right edge of the type area, and the title two lines under it', () => {
    const number = find(notice.number)
    expect(number.right / POINTS_PER_MM).toBeCloseTo(184, 0)
    expect(find('通知书').top - number.bottom).toBeCloseTo(2 * 29.55, 0)
  })

  it('has a thick line over a thin one 4 mm under the mark, and a thin one over a thick one 20 mm above the edge', () => {
    const dotsPerMm = 20
    const rows = darkRows(renderPage(paper.bytes, 1, 25.4 * dotsPerMm), 169 * dotsPerMm).map(
      (row) => row / dotsPerMm,
    )
    const bands = rows.filter((row, index) => row - (rows[index - 1] ?? 0) > 0.1)
    const thick = rows.filter((row) => row < 50).length / dotsPerMm
    expect(bands).toHaveLength(4)
    expect(bands[0]).toBeCloseTo(find(notice.organ).bottom / POINTS_PER_MM + 4, 0)
    expect((bands[1] ?? 0) - (bands[0] ?? 0)).toBeGreaterThan(2 / POINTS_PER_MM)
    expect((bands[3] ?? 0) - (bands[2] ?? 0)).toBeLessThan(2 / POINTS_PER_MM)
    expect(rows.at(-1)).toBeCloseTo(297 - 20, 0)
    expect(thick).toBeGreaterThan(2.5 / POINTS_PER_MM)
  })
})
