import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.ts'
import { counter } from './run.ts'

const folder = temporaryFolder()
const supervisor = join(folder, 'supervisor.txt')
const clerk = join(folder, 'clerk.txt')
writeFileSync(supervisor, '示例口令 correct horse\n示例经办口令 battery\n')
writeFileSync(clerk, '示例经办口令 battery\n')
const store = join(folder, 'store')
const at = ['--store', store, '--login', 'supervisor', '--passphrase-file', supervisor]
const asked = ['--pack', 'zj-2023-38', '--on', '2026-06-18', '--reason', '示例年度计分']

describe('points', () => {
  beforeAll(async () => {
    const created = await counter(['store', 'create', '--store', store, '--passphrase-file', supervisor])
    expect(created.code).toBe(0)
  })

  it('scores everybody, keeps the record and lists it', async () => {
    const ran = await counter(['points', 'run', ...at, ...asked])
    expect(ran).toMatchObject({
      code: 0,
      printed: [
        { policyId: 'zj-2023-38', on: '2026-06-18', residents: 0, by: '主管', reason: '示例年度计分' },
      ],
    })
    expect(await counter(['points', 'list', ...at])).toMatchObject({ code: 0, printed: ran.printed })
  })

  it('is for supervisors, and says what is missing', async () => {
    const asClerk = ['--store', store, '--login', 'clerk', '--passphrase-file', clerk]
    expect((await counter(['points', 'run', ...asClerk, ...asked])).error?.code).toBe('NOT_ALLOWED')
    expect((await counter(['points', 'run', ...at])).error?.at).toBe('--pack')
    expect((await counter(['points', 'run', ...at, '--pack', 'zj-2023-38'])).error?.at).toBe('--reason')
    expect((await counter(['points', 'sum', ...at])).error?.at).toBe('arguments')
    const none = await counter(['points', 'run', ...at, '--pack', 'none', '--reason', '示例年度计分'])
    expect(none).toMatchObject({ code: 2, printed: [], error: { code: 'NOT_FOUND' } })
  })
})
