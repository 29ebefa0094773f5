import { describe, expect, it } from 'vitest'
import { RoundNoPlaceNotice, RoundPlaceNotice, type UnmetWish } from '#shared/domain/documents/index.ts'
import { roundExample } from './round-samples.ts'
import { expectInked, set } from './round-setting.ts'
import { RARE_NAME } from './samples.ts'
import { extractWords } from './tools.ts'

describe('the notice of a place', () => {
  it.each([
    ['school', '随迁子女积分入学录取通知书', '录取学校：示例第二小学（第2志愿）'],
    ['housing', '保障性租赁住房选房通知书', '选房户型：示例第二小学（第2志愿）'],
    ['rent-support', '公租房租金补贴入围通知书', '入围名额：示例第二小学，按公告'],
  ])('of %s has its title and says the place', (kind, title, place) => {
    const { text, pages } = set('round-place-notice', { kind })
    expect(pages).toBe(1)
    for (const part of [
      title,
      place,
      '第17名（共600件申请）',
      '330282********1234',
      '2026年5月27日（含当日）以前',
    ])
      expect(text).toContain(part)
    expect(text.includes('监护人签收')).toBe(kind === 'school')
  })

  it.each([
    [{ via: 'run' }, '按公告的办法排序产生'],
    [{ via: 'replace' }, '按候补次序递补'],
    [{ via: 'arrange', reason: '示例·兄姐在校' }, '由主管统筹安排，理由：示例·兄姐在校'],
  ])('says where the place comes from: %j', (source, words) => {
    expect(set('round-place-notice', { source }).text).toContain(words)
  })

  it('leaves blank what is not known', () => {
    const { text } = set('round-place-notice', {
      replyBy: null,
      idNumberMasked: null,
      town: null,
      wish: null,
      unmet: [],
    })
    expect(text).toContain('年月日（含当日）以前答复')
    expect(text).not.toContain('志愿')
  })

  it('keeps long names and values on one or two pages, and inks rare characters', () => {
    const { bytes } = set('round-place-notice', { name: RARE_NAME })
    const words = extractWords(bytes)[0]?.filter(({ text }) => text.startsWith(RARE_NAME)) ?? []
    expect(words).toHaveLength(2)
    for (const word of words) {
      const size = word.bottom - word.top
      const count = [...RARE_NAME].length
      expectInked(bytes, 1, { ...word, text: RARE_NAME, right: word.left + count * size })
    }
    const long = '示例·'.repeat(16)
    const { texts } = set('round-place-notice', {
      name: long,
      source: { via: 'arrange', reason: '示例理由'.repeat(100) },
    })
    expect(texts).toHaveLength(2)
    expect(texts.at(-1)).toMatch(/联系人和电话.*签收/)
  })

  it('is not for the health check and never holds a whole identity number', () => {
    const data = roundExample('round-place-notice')
    expect(RoundPlaceNotice.safeParse({ ...data, kind: 'health-check' }).success).toBe(false)
    expect(RoundPlaceNotice.safeParse({ ...data, idNumberMasked: '330282199001011234' }).success).toBe(false)
  })
})

describe('the notice without a place', () => {
  const data = roundExample('round-no-place-notice')

  it('of a school is never a bare refusal: a school is arranged, and no suit is suggested', () => {
    const { text } = set('round-no-place-notice')
    for (const words of [
      '随迁子女入学统筹安排告知书',
      '这不是拒绝入学',
      '由教育主管部门统筹安排',
      '慈溪市人民政府申请行政复议',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('诉讼')
  })

  it('gives each wish its reason, own value against the cut-off, what is enough, and the waiting position', () => {
    // Short enough for one line of their cells: of longer ones the extraction mixes the lines of a row.
    const wishes = data.wishes.map((wish, index) => ({
      ...wish,
      reason: `示例理由${index}`,
      own: `本人${index}`,
      cutoff: `末位${index}`,
      enough: `再多${index}`,
    }))
    const { text } = set('round-no-place-notice', { wishes })
    for (const { place, reason, own, cutoff, enough, waiting } of wishes)
      for (const part of [place, reason, own, cutoff, enough, `第${waiting}位`]) expect(text).toContain(part)
  })

  it.each([
    ['housing', '保障性租赁住房轮候告知书', true],
    ['rent-support', '公租房租金补贴未列入告知书', false],
    ['health-check', '新市民免费健康体检未列入告知书', false],
  ])('of %s names review and suit', (kind, title, byWishes) => {
    const remedy = { ...data.remedy, suit: true }
    const { text } = set('round-no-place-notice', { kind, remedy, wishes: data.wishes.slice(0, 1) })
    expect(text).toContain(title)
    expect(text).toContain('六十日内向慈溪市人民政府申请行政复议，也可以自知道之日起六个月内')
    expect(text.includes('志愿')).toBe(byWishes)
    expect(text).not.toContain('统筹安排')
  })

  it('without wishes gives the result in words', () => {
    expect(set('round-no-place-notice', { wishes: [], result: '示例原因' }).text).toContain(
      '结果和理由：示例原因。',
    )
  })

  it.each([1, 2, 3, 4, 5, 6, 8, 10, 20, 50])(
    'with %i wishes loses none, and the signature has company',
    (count) => {
      const [, sample] = data.wishes
      if (sample === undefined) throw new Error('the example has two wishes')
      const wishes: UnmetWish[] = Array.from({ length: count }, (_, index) => ({
        ...sample,
        wish: index + 1,
        place: `示例第${index + 1}小学`,
      }))
      const { text, texts } = set('round-no-place-notice', { wishes })
      for (const { place } of wishes) expect(text.split(place)).toHaveLength(2)
      expect(texts.at(-1)).toMatch(/联系人和电话.*签收/)
    },
  )

  it('prints Typst code literally', () => {
    expect(set('round-no-place-notice', { name: '#panic(1) *b*' }).text).toContain('#panic(1)*b*')
    expect(RoundNoPlaceNotice.safeParse({ ...data, rank: 0 }).success).toBe(false)
  })
})
