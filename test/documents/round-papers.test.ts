import { describe, expect, it } from 'vitest'
import { RoundFreezeNotice, RoundPublicList } from '#shared/domain/documents/index.ts'
import { longPublicList, ROUND_PAPERS, roundExample } from './round-samples.ts'
import { compiler, expectInked, pagesOf, plain, set } from './round-setting.ts'
import { darkRows, extractWords, renderPage } from './tools.ts'

describe.each(ROUND_PAPERS)('%s', (paper) => {
  it('is the letter of the organ with its number, its round and a signature in company', () => {
    const data = roundExample(paper)
    const { text, texts, pages } = set(paper)
    for (const part of [data.organ, data.number, data.roundTitle]) expect(text).toContain(plain(part))
    expect(texts).toHaveLength(pages)
    expect(texts[0]).not.toMatch(/—1—/)
    for (const [index, page] of texts.slice(1).entries()) expect(page).toContain(`—${index + 2}—`)
    const signed = texts.find((page) => /2026年5月\d+日(?!以前|至|公布|。|（)/.test(page.slice(-120)))
    expect(signed ?? texts.at(-1)).toMatch(/咨询和反映情况|联系人和电话|附件/)
  })

  it('is marked 副本 only when it is a copy, and is the same every time', () => {
    expect(set(paper).text).not.toContain('副本')
    expect(set(paper, { copy: true }).text).toContain('副本')
    expect(compiler.pdf(paper, roundExample(paper))).toEqual(compiler.pdf(paper, roundExample(paper)))
    expect(compiler.svg(paper, roundExample(paper))).toMatch(/^<svg/)
  })

  it('stays inside the type area', () => {
    const points = 72 / 25.4
    for (const words of extractWords(set(paper).bytes)) {
      for (const { left, right } of words) {
        // A mark squeezed to half its width keeps the box of a whole one: half a character more.
        expect(left).toBeGreaterThan(28 * points - 8)
        expect(right).toBeLessThan(184 * points + 8)
      }
    }
  })

  it('refuses a character that no font has, and a field it does not know', () => {
    const data = roundExample(paper, { roundTitle: '示例\u{2EBF0}' })
    expect(() => compiler.pdf(paper, data)).toThrow(
      expect.objectContaining({ code: 'GLYPH_MISSING', at: '$.roundTitle' }),
    )
    expect(() => compiler.pdf(paper, { ...roundExample(paper), colour: 'red' })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    )
  })
})

describe('the notice of the freeze', () => {
  it('says what is frozen and by which rules, each with where it comes from', () => {
    const data = roundExample('round-freeze-notice')
    const { text } = set('round-freeze-notice')
    for (const hash of [data.listHash, data.policyHash]) expect(text).toContain(hash.slice('sha256:'.length))
    for (const { name } of data.places) expect(text).toContain(name)
    for (const step of [...data.order, ...data.rules]) expect(text).toContain(plain(step))
    for (const { text: source } of data.citations) expect(text).toContain(plain(source))
    for (const words of ['主管选定', '文件依据', '默认值，待主管部门确认', '共600件', '共180个'])
      expect(text).toContain(words)
    expect(text).toContain('结果公示5个工作日')
    expect(text).not.toContain('次冻结，原因')
  })

  it('shows each commitment whole, what counts in its place, and the public number', () => {
    const { draw } = roundExample('round-freeze-notice')
    if (draw.mode !== 'commit-reveal') throw new Error('the example draws by commitments')
    const { text } = set('round-freeze-notice')
    for (const { commitment, role, fallback } of draw.revealers)
      for (const part of [commitment, role, fallback]) expect(text).toContain(plain(part))
    expect(text).toContain('2026年5月12日公布')
    expect(text).toContain(plain(draw.publicNumber.otherwise))
    expect(text).toContain(plain("printf '%s|%s' 种子 申请编号 | sha256sum"))
    expect(text).toContain('cixi-draw/v1')
  })

  it('of a second freeze says why, and that the draw stays with the first', () => {
    const { draw } = roundExample('round-freeze-notice')
    const first = { listHash: `sha256:${'1'.repeat(64)}`, policyHash: `sha256:${'2'.repeat(64)}` }
    const { text } = set('round-freeze-notice', {
      freeze: { number: 2, reason: '示例异议成立' },
      draw: { ...draw, drawnOver: first },
    })
    expect(text).toContain('本次为第2次冻结，原因：示例异议成立')
    expect(text).toContain('1'.repeat(64))
    expect(text).toContain('2'.repeat(64))
  })

  it('with a named seed says it and no commitments; open days are left blank', () => {
    const { text } = set('round-freeze-notice', {
      draw: { mode: 'named', seed: '示例种子2026-05-12' },
      window: { from: null, until: null },
    })
    expect(text).toContain('种子已经公开指定为：示例种子2026-05-12')
    expect(text).not.toContain('揭示')
    expect(text).toContain('申请时间：年月日至年月日')
  })

  it('goes over pages with the head of a long table of places, and loses none', () => {
    const places = Array.from({ length: 120 }, (_, index) => ({
      name: `示例第${index + 1}小学`,
      town: '浒山街道',
      capacity: 45,
      conditions: null,
    }))
    const { texts, text } = set('round-freeze-notice', { places })
    for (const { name } of places) expect(text.split(name)).toHaveLength(2)
    for (const page of texts.filter((one) => /示例第\d+小学/.test(one)))
      expect(page).toContain('去处镇（街道）名额')
  })

  it('refuses a commitment or a hash that is none', () => {
    const data = roundExample('round-freeze-notice')
    expect(RoundFreezeNotice.safeParse({ ...data, listHash: 'abc' }).success).toBe(false)
    const draw = {
      ...data.draw,
      revealers: [{ name: '示例', role: '示例', commitment: 'x', fallback: '示例' }],
    }
    expect(RoundFreezeNotice.safeParse({ ...data, draw }).success).toBe(false)
  })
})

describe('the public list', () => {
  it('while announced marks what is not final, says until when to object, and why it ran again', () => {
    const { text } = set('round-public-list')
    for (const words of [
      '拟入选名单公示',
      '拟入选：示例苑一居室',
      '未列入，轮候',
      '2026年5月20日（含当日）以前',
      '本次为第2次运行，原因：一件异议成立',
      '示****',
    ])
      expect(text).toContain(words)
  })

  it('once published is final', () => {
    const { text } = set('round-public-list', { stage: 'published' })
    expect(text).toContain('入选名单公告')
    expect(text).not.toContain('拟')
  })

  it('has what a stranger needs to run it again, each text whole', () => {
    const data = roundExample('round-public-list')
    const { text } = set('round-public-list')
    for (const part of [data.listHash, data.inputHash, data.seed, data.engine])
      expect(text).toContain(part.replace('sha256:', ''))
    expect(text).toContain(plain(data.seedText ?? ''))
    expect(set('round-public-list', { seedText: null }).text).not.toContain('种子原文')
  })

  it('of children shows numbers and no names; columns that nobody fills are left out', () => {
    const rows = [{ rank: 1, no: '2026-X-1', name: null, points: null, place: '示例小学', ground: null }]
    const { text } = set('round-public-list', { kind: 'school', rows })
    expect(text).toContain('拟录取名单')
    expect(text).toContain('拟录取：示例小学')
    expect(text).toContain('不公布儿童少年的姓名')
    expect(text).toContain('排名申请编号结果1')
  })

  it('refuses a whole name and a number listed twice', () => {
    const data = roundExample('round-public-list')
    const named = [{ ...data.rows[0], name: '示例·张三' }]
    expect(RoundPublicList.safeParse({ ...data, rows: named }).error?.issues[0]?.path).toEqual([
      'rows',
      0,
      'name',
    ])
    const twice = [data.rows[0], data.rows[0]]
    expect(RoundPublicList.safeParse({ ...data, rows: twice }).error?.issues[0]?.path).toEqual(['rows'])
  })

  it('of 600 loses no row, repeats its head on every page, and inks the last row of the last page', () => {
    const begun = performance.now()
    const list = longPublicList(600)
    const { bytes, pages } = compiler.pdf('round-public-list', list)
    const took = Math.round(performance.now() - begun)
    process.stdout.write(`600 rows: ${took} ms, ${pages} pages, ${bytes.length} bytes\n`)
    const texts = pagesOf(bytes)
    const text = texts.join('')
    for (const { no } of list.rows) expect(text.split(no)).toHaveLength(2)
    const withRows = texts.filter((page) => /2026-H-\d{5}/.test(page))
    expect(withRows.length).toBeGreaterThanOrEqual(10)
    expect(pages).toBe(withRows.length + 2)
    for (const page of withRows) expect(page).toContain('排名申请编号姓名积分结果名额类别')
    expect(withRows.at(-1)).toContain('2026-H-00600')
    const last = extractWords(bytes)
      .at(-1)
      ?.find((word) => word.text === '2026-H-00600')
    if (last === undefined) throw new Error('the last row is on the last page')
    const page = renderPage(bytes, pages, 200)
    const dots = (points: number) => Math.round((points * 200) / 72)
    const area = { left: dots(last.left), right: dots(last.right), top: dots(last.top) }
    const inked = darkRows(page, 3, area).filter((row) => row < dots(last.bottom))
    expect(inked.length).toBeGreaterThan(dots(last.bottom - last.top) / 3)
  })

  it('gives a row that needs several lines their height, and the others keep theirs', () => {
    const list = longPublicList(12)
    const school = '示例某某某某某某某某实验小学教育集团东校区'
    const long = `2026-${'W'.repeat(30)}`
    const rows = list.rows.map((row, index) => {
      if (index === 5) return { ...row, place: school }
      return index === 8 ? { ...row, no: long } : row
    })
    const { bytes } = compiler.pdf('round-public-list', { ...list, rows })
    expect(pagesOf(bytes).join('')).toContain(school.slice(0, 8))
    const words = extractWords(bytes).at(-1) ?? []
    const tops = words.filter(({ text }) => /^(99|100)\.\d\d$/.test(text)).map(({ top }) => top)
    const heights = tops.slice(1).map((top, index) => Math.round(10 * (top - (tops[index] ?? 0))))
    expect(tops).toHaveLength(12)
    expect(new Set(heights.filter((_, index) => ![4, 5, 7, 8].includes(index)))).toEqual(
      new Set([heights[0]]),
    )
    for (const index of [4, 5, 7, 8]) expect(heights[index]).toBeGreaterThan(heights[0] ?? 0)
  })

  it.each([1, 2, 3, 20, 34, 35, 36, 37])('with %i rows ends with its last row', (count) => {
    const { bytes } = compiler.pdf('round-public-list', longPublicList(count))
    expect(pagesOf(bytes).at(-1)).toContain(`2026-H-${String(count).padStart(5, '0')}`)
  })

  it('sets a rare first character', () => {
    const { bytes, pages } = set('round-public-list')
    const word = extractWords(bytes)[pages - 1]?.find(({ text }) => text.startsWith('䶮'))
    if (word === undefined) throw new Error('the masked name is on the last page')
    const size = word.bottom - word.top
    expectInked(bytes, pages, { ...word, text: '䶮', right: word.left + size })
  })
})
