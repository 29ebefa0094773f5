import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { CounterError } from '#shared/base/failure.ts'
import { parseJson } from '#shared/base/parse-json.ts'
import { readStrictly } from '#shared/base/read-strictly.ts'
import {
  canonicalRound,
  type Difference,
  frozenList,
  listText,
  parseResult,
  parseRound,
  type Round,
  RoundPlan,
  type RoundResult,
  roundOfList,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '../hash.ts'
import { DrawRecord, seedOfRecord } from './draw-record.ts'
import { LIST_FILE, SUMS_FILE } from './folder.ts'

/** Stands in for the seed where a list is only read. */
const TRIAL_SEED = '试读'

/** The texts of a folder's files by name. */
export type FolderTexts = ReadonlyMap<string, string>

/** An exported round as it was read; an empty `differences` means that the result follows from the round. */
export type ReadFolder = {
  plan: RoundPlan
  list: string
  /** The list the draw was held over, where an objection changed it since. */
  drawnList?: string
  draw: DrawRecord
  round: Round
  result: RoundResult
  differences: Difference[]
}

/**
 * Reads an exported round and holds its parts against one another: every file against its hash, the list against the
 * draw and the plan, the seed against what it came from, the input against list and seed, and the result against the
 * input without the engine.
 * @throws CounterError BAD_INPUT naming the file that is missing, changed or does not fit
 */
export function readFolder(texts: FolderTexts): ReadFolder {
  requireUnchanged(texts)
  const plan = readJson(RoundPlan, texts, 'plan.json')
  const draw = readJson(DrawRecord, texts, 'draw.json')
  const list = getText(texts, LIST_FILE)
  const round = parseRound(jsonOf(texts, 'round.json'))
  const result = parseResult(jsonOf(texts, 'result.json'))
  requireFit(`sha256:${sha256(list)}` === draw.listHash, LIST_FILE, '名单的指纹与 draw.json 里的不同')
  requireDrawn(texts, draw, list)
  requireFit(
    canonicalRound(roundOfList(list, draw.seed)) === canonicalRound(round),
    'round.json',
    '与名单和种子不是同一批次',
  )
  requireFit(draw.title === round.id, 'draw.json', '批次名称与名单里的不同')
  requirePlanned({ plan, draw, list, round })
  const isOther = draw.mode === 'commit-reveal' && draw.over.list !== LIST_FILE
  return {
    plan,
    list,
    ...(isOther ? { drawnList: getText(texts, draw.over.list) } : {}),
    draw,
    round,
    result,
    differences: verifyRound(round, result, sha256),
  }
}

/** The files `SHA256SUMS` names, each with its hash; a file it does not name counts as changed. */
function requireUnchanged(texts: FolderTexts): void {
  const sums = new Map<string, string>()
  for (const line of getText(texts, SUMS_FILE).split('\n')) {
    const [, hash, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (hash !== undefined && name !== undefined) sums.set(name, hash)
  }
  for (const [name, hash] of sums) requireFit(sha256(getText(texts, name)) === hash, name, '内容与导出时不同')
  for (const name of ['plan.json', 'draw.json', 'round.json', 'result.json', LIST_FILE])
    requireFit(sums.has(name), SUMS_FILE, `没有列出 ${name} 的指纹`)
}

function requireDrawn(texts: FolderTexts, draw: DrawRecord, list: string): void {
  if (draw.mode === 'named') return
  requireSameRound(texts, draw, list)
  const drawnOver = getText(texts, draw.over.list)
  requireFit(`sha256:${sha256(drawnOver)}` === draw.over.listHash, draw.over.list, '与摇号时的名单指纹不同')
  for (const { absent, secret, commitment, fallback, used } of draw.revealers) {
    const isKept = absent
      ? secret === null && used === fallback
      : used === secret && sha256(used) === commitment
    requireFit(isKept, 'draw.json', '有揭示内容与事先的承诺值不符')
  }
  const commitments = new Set(draw.revealers.map(({ commitment }) => commitment))
  requireFit(commitments.size === draw.revealers.length, 'draw.json', '有两位揭示人的承诺值相同')
  requireFit(seedOfRecord(draw) === draw.seed, 'draw.json', '种子不是由所列各部分连成的')
}

/** The draw was held over a list of this round, under its rules; only one frozen anew may have another policy. */
function requireSameRound(
  texts: FolderTexts,
  { over, policyHash }: Extract<DrawRecord, { mode: 'commit-reveal' }>,
  list: string,
): void {
  const drawnOver = getText(texts, over.list)
  requireFit(headOf(drawnOver) === headOf(list), over.list, '不是本批次的名单')
  if (over.list === LIST_FILE)
    requireFit(over.policyHash === policyHash, 'draw.json', '同一份名单写了两个政策指纹')
  else roundOfList(drawnOver, TRIAL_SEED)
}

function headOf(list: string): string | undefined {
  return list.split('\n')[0]
}

/** The list is that of the plan and of the title, and the seed comes from where the plan says. */
function requirePlanned({
  plan,
  draw,
  list,
  round,
}: Pick<ReadFolder, 'plan' | 'draw' | 'list' | 'round'>): void {
  const planned = listText(frozenList(draw.title, plan, round.applicants))
  requireFit(planned === list, 'plan.json', '与名单不是同一个方案')
  requireFit(
    isDeepStrictEqual(sharesOf(plan.draw), sharesOf(draw)),
    'plan.json',
    '里的摇号办法与 draw.json 不同',
  )
}

/** What is fixed beforehand of how a seed comes about. */
function sharesOf(draw: RoundPlan['draw'] | DrawRecord): unknown {
  if (draw.mode === 'named') return draw.seed
  const { number, revealers } = draw
  return { number, revealers: revealers.map(({ name, role, fallback }) => ({ name, role, fallback })) }
}

function getText(texts: FolderTexts, name: string): string {
  const text = texts.get(name)
  if (text === undefined) throw badFolder(name, '没有这个文件')
  return text
}

function jsonOf(texts: FolderTexts, name: string): unknown {
  return parseJson(getText(texts, name), name)
}

function readJson<Content>(schema: z.ZodType<Content>, texts: FolderTexts, name: string): Content {
  return readStrictly(schema, jsonOf(texts, name), {
    code: 'BAD_INPUT',
    what: `批次文件夹里的 ${name}`,
    hint: '请使用系统导出的原文件夹，不要改动。',
  })
}

function requireFit(fits: boolean, name: string, words: string): void {
  if (!fits) throw badFolder(name, words)
}

function badFolder(name: string, words: string): CounterError {
  return new CounterError('BAD_INPUT', `批次文件夹不能使用：${name} ${words}。`, {
    at: name,
    hint: '请向公布结果的窗口要一份导出的原文件夹，不要改动其中的文件。',
  })
}
