import { expect } from 'vitest'
import { execute, rows } from '../harness.ts'
import { change, expectAppendOnly, expectRefused, type MigrationCase } from './migration-case.ts'

const SHA = 'a'.repeat(64)

function run(seq: number): string {
  return `INSERT INTO points_run VALUES (${seq}, 'r${seq}', 'pack:sample', 'sample', '示例政策', '${SHA}', 'general',
    '2026-06-18', '示例事由', 'a1', '', 7, '["ZJ-AGE"]', 2, 1, 4500, '[]', '${SHA}')`
}

function result(resident: number): string {
  return `INSERT INTO points_result VALUES (1, ${resident}, 4500, 1, 'open', x'94110000')`
}

/** Batches of points with everybody's results. */
export const pointsRuns: MigrationCase = {
  version: 110,
  before: (tx) => {
    execute(tx, `INSERT INTO account VALUES ('a1', 'chief', '示例·主管', 'supervisor', 1, '')`)
    for (const seq of [1, 2]) {
      execute(
        tx,
        `INSERT INTO resident (seq, id, name, id_number, sex, birth, town, registered_at, registered_by)
          VALUES (${seq}, 'p${seq}', '示例·某人', '33028219900101001${seq}', '男', '1990-01-01', '示例镇', '', 'a1')`,
      )
    }
  },
  after: (writer) => {
    expect(rows(writer, 'SELECT seq FROM resident ORDER BY seq')).toEqual([{ seq: 1 }, { seq: 2 }])
    change(writer, run(1))
    change(writer, result(1))
    expectRefused(writer, {
      'the id of another run': run(2).replace("'r2'", "'r1'"),
      'no document': run(2).replace("'pack:sample'", "''"),
      'a short hash of the pack': run(2).replace(SHA, 'abc'),
      'no purpose': run(2).replace('general', ''),
      'a day that is none': run(2).replace('2026-06-18', '今天'),
      'no reason': run(2).replace('示例事由', ''),
      'a run of nobody': run(2).replace("'a1'", "'a9'"),
      'no lines': run(2).replace('["ZJ-AGE"]', '[]'),
      'more complete results than residents': run(2).replace('2, 1, 4500', '2, 3, 4500'),
      'findings that are not JSON': run(2).replace("'[]'", "'['"),
      'a result of no run': result(2).replace('(1,', '(9,'),
      'a result of no resident': result(9),
      'a result twice': result(1),
      'neither complete nor open': result(2).replace('4500, 1', '4500, 2'),
      'an unknown standing': result(2).replace('open', 'lost'),
      'a line cut off': result(2).replace("x'94110000'", "x'9411'"),
    })
    expectAppendOnly(writer, 'points_run', 'seq')
    expectAppendOnly(writer, 'points_result', 'resident')
  },
}
