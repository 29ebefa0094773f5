import { randomUUID } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ServiceContext } from '#electron/services/context.ts'
import { roundFolder } from '#electron/services/rounds/folder.ts'
import { readFolder } from '#electron/services/rounds/read-folder.ts'
import { takeInFolder } from '#electron/services/rounds/take-in-folder.ts'
import { findRoundByTitle, listRounds } from '#electron/store/tables/rounds.ts'
import { CounterError } from '#shared/base/failure.ts'
import { roundStatusText } from '#shared/domain/cases/index.ts'
import { defineCommand, type ExitCode, requireOption } from '../command.ts'
import { writeWhole } from '../files.ts'
import type { Io } from '../io.ts'
import { storeOptions, withStore } from '../open-store.ts'

/** More than a million applicants with their reasons take; a larger file is none of a round's. */
const LARGEST_FILE = 500_000_000

/** Rounds as folders that anybody can check: written from a store, checked without one, taken into another. */
export const round = defineCommand({
  usage: [
    'round list --store 文件夹 --passphrase-file 文件 [--login 账号]',
    'round export --store 文件夹 --passphrase-file 文件 --title 批次名称 --out 文件夹 [--login 账号]',
    'round check 文件夹',
    'round import 文件夹 --store 文件夹 --passphrase-file 文件 [--login 账号]',
  ],
  options: { ...storeOptions, title: { type: 'string' }, out: { type: 'string' } },
  words: [1, 2],
  async run({ values, positionals: [action, folder], io }) {
    switch (action) {
      case 'list':
        return withStore(values, io, (context) => list(context, io))
      case 'export': {
        const title = requireOption(values.title, 'title', '请给出批次名称（round list 可查）。')
        const out = requireOption(values.out, 'out', '请给出写到哪个文件夹。')
        return withStore(values, io, (context) => exportRound(context, { title, out, io }))
      }
      case 'check':
        return check(requireFolder(folder), io)
      case 'import': {
        const texts = readTexts(requireFolder(folder))
        return withStore(values, io, async (context): Promise<ExitCode> => {
          await io.print(takeInFolder(context, { commandId: randomUUID(), texts }))
          return 0
        })
      }
      default:
        throw new CounterError('BAD_INPUT', '请写明 round list、export、check 或 import。', {
          at: 'arguments',
        })
    }
  },
})

async function list({ reader }: ServiceContext, io: Io): Promise<ExitCode> {
  for (const { title, kind, status } of listRounds(reader))
    await io.print({ title, kind, status, statusText: roundStatusText(status) })
  return 0
}

type Exporting = { title: string; out: string; io: Io }

async function exportRound(context: ServiceContext, { title, out, io }: Exporting): Promise<ExitCode> {
  const found = findRoundByTitle(context.reader, title)
  if (found === undefined) {
    throw new CounterError('NOT_FOUND', '没有这个名称的批次，没有导出。', {
      at: '--title',
      hint: '请用 round list 核对批次名称。',
    })
  }
  const files = roundFolder(context, found.id)
  for (const { name, text } of files) writeWhole(join(out, name), text)
  await io.print({ title, files: files.map(({ name }) => name) })
  return 0
}

/** Exit 1 where the result does not follow from the list; a folder that does not hold together is unusable. */
async function check(folder: string, io: Io): Promise<ExitCode> {
  const { draw, round: frozen, result, differences } = readFolder(readTexts(folder))
  const ok = differences.length === 0
  const { listHash, seed } = draw
  await io.print({ ok, round: frozen.id, applicants: frozen.applicants.length, listHash, seed })
  for (const difference of differences) await io.print(difference)
  return ok && result.round === frozen.id ? 0 : 1
}

function requireFolder(folder: string | undefined): string {
  if (folder !== undefined) return folder
  throw new CounterError('BAD_INPUT', '没有给出批次文件夹。', { at: 'arguments' })
}

/** The files of a folder, which nothing else is expected in; links are not followed. */
function readTexts(folder: string): Map<string, string> {
  const texts = new Map<string, string>()
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      const about = lstatSync(path)
      if (about.isFile() && about.size <= LARGEST_FILE) texts.set(name, readFileSync(path, 'utf8'))
    }
  } catch (error) {
    throw new CounterError('BAD_INPUT', '这个文件夹打不开，没有读入。', {
      at: basename(folder),
      hint: '请核对路径和读取权限。',
      cause: error,
    })
  }
  return texts
}
