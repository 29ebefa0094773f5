import { randomBytes } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { systemClock } from '#electron/services/clock.ts'
import { setUpOffice } from '#electron/services/session.ts'
import { checkStore } from '#electron/store/check.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { listLogins, unlockSlot } from '#electron/store/keys.ts'
import { CounterError } from '#shared/base/failure.ts'
import { SetUpRequest } from '#shared/ipc/session.ts'
import { defineCommand, type ExitCode, requireOption } from '../command.ts'
import { makeFolder } from '../files.ts'
import type { Io } from '../io.ts'
import { locate, parseValue } from '../parse.ts'
import { passphraseOptions, readPassphrases } from '../passphrase.ts'
import { storeFolder } from '../store-folder.ts'

const usage = [
  'store create --store 文件夹（或其中的 store.db） --passphrase-file 文件 [--office 名称] [--code 发文代字] [--window 窗口名]',
  'store check --store 文件夹 --passphrase-file 文件 [--login 账号]',
]

interface Values {
  'passphrase-fd'?: string | undefined
  'passphrase-file'?: string | undefined
  office?: string | undefined
  code?: string | undefined
  window?: string | undefined
  login?: string | undefined
}

/** Sets up an encrypted store, or reads a whole one to see that it is sound. */
export const store = defineCommand({
  usage,
  options: {
    ...passphraseOptions,
    store: { type: 'string' },
    office: { type: 'string' },
    code: { type: 'string' },
    window: { type: 'string' },
    login: { type: 'string' },
  },
  words: [1, 1],
  async run({ values, positionals: [action], io }) {
    if (action !== 'create' && action !== 'check') {
      throw new CounterError('BAD_INPUT', '请写明 store create 或 store check。', { at: 'arguments' })
    }
    refuseForeign(values, action === 'create' ? ['login'] : ['office', 'code', 'window'])
    const folder = storeFolder(requireOption(values.store, 'store', '请给出存储所在的文件夹。'))
    return action === 'create' ? create(folder, values, io) : check(folder, values, io)
  },
})

function refuseForeign(values: Values, names: readonly (keyof Values)[]): void {
  const foreign = names.find((name) => values[name] !== undefined)
  if (foreign === undefined) return
  throw new CounterError('BAD_INPUT', `选项 --${foreign} 不属于这个命令。`, {
    at: `--${foreign}`,
    hint: `用法：counter ${usage.join('；counter ')}`,
  })
}

/** The first line is the supervisor's pass phrase, the second the clerk's; one not given is made and reported. */
async function create(folder: string, values: Values, io: Io): Promise<ExitCode> {
  const [supervisorPassword, clerkGiven] = await readPassphrases(values, io)
  const clerkPassword = clerkGiven ?? randomBytes(12).toString('base64url')
  const request = locate('store create', () =>
    parseValue(SetUpRequest, {
      office: {
        name: values.office ?? '慈溪市新市民服务中心',
        documentCode: values.code ?? '慈新服',
        window: values.window ?? '1号窗口',
      },
      supervisor: { login: 'supervisor', name: '主管', password: supervisorPassword },
      clerk: { login: 'clerk', name: '经办', password: clerkPassword },
    }),
  )
  makeFolder(dirname(resolve(folder)))
  await setUpOffice(folder, request, { clock: systemClock })
  await io.print({
    store: folder,
    office: request.office,
    accounts: [
      { login: 'supervisor', role: 'supervisor' },
      { login: 'clerk', role: 'clerk', ...(clerkGiven === undefined ? { password: clerkPassword } : {}) },
    ],
  })
  return 0
}

async function check(folder: string, values: Values, io: Io): Promise<ExitCode> {
  const [password] = await readPassphrases(values, io)
  const { store: path, keys } = storePaths(folder)
  const login = values.login ?? listLogins(keys)[0] ?? ''
  const report = checkStore({ path, key: await unlockSlot(keys, login, password), keyProven: true })
  await io.print({ store: folder, ...report })
  return report.ok ? 0 : 1
}
