import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { manyChildren, ranRound, threeSchools } from '../services/round-fixture.ts'
import { LOGINS, openTestOffice, PASSWORD } from '../services/test-office.ts'
import { temporaryFolder } from './folder.ts'
import { counter } from './run.ts'

const folder = temporaryFolder()
const passphrase = join(folder, 'passphrase.txt')
writeFileSync(passphrase, `${PASSWORD}\n`)
const [store, empty, exported] = ['store', 'empty', 'exported'].map((name) => join(folder, name))
const at = (place = store, login: string = LOGINS.clerk) => [
  '--store',
  place ?? '',
  '--login',
  login,
  '--passphrase-file',
  passphrase,
]
const title = '示例积分入学批次'

describe('round', () => {
  beforeAll(async () => {
    const office = await openTestOffice()
    cpSync(office.folder, empty ?? '', { recursive: true })
    await ranRound(office, threeSchools(), manyChildren(40), { title })
    const { folder: made } = office
    cpSync(made, store ?? '', { recursive: true })
    office.close()
  })

  it('is listed, written as a folder, checked without a store, and taken into another', async () => {
    expect(await counter(['round', 'list', ...at()])).toMatchObject({ printed: [{ title, status: 'ran' }] })
    const written = await counter(['round', 'export', ...at(), '--title', title, '--out', exported ?? ''])
    expect(written).toMatchObject({
      code: 0,
      printed: [{ title, files: expect.arrayContaining(['verify.py']) }],
    })
    const checked = await counter(['round', 'check', exported ?? ''])
    expect(checked).toMatchObject({ code: 0, printed: [{ ok: true, round: title, applicants: 40 }] })
    const files = ['round.json', 'result.json'].map((name) => join(exported ?? '', name))
    expect(await counter(['verify', ...files, '--explain'])).toMatchObject({ code: 0 })
    const byClerk = await counter(['round', 'import', exported ?? '', ...at(empty)])
    expect(byClerk).toMatchObject({ code: 2, error: { code: 'NOT_ALLOWED' } })
    const taken = await counter(['round', 'import', exported ?? '', ...at(empty, LOGINS.supervisor)])
    expect(taken).toMatchObject({ code: 0, printed: [{ id: expect.any(String) }] })
    expect(await counter(['round', 'list', ...at(empty)])).toMatchObject({
      printed: [{ title, status: 'ran' }],
    })
    const again = await counter(['round', 'import', exported ?? '', ...at(empty, LOGINS.supervisor)])
    expect(again).toMatchObject({ code: 2, error: { code: 'DUPLICATE' } })
  })

  it('says what is missing or changed', async () => {
    expect((await counter(['round', 'play', ...at()])).error?.at).toBe('arguments')
    expect((await counter(['round', 'check'])).error?.at).toBe('arguments')
    expect((await counter(['round', 'export', ...at(), '--title', title])).error?.at).toBe('--out')
    const unknown = await counter([
      'round',
      'export',
      ...at(),
      '--title',
      '没有的',
      '--out',
      join(folder, 'x'),
    ])
    expect(unknown).toMatchObject({ code: 2, error: { code: 'NOT_FOUND', at: '--title' } })
    expect((await counter(['round', 'check', join(folder, 'none')])).error?.code).toBe('BAD_INPUT')
    const damaged = join(folder, 'damaged')
    cpSync(exported ?? '', damaged, { recursive: true })
    const list = join(damaged, 'list.txt')
    writeFileSync(list, readFileSync(list, 'utf8').replace('.50', '.75'))
    expect(await counter(['round', 'check', damaged])).toMatchObject({ code: 2, error: { at: 'list.txt' } })
  })
})
