import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { CounterError, type Failure } from '#shared/base/failure.ts'
import { readAll, readLines } from './lines.ts'

/** What a command reads and writes; results go to standard output, words for people to standard error. */
export interface Io {
  readonly resourcesDir: string
  /** True once nobody reads standard output any more (`| head`): printing further lines is in vain. */
  readonly outputClosed: boolean
  /** One JSON value on one line of standard output; waits while the reader is slow. */
  print(value: unknown): Promise<void>
  /** A message for a person on standard error. */
  note(text: string): void
  /** The lines of standard input with their numbers, blank ones left out. */
  lines(): AsyncGenerator<{ number: number; text: string }>
  /** A whole text file; `undefined` or `-` is standard input. */
  text(file: string | undefined): Promise<string>
}

export interface IoOptions {
  resourcesDir: string
  input: Readable
  output: Writable
  messages: Writable
}

/** An `Io` on three streams. A closed output ends the printing, not the work. */
export function createIo({ resourcesDir, input, output, messages }: IoOptions): Io {
  let outputClosed = false
  output.on('error', () => {
    outputClosed = true
  })
  messages.on('error', () => undefined)
  return {
    resourcesDir,
    get outputClosed() {
      return outputClosed
    },
    async print(value) {
      if (outputClosed || output.write(`${JSON.stringify(value)}\n`)) return
      await Promise.race([once(output, 'drain'), once(output, 'close')]).catch(() => undefined)
    },
    note(text) {
      messages.write(`${text}\n`)
    },
    lines: () => readLines(input),
    text: async (file) => (file === undefined || file === '-' ? readAll(input) : readFile(file)),
  }
}

function readFile(file: string): string {
  const bytes = readBytes(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new CounterError('BAD_INPUT', '文件不是 UTF-8 编码，无法读取。', {
      at: file,
      hint: '请另存为 UTF-8 编码后重试。',
      cause: error,
    })
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new CounterError(missing ? 'NOT_FOUND' : 'BAD_INPUT', missing ? '找不到文件。' : '文件无法读取。', {
      at: file,
      hint: '请核对路径和读取权限。',
      cause: error,
    })
  }
}

/** The one JSON object of a refusal: always four keys, null where there is nothing to say. */
export function failureLine({ code, message, at, hint }: Failure): string {
  return JSON.stringify({ error: { code, message, at: at ?? null, hint: hint ?? null } })
}
