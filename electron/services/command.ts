import type { z } from 'zod'
import type { Transaction } from '#electron/store/database.ts'
import { insertAudit } from '#electron/store/tables/audit.ts'
import { findCommand, insertCommand } from '#electron/store/tables/commands.ts'
import { transaction } from '#electron/store/transaction.ts'
import { CounterError } from '#shared/base/failure.ts'
import { getWriter, type ServiceContext } from './context.ts'

/** A change asked for by the page: the id it gave, and what kind of change this is. */
export type CommandOf<Result> = { id: string; kind: string; result: z.ZodType<Result> }

/** What a change led to: its answer, the record it concerns (`case:<id>`), and what the audit row says beside. */
export type Done<Result> = { result: Result; object: string; detail?: Record<string, unknown> }

/**
 * Carries out a change once: the only opener of transactions for use cases. The audit row and the command's
 * answer are written in the same transaction. A command that was carried out before is answered as it was then.
 * @throws CounterError CONFLICT where the id was used for another kind of change; whatever `work` throws
 * @idempotent with `command.id` and `command.kind`
 */
export function carryOut<Result>(
  context: ServiceContext,
  command: CommandOf<Result>,
  work: (tx: Transaction, at: string) => Done<Result>,
): Result {
  const at = context.clock.now()
  const outcome = transaction(getWriter(context), (tx) => {
    const earlier = findAnswer(tx, command)
    if (earlier !== undefined) return earlier
    const done = work(tx, at)
    recordCommand(tx, context, { command, done, at })
    return { result: done.result }
  })
  context.changes.announce()
  return outcome.result
}

/** Writes the answer of a command and its audit row, in the transaction of what it changed. */
export function recordCommand<Result>(
  tx: Transaction,
  { account }: Pick<ServiceContext, 'account'>,
  { command, done, at }: { command: CommandOf<Result>; done: Done<Result>; at: string },
): void {
  insertCommand(tx, { id: command.id, kind: command.kind, result: JSON.stringify(done.result), at })
  insertAudit(tx, {
    at,
    account_id: account.accountId,
    action: command.kind,
    object: done.object,
    detail: JSON.stringify(done.detail ?? {}),
  })
}

/** The answer a command was given when it was carried out before, wrapped; undefined when it was not. */
export function findAnswer<Result>(
  reader: Transaction | ServiceContext['reader'],
  command: CommandOf<Result>,
): { result: Result } | undefined {
  const earlier = findCommand(reader, command.id)
  if (earlier === undefined) return undefined
  if (earlier.kind !== command.kind) {
    throw new CounterError('CONFLICT', '页面把同一个操作编号用在了两种操作上，为免办错，这一次没有保存。', {
      at: 'commandId',
      hint: '请退回上一步重做；再次出现请联系系统管理员。',
    })
  }
  return { result: command.result.parse(JSON.parse(earlier.result)) }
}
