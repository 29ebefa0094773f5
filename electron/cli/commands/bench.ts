import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import process from 'node:process'
import { CounterError } from '#shared/base/failure.ts'
import { defineCommand, type ExitCode } from '../command.ts'

/**
 * Runs the measurements of test/bench, each in a process of its own so that none warms up another. They are part of
 * a source checkout and not of the packaged program.
 */
export const bench = defineCommand({
  usage: ['bench [名称]'],
  options: {},
  words: [0, 1],
  async run({ positionals: [name], io }) {
    const folder = join(io.resourcesDir, '../test/bench')
    const names = benchNames(folder)
    if (name !== undefined && !names.includes(name)) {
      throw new CounterError('NOT_FOUND', '没有这项测量。', {
        at: 'name',
        hint: `可用的测量：${names.join('、')}。`,
      })
    }
    for (const each of name === undefined ? names : [name]) {
      io.note(`测量 ${each} ……`)
      const code = await runBench(join(folder, `${each}.ts`))
      if (code !== 0) return code
    }
    return 0
  },
})

function benchNames(folder: string): string[] {
  if (!existsSync(folder)) {
    throw new CounterError('NOT_FOUND', '安装版不带性能测量。', { hint: '请在源代码目录中运行。' })
  }
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => basename(file, '.ts'))
    .filter((name) => name !== 'measure')
    .sort()
}

async function runBench(file: string): Promise<ExitCode> {
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = await once(child, 'exit')
  return code === 0 ? 0 : 3
}
