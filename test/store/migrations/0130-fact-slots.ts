import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { expectRefused, type MigrationCase } from './migration-case.ts'

function fact(seq: number, value: object, [validTo, state] = ['NULL', 'superseded']): string {
  const text = JSON.stringify(value)
  return `INSERT INTO fact VALUES (${seq}, 1, json_extract('${text}', '$.kind'), '', '${text}', NULL, ${validTo},
    'clerk', '{}', NULL, 'a1', '', 'accepted', '${state}')`
}

/** Skill and ended registrations in the places they are recorded in today. */
export const factSlots: MigrationCase = {
  version: 130,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
    execute(
      tx,
      `INSERT INTO resident (id, name, id_number, sex, birth, town, registered_at, registered_by)
        VALUES ('r1', '示例·1', '330282199001010001', '男', '1990-01-01', '示例镇', '', 'a1')`,
    )
    execute(tx, fact(1, { kind: 'skill', level: 'none' }))
    execute(tx, fact(2, { kind: 'skill', level: 'level4' }))
    execute(tx, fact(3, { kind: 'skill', level: 'specialAdvanced' }))
    execute(tx, fact(4, { kind: 'skill', level: 'titleMid' }, ['NULL', 'accepted']))
    execute(tx, fact(5, { kind: 'education', level: 'bachelor' }, ['NULL', 'accepted']))
    execute(tx, fact(6, { kind: 'residence', registeredOn: '2015-03-01' }, [`'2018-02-28'`, 'superseded']))
    execute(tx, fact(7, { kind: 'residence', registeredOn: '2020-06-18' }, ['NULL', 'accepted']))
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT slot FROM fact ORDER BY seq')).toEqual(
      ['none', 'level', 'special', 'title', '', '2015-03-01', ''].map((slot) => ({ slot })),
    )
    expect(rows(writer, `SELECT value, state FROM fact WHERE seq = 4`)).toEqual([
      { value: '{"kind":"skill","level":"titleMid"}', state: 'accepted' },
    ])
    expectRefused(writer, {
      'another slot': `UPDATE fact SET slot = 'level' WHERE seq = 4`,
      'another value': `UPDATE fact SET value = '{"kind":"skill","level":"none"}' WHERE seq = 4`,
    })
  },
}
