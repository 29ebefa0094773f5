import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.ts'
import { counter } from './run.ts'

const folder = temporaryFolder()
const notice = {
  organ: '示例市新市民服务中心',
  number: '示新服检〔2022〕1号',
  name: '示例·䶮赟',
  idNumberMasked: '341221********001X',
  receiptNo: '2022-00001',
  receivedOn: '2022-06-20',
  roundTitle: '2022年新市民职工免费健康体检',
  employer: '示例电器有限公司',
  town: '周巷镇',
  points: '86.50',
  rank: 3,
  places: 50,
  acceptBy: '2022-07-01',
  place: null,
  time: null,
  contact: null,
  issuedOn: '2022-06-28',
  copy: false,
}

function dataFile(name: string, data: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(data))
  return file
}

describe('document', () => {
  it('writes a paper and tells its pages and hash', async () => {
    const out = join(folder, 'papers/notice.pdf')
    const data = dataFile('notice.json', notice)
    const { code, printed } = await counter(['document', 'health-check-notice', '--data', data, '--out', out])
    const bytes = readFileSync(out)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(code).toBe(0)
    expect(printed).toMatchObject([{ template: 'health-check-notice', sha256, pages: expect.any(Number) }])
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(readdirSync(join(folder, 'papers'))).toEqual(['notice.pdf'])
  })

  it.each([
    ['an unknown template', ['invitation'], notice, 'BAD_INPUT'],
    ['an unknown field', ['health-check-notice'], { ...notice, colour: 'red' }, 'BAD_INPUT'],
    [
      'a whole identity number',
      ['health-check-notice'],
      { ...notice, idNumberMasked: '341221199001010015' },
      'BAD_INPUT',
    ],
    [
      'a character no font has',
      ['health-check-notice'],
      { ...notice, name: '示例·\u{2EBF0}' },
      'GLYPH_MISSING',
    ],
  ])('refuses %s and writes nothing', async (_, [template = ''], data, errorCode) => {
    const out = join(folder, 'refused.pdf')
    const file = dataFile('refused.json', data)
    const { code, printed, error } = await counter(['document', template, '--data', file, '--out', out])
    expect({ code, printed, errorCode: error?.code }).toEqual({ code: 2, printed: [], errorCode })
    expect(existsSync(out)).toBe(false)
  })

  it('refuses a missing option and a place it cannot write to', async () => {
    const data = dataFile('notice.json', notice)
    expect((await counter(['document', 'health-check-notice', '--data', data])).error?.at).toBe('--out')
    const blocked = await counter([
      'document',
      'health-check-notice',
      '--data',
      data,
      '--out',
      join(data, 'x.pdf'),
    ])
    expect(blocked).toMatchObject({ code: 2, printed: [], error: { code: 'STORE_UNWRITABLE' } })
    // Nothing can be made below /proc, and the system says "no such file" to whoever tries.
    const nowhere = await counter([
      ...['document', 'health-check-notice', '--data', data],
      ...['--out', '/proc/papers/x.pdf'],
    ])
    expect(nowhere).toMatchObject({ code: 2, printed: [], error: { code: 'STORE_UNWRITABLE' } })
  })
})
