import { expect, test } from 'vitest'
import { connection } from '#electron/store/connection.ts'
import { closeStore, openStore, type Transaction, type Writer } from '#electron/store/database.ts'
import { all, get, query, run } from '#electron/store/query.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { transaction } from '#electron/store/transaction.ts'
import { closing, execute, KEY, newStore, refusal, rows } from './harness.ts'

function insert(tx: Transaction, id: string): void {
  run(tx, query.insertInto('command').values({ id, kind: 'test', result: '{}', at: '' }))
}

function ids(writer: Writer): string[] {
  return all(writer, query.selectFrom('command').select('id').orderBy('id')).map((row) => row.id)
}

test('gives what the work returned, and everything it changed', () => {
  const { writer } = newStore()
  const result = transaction(writer, (tx) => {
    insert(tx, 'a')
    insert(tx, 'b')
    return 2
  })
  expect(result).toBe(2)
  expect(ids(writer)).toEqual(['a', 'b'])
})

test('rolls everything back when the work throws, and passes the error on', () => {
  const { writer } = newStore()
  const error = new Error('no')
  expect(() =>
    transaction(writer, (tx) => {
      insert(tx, 'a')
      throw error
    }),
  ).toThrow(error)
  expect(ids(writer)).toEqual([])
  transaction(writer, (tx) => insert(tx, 'b'))
  expect(ids(writer)).toEqual(['b'])
})

test('a failure of other work keeps its meaning', () => {
  const { writer } = newStore()
  const missing = Object.assign(new Error('a template is missing'), { code: 'ENOENT' })
  expect(() =>
    transaction(writer, () => {
      throw missing
    }),
  ).toThrow(missing)
})

test('sees its own changes, others do not before the end', () => {
  const { path, writer } = newStore()
  const reader = closing(openStore({ path, key: KEY, mode: 'read' }))
  transaction(writer, (tx) => {
    insert(tx, 'a')
    expect(rows(tx, 'SELECT id FROM command')).toEqual([{ id: 'a' }])
    expect(rows(reader, 'SELECT id FROM command')).toEqual([])
  })
  expect(rows(reader, 'SELECT id FROM command')).toEqual([{ id: 'a' }])
})

test('transactions do not nest', () => {
  const { writer } = newStore()
  expect(() =>
    transaction(writer, (tx) => {
      insert(tx, 'a')
      transaction(writer, (inner) => insert(inner, 'b'))
    }),
  ).toThrow(/do not nest/)
  expect(ids(writer)).toEqual([])
})

test('work that waits is refused by the types and, where they are got round, when it runs', () => {
  const { writer } = newStore()
  expect(() =>
    // @ts-expect-error a transaction must not wait
    transaction(writer, async (tx) => {
      insert(tx, 'a')
    }),
  ).toThrow(/returned a promise/)
  expect(ids(writer)).toEqual([])
})

test('a transaction kept beyond its end changes nothing', () => {
  const { writer } = newStore()
  let kept: Transaction | undefined
  transaction(writer, (tx) => {
    kept = tx
  })
  expect(() => kept && insert(kept, 'a')).toThrow(/has ended/)
  expect(ids(writer)).toEqual([])
})

test('the types keep a reader and a writer from changing anything outside a transaction', () => {
  const { path, writer } = newStore()
  const reader = closing(openStore({ path, key: KEY, mode: 'read' }))
  const change = query.deleteFrom('command')
  // Never called: only the types are asked.
  const refused = () => {
    // @ts-expect-error a reader cannot change
    run(reader, change)
    // @ts-expect-error a writer changes only inside a transaction
    run(writer, change)
    // @ts-expect-error a reader cannot open a transaction
    transaction(reader, () => 1)
    // @ts-expect-error a selection only selects
    all(writer, change)
  }
  expect(refused).toBeTypeOf('function')
})

test('a change given as a selection is refused when it runs, also inside a transaction', () => {
  const { writer } = newStore()
  transaction(writer, (tx) => insert(tx, 'a'))
  const change = query.deleteFrom('command').returning('id').compile()
  expect(() => get(writer, change)).toThrow(/must not change/)
  expect(() => transaction(writer, (tx) => all(tx, change))).toThrow(/must not change/)
  expect(ids(writer)).toEqual(['a'])
})

test('run counts the rows it touched', () => {
  const { writer } = newStore()
  const touched = transaction(writer, (tx) => {
    insert(tx, 'a')
    insert(tx, 'b')
    return run(tx, query.updateTable('command').set({ kind: 'other' }))
  })
  expect(touched).toBe(2)
})

test('a broken constraint is told as the driver says it and changes nothing', () => {
  const { writer } = newStore()
  const twice = () =>
    transaction(writer, (tx) => {
      insert(tx, 'a')
      insert(tx, 'a')
    })
  expect(twice).toThrow(expect.objectContaining({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' }))
  expect(ids(writer)).toEqual([])
})

test('references are enforced', () => {
  const { writer } = newStore()
  expect(() =>
    transaction(writer, (tx) => {
      execute(tx, `INSERT INTO audit VALUES (1, '', 'nobody', 'test', 'test', '{}')`)
    }),
  ).toThrow(/FOREIGN KEY/)
})

test('text is a parameter, never SQL', () => {
  const { writer } = newStore()
  const id = `'); DROP TABLE command; --`
  transaction(writer, (tx) => insert(tx, id))
  expect(get(writer, query.selectFrom('command').selectAll().where('id', '=', id))?.id).toBe(id)
  expect(get(writer, query.selectFrom('command').selectAll().where('id', '=', 'x'))).toBeUndefined()
})

test('a store that was closed is told as a lock, whatever is asked of it', async () => {
  const { writer } = newStore()
  const asked = query.selectFrom('command').selectAll()
  all(writer, asked)
  closeStore(writer)
  await refusal('LOCKED', () => transaction(writer, (tx) => insert(tx, 'a')))
  await refusal('LOCKED', () => all(writer, asked))
  await refusal('LOCKED', () => snapshot(writer, () => all(writer, asked)))
})

test('a locked store is a conflict, and nothing is half done', async () => {
  const { path, writer } = newStore()
  const other = closing(openStore({ path, key: KEY, mode: 'write' }))
  // The test need not wait as long as a counter would.
  other[connection].database.pragma('busy_timeout = 10')
  const { message, hint } = await transaction(writer, (tx) => {
    insert(tx, 'a')
    return { waited: refusal('CONFLICT', () => transaction(other, (inner) => insert(inner, 'b'))) }
  }).waited
  // An import of this very program is the likeliest to hold it.
  expect(`${message}${hint}`).toMatch(/导入/)
  expect(ids(writer)).toEqual(['a'])
  closeStore(other)
})
