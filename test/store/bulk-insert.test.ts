import { expect, test } from 'vitest'
import { bulkInsert } from '#electron/store/bulk-insert.ts'
import { transaction } from '#electron/store/transaction.ts'
import { newStore, rows } from './harness.ts'

const COMMANDS = { into: 'INSERT INTO command (id, kind, result, at)', row: "(?, ?, '{}', '')" }

test.each([0, 1, 31, 32, 33, 100])('%i rows arrive once each, in their order', (count) => {
  const { writer } = newStore()
  transaction(writer, (tx) => {
    const commands = bulkInsert<[id: string, kind: string]>(tx, COMMANDS)
    for (let index = 0; index < count; index += 1) commands.add(`id ${index}`, `kind ${index}`)
    commands.flush()
    commands.flush()
  })
  const expected = Array.from({ length: count }, (_, index) => ({ id: `id ${index}`, kind: `kind ${index}` }))
  expect(rows(writer, 'SELECT id, kind FROM command ORDER BY rowid')).toEqual(expected)
})

test('goes on after a flush', () => {
  const { writer } = newStore()
  transaction(writer, (tx) => {
    const commands = bulkInsert<[id: string, kind: string]>(tx, COMMANDS)
    for (const id of ['a', 'b']) {
      commands.add(id, 'test')
      commands.flush()
    }
  })
  expect(rows(writer, 'SELECT id FROM command ORDER BY rowid')).toEqual([{ id: 'a' }, { id: 'b' }])
})

test('a row that breaks a constraint undoes the transaction', () => {
  const { writer } = newStore()
  expect(() =>
    transaction(writer, (tx) => {
      const commands = bulkInsert<[id: string, kind: string]>(tx, COMMANDS)
      for (let index = 0; index < 40; index += 1) commands.add(index === 39 ? 'id 3' : `id ${index}`, 'test')
      commands.flush()
    }),
  ).toThrow(/UNIQUE/)
  expect(rows(writer, 'SELECT id FROM command')).toEqual([])
})
