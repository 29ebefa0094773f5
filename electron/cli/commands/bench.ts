import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import process from 'node:process'
import { CounterError } from '#shared/base/failure.ts'
import { defineCommand, type ExitCode } from '../command.ts'
import { parseCountOption } from '../parse.ts'

/**
 * Runs the measurements of test/bench, each in a process of its own so that none warms up another. They are part of
 * a source checkout and not of the packaged program.
 */
export const bench = defineCommand({
  usage: ['bench [名称]', 'bench people|population|rounds [--residents 人数]'],
  options: { residents: { type: 'string' } },
  words: [0, 1],
  async run({ values: { residents }, positionals: [name], io }) {
    const folder = join(io.resourcesDir, '../test/bench')
    const names = benchNames(folder)
    if (name !== undefined && !names.includes(name)) {
      throw new CounterError('NOT_FOUND', '没有这项测量。', {
        at: 'name',
        hint: `可用的测量：${names.join('、')}。`,
      })
    }
    const more = residents === undefined ? [] : ['--residents', String(readResidents(residents, name))]
    for (const each of name === undefined ? names : [name]) {
      io.note(`测量 ${each} ……`)
      const code = await runBench(join(folder, `${each}.ts`), more)
      if (code !== 0) return code
    }
    return 0
  },
})

function readResidents(text: string, name: string | undefined): number {
  if (name !== 'people' && name !== 'population' && name !== 'rounds') {
    throw new CounterError('BAD_INPUT', '只有 people、population 和 rounds 这三项测量有人数。', {
      at: '--residents',
      hint: '写作 counter bench people --residents 1000000。',
    })
  }
  return parseCountOption(text, 'residents', [1000, 1_000_000])
}

function benchNames(folder: string): string[] {
  if (!existsSync(folder)) {
    throw new CounterError('NOT_FOUND', '安装版不带性能测量。', { hint: '请在源代码目录中运行。' })
  }
  return (
    readdirSync(folder)
      // A part of another measurement has a hyphen: people-memory.
      .filter((file) => /^[a-z]+\.ts$/.test(file))
      .map((file) => basename(file, '.ts'))
      .filter((name) => name !== 'measure')
      .sort()
  )
}

async function runBench(file: string, options: readonly string[]): Promise<ExitCode> {
  const child = spawn(process.execPath, [file, ...options], { stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = await once(child, 'exit')
  return code === 0 ? 0 : 3
}
