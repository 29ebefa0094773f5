import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseReplyText } from '#shared/domain/documents/index.ts'
import { readReplySource } from '../../documents/tools.ts'

const source = readReplySource()

describe('reading the reply of 2022', () => {
  const reply = parseReplyText(source)

  it('gives the golden data', () => {
    const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'reply-2022-6.json'), 'utf8'))
    expect(reply).toEqual(golden)
  })

  it('keeps every character of the source in its order and adds none', () => {
    const blocks = reply.body.map((block) => (block.kind === 'item' ? block.lead : '') + (block.text ?? ''))
    const said = [
      reply.mark,
      reply.number,
      '签发人：',
      reply.signer,
      ...reply.title,
      reply.addressee,
      '：',
      ...blocks,
    ]
    expect(said.join('')).toBe(source.replace(/\s/g, ''))
  })

  it('leaves empty what the source does not give', () => {
    const { organ, date, copyTo, contact, printed } = reply
    expect({ organ, date, copyTo, contact, printed }).toEqual({
      organ: null,
      date: null,
      copyTo: null,
      contact: null,
      printed: null,
    })
  })

  it('reads Windows line ends alike', () => {
    expect(parseReplyText(source.replaceAll('\n', '\r\n'))).toEqual(reply)
  })
})

describe('a text that is no reply', () => {
  it.each([
    ['an empty one', '', '文末'],
    ['one without 签发人', source.replace('签发人', '承办人'), '第 3 行'],
    ['one without colon after the addressee', source.replace('代表：', '代表，'), '第 9 行'],
    ['one without body', source.slice(0, source.indexOf('您在市')), 'body'],
    ['one with a bad document number', source.replace('〔2022〕6号', '[2022]06号'), 'number'],
    ['one with a control character', source.replace('现将', '现\u0007将'), 'body.0.text'],
  ])('is refused with its place: %s', (_, text, at) => {
    expect(() => parseReplyText(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', at }))
  })
})
