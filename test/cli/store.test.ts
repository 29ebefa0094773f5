import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.ts'
import { counter } from './run.ts'

const passphrase = '示例口令 correct horse'
const folder = temporaryFolder()
const good = join(folder, 'good.txt')
const wrong = join(folder, 'wrong.txt')
writeFileSync(good, `${passphrase}\n示例经办口令 battery\n`)
writeFileSync(wrong, 'not the pass phrase\n')
const store = join(folder, 'store')

describe('store', () => {
  it('creates an encrypted store and finds it sound', async () => {
    const created = await counter(['store', 'create', '--store', store, '--passphrase-file', good])
    expect(created).toMatchObject({
      code: 0,
      printed: [{ store, accounts: [{ role: 'supervisor' }, { role: 'clerk' }] }],
    })
    expect(JSON.stringify(created.printed)).not.toContain('password')
    expect(readFileSync(join(store, 'store.db')).subarray(0, 6).toString()).not.toBe('SQLite')

    for (const where of [[store], [join(store, 'store.db')], [store, '--login', 'supervisor']]) {
      const checked = await counter(['store', 'check', '--passphrase-file', good, '--store', ...where])
      expect(checked).toMatchObject({ code: 0, printed: [{ ok: true, counts: { account: 2 } }] })
    }
  })

  it('takes the pass phrase on a descriptor', async () => {
    const args = ['store', 'check', '--store', store, '--passphrase-fd', '0']
    expect(await counter(args, passphrase)).toMatchObject({ code: 0, printed: [{ ok: true }] })
    expect(await counter(args, '')).toMatchObject({ code: 2, printed: [] })
    const closed = await counter(['store', 'check', '--store', store, '--passphrase-fd', '77'])
    expect(closed.error?.at).toBe('--passphrase-fd')
  })

  it('makes a pass phrase for the clerk where only one is given, and reports it', async () => {
    const other = join(folder, 'other')
    const created = await counter(['store', 'create', '--store', other, '--passphrase-fd', '0'], passphrase)
    const [report] = created.printed as { accounts: { login: string; password?: string }[] }[]
    const clerk = report?.accounts.find((account) => account.login === 'clerk')?.password ?? ''
    const args = ['store', 'check', '--store', other, '--login', 'clerk', '--passphrase-fd', '0']
    expect(await counter(args, clerk)).toMatchObject({ code: 0 })
    expect(await counter(args, passphrase)).toMatchObject({ code: 2, error: { code: 'WRONG_PASSWORD' } })
  })

  it('refuses to build on what is there and changes nothing', async () => {
    const before = readFileSync(join(store, 'store.db'))
    const again = await counter(['store', 'create', '--store', store, '--passphrase-file', good])
    expect(again).toMatchObject({ code: 2, printed: [], error: { code: 'STORE_EXISTS' } })
    expect(readFileSync(join(store, 'store.db')).equals(before)).toBe(true)
  })

  it('refuses a folder it cannot make', async () => {
    for (const place of [join(good, 'store'), '/proc/office/store']) {
      const refused = await counter(['store', 'create', '--store', place, '--passphrase-file', good])
      expect(refused).toMatchObject({ code: 2, printed: [], error: { code: 'STORE_UNWRITABLE' } })
    }
  })

  it('refuses a wrong pass phrase, a missing and a plaintext store', async () => {
    const at = (path: string, file = good) =>
      counter(['store', 'check', '--store', path, '--passphrase-file', file])
    expect((await at(store, wrong)).error?.code).toBe('WRONG_PASSWORD')
    expect((await at(join(folder, 'nowhere'))).error?.code).toBe('STORE_MISSING')
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })

  it('never takes the pass phrase on the command line, nor a short one', async () => {
    const bare = await counter(['store', 'check', '--store', store, '--passphrase', passphrase])
    expect(bare).toMatchObject({ code: 2, error: { at: '--passphrase' } })
    expect(bare.messages).not.toContain('correct horse')
    expect((await counter(['store', 'check', '--store', store])).error?.hint).toContain('命令行')

    const short = await counter(
      ['store', 'create', '--store', join(folder, 's'), '--passphrase-fd', '0'],
      'short',
    )
    expect(short).toMatchObject({ code: 2, printed: [] })
    expect(existsSync(join(folder, 's'))).toBe(false)
  })

  it('refuses options of the other form', async () => {
    const args = ['store', 'check', '--store', store, '--passphrase-file', good, '--office', '示例中心']
    expect((await counter(args)).error?.at).toBe('--office')
  })
})
