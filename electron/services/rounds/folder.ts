import { zipBytes } from '#electron/exchange/index.ts'
import type { Reader } from '#electron/store/database.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { findRun } from '#electron/store/tables/runs.ts'
import { CounterError } from '#shared/base/failure.ts'
import { parseRound, type Round, ticketTable } from '#shared/domain/allocation/index.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { sha256 } from '../hash.ts'
import { drawRecord } from './draw-record.ts'
import { roundState } from './state.ts'

/** One file of an exported round, UTF-8. */
export type RoundFile = { name: string; text: string }

export const LIST_FILE = 'list.txt'
const DRAWN_LIST_FILE = 'list-drawn.txt'
export const SUMS_FILE = 'SHA256SUMS'

/**
 * A round that ran, as files that anybody can check: the frozen list, what the seed came from, plan, input, result with
 * everybody's reasons, all tickets, a checker in Python and the hashes of all of them. No names and no numbers of
 * identity are in them.
 * @throws CounterError NOT_FOUND; CONFLICT where the round did not run, or ran before lists were frozen apart
 */
export function roundFolder(
  { reader, resources }: Pick<ServiceContext, 'reader' | 'resources'>,
  roundId: string,
): RoundFile[] {
  const { title } = getRound(reader, roundId)
  const state = roundState(reader, roundId)
  const run = findRun(reader, state.runs.at(-1)?.runId ?? '')
  const [first, last] = [state.freezes[0], state.freezes.at(-1)]
  if (run === undefined || run.freeze_id === null || first === undefined || last === undefined)
    throw nothingToExport()
  const round = parseRound(JSON.parse(run.frozen))
  const isDrawnOverLast = first.freezeId === last.freezeId || state.plan.draw.mode === 'named'
  const files: RoundFile[] = [
    { name: LIST_FILE, text: getList(reader, run.freeze_id) },
    ...(isDrawnOverLast ? [] : [{ name: DRAWN_LIST_FILE, text: getList(reader, first.freezeId) }]),
    json('draw.json', drawRecord(title, state, isDrawnOverLast ? LIST_FILE : DRAWN_LIST_FILE)),
    // That of the list and the run: places may have been added since.
    json('plan.json', state.publishedPlan ?? state.plan),
    { name: 'round.json', text: `${run.frozen}\n` },
    json('result.json', JSON.parse(run.result)),
    { name: 'tickets.txt', text: ticketTable(round, sha256) },
    { name: 'draw.py', text: drawChecker(resources.roundVerifier) },
    { name: 'verify.py', text: resources.roundVerifier },
    { name: 'README.txt', text: readme(title, round, state) },
  ]
  return [...files, { name: SUMS_FILE, text: sumsOf(files) }]
}

/** The draw by itself on one page: the first part of the whole checker, and its two last lines. */
function drawChecker(verifier: string): string {
  const [draw = ''] = verifier.split('\n# 二、')
  return [draw, ...verifier.trimEnd().split('\n').slice(-2), ''].join('\n')
}

/** The folder of a round, packed: what the public is given. @throws as `roundFolder` */
export async function getRoundArchive(
  context: ServiceContext,
  roundId: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; fileName: string }> {
  const files = roundFolder(context, roundId)
  const { title } = getRound(context.reader, roundId)
  const bytes = await zipBytes(files.map(({ name, text }) => ({ name, pieces: [text] })))
  return { bytes: new Uint8Array(bytes), fileName: `${title.replace(/[\\/:*?"<>|]/g, '-')}-核对资料.zip` }
}

/** The lines of `sha256sum`, which `sha256sum -c` reads. */
export function sumsOf(files: readonly RoundFile[]): string {
  return files.map(({ name, text }) => `${sha256(text)}  ${name}\n`).join('')
}

function getList(reader: Reader, freezeId: string): string {
  const freeze = findFreeze(reader, freezeId)
  if (freeze === undefined) throw new Error('a recorded freeze has its list')
  return freeze.list
}

function json(name: string, value: unknown): RoundFile {
  return { name, text: `${JSON.stringify(value, null, 2)}\n` }
}

function readme(title: string, { applicants, seed }: Round, { plan }: RoundState): string {
  const no = applicants[0]?.no ?? ''
  return `${title}：名单、结果和核对办法

本文件夹里没有姓名和证件号码，只有申请编号。任何人都可以核对，不需要联网，也不需要本系统。

一、文件有没有被改动：在本文件夹内运行
    sha256sum -c ${SUMS_FILE}
二、名单的指纹与冻结公告上的是否一致：
    sha256sum ${LIST_FILE}
三、某个申请人的签号（以 ${no} 为例，结果应与 tickets.txt 中同一编号的一行相同）：
    printf '%s|%s' ${quoted(seed)} ${quoted(no)} | sha256sum
    同一家庭的几个申请共用其中最小编号的签号。
四、摇号（名单指纹、承诺值、种子、全部签号），程序只有一页：
    python3 draw.py
五、再加上全部名次和结果：
    python3 verify.py
${
  plan.draw.mode === 'named'
    ? '种子是事先公开的一段文字，见 draw.json。'
    : '种子由各揭示人事先承诺、当众揭示的内容和公共号码连成，见 draw.json 和 draw.py。\n请再核对：draw.json 里的承诺值、备用值和公共号码的来源、日期与冻结公告上的相同，公共号码与那天公布的相同（只取数字和字母，连写）。'
}
`
}

/** A word of a command line, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function nothingToExport(): CounterError {
  return new CounterError('CONFLICT', '这个批次还没有运行过冻结的名单，没有可以导出的结果。', {
    hint: '请在冻结名单并运行之后再导出。',
  })
}
