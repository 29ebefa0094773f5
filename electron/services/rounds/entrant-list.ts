import { isRefused, readTable, type Table } from '#electron/exchange/index.ts'
import type { Reader } from '#electron/store/database.ts'
import type { EntrantTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { insertEntrants } from '#electron/store/tables/entrants.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import {
  Added,
  type ReadList,
  type ReadListRequest,
  type TakeListRequest,
} from '#shared/ipc/round-entrants.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { sha256 } from '../hash.ts'
import { judgeList, type ListFault, type ReadListFile } from './entrant-list-file.ts'
import type { ListedEntrant } from './entrant-list-row.ts'
import { entrantRow, getPlan } from './entrants.ts'
import { requireRoundAction } from './state.ts'

const MOST_FAULTS = 200
const SAMPLE = 20
/** Faults that the refusal of a list names itself. */
const FAULTS_TOLD = 5

/**
 * Reads a list of applicants (.xlsx or CSV) and says what would be taken in, and every fault; nothing is kept.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED for a round of the health check; BAD_INPUT for what is no table
 */
export async function readList(context: ServiceContext, request: ReadListRequest): Promise<ReadList> {
  const { reader } = context
  getRound(reader, request.roundId)
  const table = await readTable({ name: request.fileName, bytes: request.bytes })
  return snapshot(reader, () => {
    const plan = getPlan(reader, request.roundId)
    const { rows, entrants, faults } = judge(reader, { context, plan, table, roundId: request.roundId })
    const rowsShown = entrants.slice(0, SAMPLE).map((listed) => entryOf(listed, context, request.roundId, ''))
    return {
      rows,
      faultCount: faults.length,
      faults: faults.slice(0, MOST_FAULTS),
      sample: rowsShown.map((row) => entrantRow(row, plan)),
    }
  })
}

/**
 * Takes a list in, the whole of it or nothing.
 * @throws CounterError as `readList`; NOT_ALLOWED after the freeze; BAD_INPUT where anything in the list is at fault
 * @idempotent with `request.commandId`
 */
export async function takeList(
  context: ServiceContext,
  request: TakeListRequest,
): Promise<{ added: number }> {
  const { roundId, fileName, bytes } = request
  getRound(context.reader, roundId)
  const table = await readTable({ name: fileName, bytes })
  const command = { id: request.commandId, kind: 'entrants.takeList', result: Added }
  return carryOut(context, command, (tx, at) => {
    getRound(tx, roundId)
    const { plan } = requireRoundAction({ ...context, reader: tx }, roundId, 'enter')
    const { entrants, faults } = judge(tx, { context, plan, table, roundId })
    if (faults.length > 0) throw badList(faults)
    insertEntrants(
      tx,
      entrants.map((listed) => entryOf(listed, context, roundId, at)),
    )
    const added = entrants.length
    return { result: { added }, object: `round:${roundId}`, detail: { added, sha256: sha256(bytes) } }
  })
}

type Judging = { context: ServiceContext; plan: RoundPlan; table: Table; roundId: string }

function judge(reader: Reader, { context, plan, table, roundId }: Judging): ReadListFile {
  if (plan.kind === 'health-check') {
    throw new CounterError('NOT_ALLOWED', '健康体检批次的申请来自办件，不能用名单登记，没有登记。', {
      at: 'roundId',
      hint: '请为申请人受理办件，复核通过后名单冻结时自动列入。',
    })
  }
  const { resources, clock } = context
  const read = judgeList(reader, table, { roundId, plan, towns: resources.towns, on: clock.today() })
  if (isRefused(table) && read.faults.length === 0) throw new Error('a file that is refused has a finding')
  return read
}

function entryOf(
  listed: ListedEntrant,
  { account }: ServiceContext,
  roundId: string,
  at: string,
): EntrantTable {
  return {
    ...listed,
    round_id: roundId,
    source: 'list',
    case_id: null,
    entered_by: account.accountId,
    entered_at: at,
    withdrawn: null,
  }
}

function badList(faults: readonly ListFault[]): CounterError {
  const words = faults
    .slice(0, FAULTS_TOLD)
    .map(({ row, column, message }) => `第 ${row} 行“${column}”：${message}`)
  const [first] = faults
  const rest = faults.length > FAULTS_TOLD ? '……' : '。'
  return new CounterError(
    'BAD_INPUT',
    `名单有 ${faults.length} 处不能使用，一行也没有登记。${words.join('；')}${rest}`,
    {
      at: first === undefined ? 'bytes' : `第 ${first.row} 行“${first.column}”`,
      hint: '请在名单中逐处更正后重新选择文件。',
    },
  )
}
