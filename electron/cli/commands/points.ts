import { randomUUID } from 'node:crypto'
import process from 'node:process'
import type { ServiceContext } from '#electron/services/context.ts'
import { listRuns, runPoints } from '#electron/services/population/run.ts'
import { CounterError } from '#shared/base/failure.ts'
import { RunPointsRequest } from '#shared/ipc/policies.ts'
import { defineCommand, type ExitCode, requireOption } from '../command.ts'
import type { Io } from '../io.ts'
import { storeOptions, withStore } from '../open-store.ts'
import { locate, parseDayOption, parseValue } from '../parse.ts'

/** Scores everybody in a store under one pack and keeps the record, or lists the records; Ctrl+C keeps nothing. */
export const points = defineCommand({
  usage: [
    'points run --store 文件夹 --passphrase-file 文件 --pack 编号 --reason 事由 [--on YYYY-MM-DD，缺省为今天] [--purpose 用途] [--login 账号]',
    'points list --store 文件夹 --passphrase-file 文件 [--login 账号]',
  ],
  options: {
    ...storeOptions,
    pack: { type: 'string' },
    on: { type: 'string' },
    purpose: { type: 'string' },
    reason: { type: 'string' },
  },
  words: [1, 1],
  async run({ values, positionals: [action], io }) {
    if (action !== 'run' && action !== 'list') {
      throw new CounterError('BAD_INPUT', '请写明 points run 或 points list。', { at: 'arguments' })
    }
    const request = action === 'run' ? requestOf(values) : undefined
    return withStore(values, io, (context) =>
      request === undefined ? list(context, io) : run(context, request, io),
    )
  },
})

function requestOf(values: {
  pack?: string | undefined
  on?: string | undefined
  purpose?: string | undefined
  reason?: string | undefined
}): RunPointsRequest {
  const pack = requireOption(values.pack, 'pack', '请给出政策包编号（policy list 可查）。')
  const reason = requireOption(values.reason, 'reason', '请写明为什么计分，记录里会留下。')
  const on = parseDayOption(values.on)
  // What is installed goes by its id; what the office drafted by the key the program shows.
  const key = /^[0-9a-f]{8}-/.test(pack) ? pack : `pack:${pack}`
  const request = { commandId: randomUUID(), key, on, purpose: values.purpose ?? null, reason }
  return locate('points run', () => parseValue(RunPointsRequest, request))
}

async function run(context: ServiceContext, request: RunPointsRequest, io: Io): Promise<ExitCode> {
  if (context.account.role !== 'supervisor') {
    throw new CounterError('NOT_ALLOWED', '全体计分须由主管办理，没有计算。', {
      at: '--login',
      hint: '请用主管的账号。',
    })
  }
  const interruption = new AbortController()
  process.once('SIGINT', () => interruption.abort())
  let runId: string | undefined
  for await (const step of runPoints(context, request, interruption.signal)) {
    if (step.runId === undefined)
      io.note(`已完成 ${Math.floor((100 * step.done) / Math.max(1, step.total))}%`)
    runId = step.runId
  }
  await io.print(listRuns(context).find(({ id }) => id === runId))
  return 0
}

async function list(context: ServiceContext, io: Io): Promise<ExitCode> {
  for (const row of listRuns(context)) await io.print(row)
  return 0
}
