import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const command = resolve(import.meta.dirname, '../../out/main/counter.js')

/** Accounts of a demonstration store, as the demonstration prints them. */
export type DemoAccounts = Record<'supervisor' | 'clerk', { login: string; name: string; password: string }>

/** Makes a demonstration store with invented residents and puts it where a program with this data folder looks. */
export async function putDemoStore(userData: string, residents: number): Promise<DemoAccounts> {
  const folder = mkdtempSync(join(tmpdir(), 'counter-demo-'))
  const out = join(folder, 'out')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [command, 'demo', '--out', out, '--residents', String(residents), '--seed', 'screens'],
    { maxBuffer: 1 << 24 },
  )
  cpSync(join(out, 'store'), join(userData, 'office'), { recursive: true })
  rmSync(folder, { recursive: true, force: true })
  const accounts: { login: string; name: string; role: string; password: string }[] =
    JSON.parse(stdout).accounts
  const of = (role: string) => {
    const account = accounts.find((other) => other.role === role)
    if (account === undefined) throw new Error(`the demonstration has no ${role}`)
    return account
  }
  return { supervisor: of('supervisor'), clerk: of('clerk') }
}
