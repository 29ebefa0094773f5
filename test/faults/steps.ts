import type { Reader, Transaction } from '#electron/store/database.ts'
import { get, query, run } from '#electron/store/query.ts'

/** Changes two rows that belong together: one audit row, and a counter that must always equal their number. */
export function writeStep(tx: Transaction, step: number): undefined {
  const detail = JSON.stringify('示例'.repeat(step % 700))
  run(
    tx,
    query
      .insertInto('audit')
      .values({ seq: step, at: '', account_id: null, action: 'test', object: '', detail }),
  )
  const result = String(step)
  run(
    tx,
    query
      .insertInto('command')
      .values({ id: 'counter', kind: 'test', result, at: '' })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ result })),
  )
}

/** The number of the last step in the store; throws where the two rows of a step are not both there. */
export function lastStep(reader: Reader): number {
  const audit = get(
    reader,
    query
      .selectFrom('audit')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('seq').as('last')]),
  )
  const counter = get(reader, query.selectFrom('command').select('result').where('id', '=', 'counter'))
  const last = audit?.last ?? 0
  if (audit?.count !== last) throw new Error(`${audit?.count} audit rows, the last is ${last}`)
  if (Number(counter?.result ?? 0) !== last) throw new Error(`the counter is ${counter?.result}, not ${last}`)
  return last
}
