import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { change, expectRefused, type MigrationCase } from './migration-case.ts'

const RESIDENT = `INSERT INTO resident
  (id, name, id_number, sex, birth, town, registered_at, registered_by, points_on, points_pack, points_x100) VALUES`

/** Points below zero of residents, cases and seats; those kept before stay. */
export const negativePoints: MigrationCase = {
  version: 140,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
    const person = (id: string, number: string, points: string) =>
      execute(
        tx,
        `${RESIDENT} ('${id}', '示例·1', '${number}', '男', '1990-01-01', '示例镇', '', 'a1', '2026-01-01', 'p', ${points})`,
      )
    person('r1', '330282199001010001', '7500')
    person('r2', '330282199001010002', 'NULL')
    execute(
      tx,
      `INSERT INTO round VALUES ('o1', '示例批次', 50, '["示例镇"]', 30000, '2026-03-31', '[]', 'seed', 'ran')`,
    )
    execute(tx, `INSERT INTO case_file VALUES ('k1', 'SL-1', 'r1', 'o1', 'approved', 5275, '', 'a1')`)
    execute(tx, `INSERT INTO round_run VALUES ('u1', 'o1', '{}', '{}', 'h', 'p', 'e', 'seed', 'a1', '')`)
    execute(tx, `INSERT INTO seat VALUES ('u1', 'k1', 1, 1, 5275, '示例镇', '名额内')`)
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT id, points_on, points_x100 FROM resident ORDER BY seq')).toEqual([
      { id: 'r1', points_on: '2026-01-01', points_x100: 7500 },
      { id: 'r2', points_on: '2026-01-01', points_x100: null },
    ])
    expect(rows(writer, 'SELECT receipt_no, status, points_x100 FROM case_file')).toEqual([
      { receipt_no: 'SL-1', status: 'approved', points_x100: 5275 },
    ])
    expect(rows(writer, 'SELECT * FROM seat')).toEqual([
      { run_id: 'u1', case_id: 'k1', rank: 1, seated: 1, points_x100: 5275, town: '示例镇', why: '名额内' },
    ])
    const [{ version } = { version: -1 }] = rows(writer, 'SELECT version FROM resident_list_version')
    change(writer, `UPDATE resident SET points_x100 = -150 WHERE id = 'r1'`)
    expect(rows(writer, 'SELECT version FROM resident_list_version')).toEqual([
      { version: Number(version) + 1 },
    ])
    expect(
      rows(
        writer,
        'SELECT id FROM resident INDEXED BY resident_by_points WHERE listed = 1 AND points_x100 < 0',
      ),
    ).toEqual([{ id: 'r1' }])
    change(writer, 'UPDATE case_file SET points_x100 = -150')
    expectRefused(writer, {
      'moving a seat': 'UPDATE seat SET rank = 2',
      'deleting a seat': 'DELETE FROM seat',
      'a rank twice': `INSERT INTO seat VALUES ('u1', 'k1', 1, 1, -150, '示例镇', '名额内')`,
      'a second open case in a round': `INSERT INTO case_file
        SELECT 'k2', 'SL-2', resident_id, round_id, status, submitted_at, submitted_by, 1 FROM case_file`,
    })
  },
}
