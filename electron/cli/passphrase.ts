import { readFileSync } from 'node:fs'
import { CounterError } from '#shared/base/failure.ts'
import type { Io } from './io.ts'

/** How commands on a store take pass phrases; never on the command line, where every user of the machine sees them. */
export const passphraseOptions = {
  'passphrase-fd': { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const

type Values = { 'passphrase-fd'?: string | undefined; 'passphrase-file'?: string | undefined }

/** The lines of the file or descriptor, at least one; an empty first line is refused. */
export async function readPassphrases(values: Values, io: Io): Promise<[string, ...string[]]> {
  const { 'passphrase-fd': descriptor, 'passphrase-file': file } = values
  if ((descriptor === undefined) === (file === undefined)) {
    throw new CounterError('BAD_INPUT', '请用 --passphrase-fd 或 --passphrase-file 之一给出口令。', {
      at: '--passphrase-file',
      hint: '口令不能写在命令行上。文件第一行为口令；例如 --passphrase-fd 0 从标准输入读取。',
    })
  }
  const text = descriptor === undefined ? await io.text(file) : readDescriptor(descriptor)
  const [first = '', ...others] = text.split(/\r?\n/)
  if (first === '') throw new CounterError('BAD_INPUT', '口令是空的。', { hint: '请把口令写在第一行。' })
  return [first, ...others.filter((line) => line !== '')]
}

function readDescriptor(text: string): string {
  try {
    if (!/^\d{1,4}$/.test(text)) throw new TypeError('a file descriptor is a small whole number')
    return readFileSync(Number(text), 'utf8')
  } catch (error) {
    throw new CounterError('BAD_INPUT', '这个文件描述符读不出口令。', {
      at: '--passphrase-fd',
      hint: '请给出已打开可读的描述符号。经 npm 运行时只有 0（标准输入）传得到；也可用 --passphrase-file。',
      cause: error,
    })
  }
}
