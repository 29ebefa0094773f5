import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { counter, jsonLines } from './run.ts'

const commands = [
  'identify',
  'workday',
  'score',
  'assess',
  'policy',
  'allocate',
  'verify',
  'document',
  'store',
  'demo',
  'bench',
]
const valid = { kind: 'resident-id', value: '11010519491231002X' }

describe('the frame of the command', () => {
  it('refuses a missing or an unknown command and names the known ones', async () => {
    for (const args of [[], ['alocate'], ['__proto__']]) {
      const { code, printed, error } = await counter(args)
      expect({ code, printed, errorCode: error?.code }).toEqual({
        code: 2,
        printed: [],
        errorCode: 'BAD_INPUT',
      })
      for (const command of commands) expect(error?.hint).toContain(command)
    }
  })

  it('prints help on standard error only', async () => {
    const { code, printed, messages } = await counter(['--help'])
    expect({ code, printed }).toEqual({ code: 0, printed: [] })
    for (const command of commands) expect(messages).toContain(command)
  })

  it.each(commands)('%s explains itself and refuses an unknown option', async (command) => {
    const help = await counter([command, '--help'])
    expect(help).toMatchObject({ code: 0, printed: [] })
    expect(help.messages).toContain(`counter ${command}`)

    const { code, printed, error } = await counter([command, '--no-such-option=secret'])
    expect({ code, printed }).toEqual({ code: 2, printed: [] })
    expect(error).toMatchObject({ code: 'BAD_INPUT', at: '--no-such-option' })
    expect(JSON.stringify(error)).not.toContain('secret')
  })

  it('refuses a repeated option and words too many', async () => {
    expect((await counter(['score', '--on', '2022-01-01', '--on', '2022-01-02'])).error?.at).toBe('--on')
    expect((await counter(['identify', 'a-word'])).code).toBe(2)
  })

  it('answers the lines before a bad one, names it, and prints nothing after it', async () => {
    const input = `${jsonLines([valid])}\n\n{"kind": "uscc"\n${jsonLines([valid])}`
    const { code, printed, error } = await counter(['identify'], input)
    expect(code).toBe(2)
    expect(printed).toHaveLength(1)
    expect(error).toMatchObject({ code: 'BAD_INPUT', at: 'line 4' })
  })

  it('takes no line for nothing, a last line without an end, and Windows line ends', async () => {
    expect(await counter(['identify'], '')).toMatchObject({ code: 0, printed: [] })
    const two = `${JSON.stringify(valid)}\r\n${JSON.stringify(valid)}`
    expect((await counter(['identify'], two)).printed).toHaveLength(2)
  })

  it('refuses input that is not UTF-8 or has no end of line', async () => {
    const notText = await counter(['identify'], Uint8Array.of(0x7b, 0xb5, 0xd8, 0x0a))
    expect(notText.error).toMatchObject({ at: 'line 1' })
    const endless = await counter(['identify'], 'x'.repeat(2_000_000))
    expect(endless).toMatchObject({ code: 2, printed: [] })
    expect(endless.error?.at).toBe('line 1')
  })

  it('ends quietly when its reader stops reading', async () => {
    const entry = new URL('../../electron/cli/index.ts', import.meta.url).pathname
    const line = JSON.stringify(JSON.stringify(valid))
    const pipe = `yes ${line} | ${process.execPath} ${entry} identify | head -n 2; exit \${PIPESTATUS[1]}`
    const child = spawn('bash', ['-c', pipe], { stdio: ['ignore', 'ignore', 'pipe'] })
    let messages = ''
    child.stderr.on('data', (chunk: Buffer) => {
      messages += chunk.toString()
    })
    const [code] = await once(child, 'close')
    expect({ code, messages }).toEqual({ code: 0, messages: '' })
  })
})
