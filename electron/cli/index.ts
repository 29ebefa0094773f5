import { join } from 'node:path'
import process from 'node:process'
import { CounterError } from '#shared/base/failure.ts'
import type { Command, ExitCode } from './command.ts'
import { createIo, failureLine, type Io } from './io.ts'

type Entry = { summary: string; load(): Promise<Command> }

/** Loaded one at a time, so that `identify` does not wait for the typesetter. */
const commands = new Map<string, Entry>([
  ['identify', entry('核验证件号码', async () => (await import('./commands/identify.ts')).identify)],
  ['workday', entry('推算工作日', async () => (await import('./commands/workday.ts')).workday)],
  ['score', entry('量化积分计分', async () => (await import('./commands/score.ts')).score)],
  ['points', entry('全体计分并留记录', async () => (await import('./commands/points.ts')).points)],
  ['assess', entry('项目资格判断', async () => (await import('./commands/assess.ts')).assess)],
  ['policy', entry('检查或列出政策包', async () => (await import('./commands/policy.ts')).policy)],
  ['allocate', entry('运行批次分配', async () => (await import('./commands/allocate.ts')).allocate)],
  ['verify', entry('复核分配结果', async () => (await import('./commands/verify.ts')).verify)],
  ['round', entry('导出、核对或读入一个批次', async () => (await import('./commands/round.ts')).round)],
  ['document', entry('生成文书 PDF', async () => (await import('./commands/document.ts')).document)],
  ['store', entry('建立或检查数据库', async () => (await import('./commands/store.ts')).store)],
  ['demo', entry('用虚构新市民演示一个年度', async () => (await import('./commands/demo.ts')).demo)],
  ['bench', entry('性能测量', async () => (await import('./commands/bench.ts')).bench)],
])

function entry(summary: string, load: () => Promise<Command>): Entry {
  return { summary, load }
}

function help(): string {
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return ['用法：counter <命令> [选项]', ...lines, '各命令的用法：counter <命令> --help'].join('\n')
}

async function run([name, ...args]: string[], io: Io): Promise<ExitCode> {
  if (name === '--help' || name === '-h' || name === 'help') {
    io.note(help())
    return 0
  }
  const found = name === undefined ? undefined : commands.get(name)
  if (found === undefined) {
    throw new CounterError('BAD_INPUT', name === undefined ? '没有给出命令。' : '没有这个命令。', {
      at: 'command',
      hint: `可用的命令：${[...commands.keys()].join('、')}。`,
    })
  }
  return (await found.load()).start(args, io)
}

/** Says a refusal or a fault in one JSON object and gives the exit code that belongs to it. */
function report(error: unknown, io: Io): ExitCode {
  if (error instanceof CounterError && error.code !== 'INTERNAL') {
    io.note(failureLine(error))
    return error.code === 'CANCELLED' ? 130 : 2
  }
  const message = '程序内部出错，本次操作没有完成。'
  io.note(failureLine({ code: 'INTERNAL', message, hint: '请把此前的输出交给技术支持。' }))
  if (process.env.COUNTER_TRACE === '1') console.error(error)
  return 3
}

async function main(): Promise<void> {
  const io = createIo({
    resourcesDir: join(import.meta.dirname, '../../resources'),
    input: process.stdin,
    output: process.stdout,
    messages: process.stderr,
  })
  const code = await run(process.argv.slice(2), io).catch((error: unknown) => report(error, io))
  await Promise.all([flushed(process.stdout), flushed(process.stderr)])
  process.exit(code)
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve()
    else stream.write('', () => resolve())
  })
}

await main()
