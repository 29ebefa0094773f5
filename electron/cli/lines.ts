import type { Readable } from 'node:stream'
import { CounterError } from '#shared/base/failure.ts'

/** A longer line is no record of a person but a wrong file; it is refused before it fills the memory. */
const longestLine = 1_048_576
/** A round of a million applicants is about 200 MB of JSON. */
const longestText = 512 * 1_048_576

/** The lines of a UTF-8 stream with their numbers from 1, blank ones left out; holds one line at a time. */
export async function* readLines(input: Readable): AsyncGenerator<{ number: number; text: string }> {
  let number = 0
  let rest = ''
  for await (const text of decode(input, () => `line ${number + 1}`)) {
    rest += text
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      number += 1
      refuseLong(line, longestLine, `line ${number}`)
      if (line.trim() !== '') yield { number, text: line }
    }
    refuseLong(rest, longestLine, `line ${number + 1}`)
  }
  if (rest.trim() !== '') yield { number: number + 1, text: rest }
}

/** All of a UTF-8 stream. */
export async function readAll(input: Readable): Promise<string> {
  const parts: string[] = []
  let length = 0
  for await (const text of decode(input, () => '-')) {
    length += text.length
    if (length > longestText) refuseLong(text, 0, '-')
    parts.push(text)
  }
  return parts.join('')
}

async function* decode(input: Readable, place: () => string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const step = (chunk?: Uint8Array) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch (error) {
      throw new CounterError('BAD_INPUT', '输入不是 UTF-8 编码，无法读取。', {
        at: place(),
        hint: '请另存为 UTF-8 编码后重试。',
        cause: error,
      })
    }
  }
  for await (const chunk of input) yield step(chunk)
  yield step()
}

function refuseLong(text: string, longest: number, at: string): void {
  if (text.length <= longest) return
  throw new CounterError('BAD_INPUT', '输入过长，不像是本命令的数据。', {
    at,
    hint: '请核对是否给错了文件；逐行命令每行一个 JSON 对象。',
  })
}
