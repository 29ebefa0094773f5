import Sqlite from 'better-sqlite3'
import { residentKeys } from '#electron/services/search-keys.ts'
import { openKeyed } from '#electron/store/connection.ts'
import { createStore, storePaths } from '#electron/store/create-store.ts'
import { LEAST_COST } from '#electron/store/keys.ts'
import { migrate } from '#electron/store/migrate.ts'
import { migrations } from '#electron/store/migrations/index.ts'
import { slotOf } from '#shared/domain/people/index.ts'
import type { CityPerson } from '#test/fixtures/people-generator.ts'
import { LOGIN, ON, plainPath, residentId, SUPERVISOR } from './people-open.ts'

/** Room for the whole store while it is written: rows do not come in the order of every index. */
const BUILDING_CACHE = 'cache_size = -2000000'

/**
 * Writes an encrypted store with these people and, row by row in the same order, an unencrypted one beside it.
 * @param packId the points pack that the kept points are said to be of
 * @returns the key of the encrypted store
 */
export async function writeCity(
  folder: string,
  people: Iterable<CityPerson>,
  packId: string,
): Promise<string> {
  const { key } = await createStore(folder, {
    office: { name: '示例新市民服务中心（资料全部虚构）', documentCode: '示例', window: '示例窗口' },
    accounts: [
      { ...LOGIN, name: '示例·测量', role: 'clerk' },
      { ...SUPERVISOR, name: '示例·主管', role: 'supervisor' },
    ],
    now: '2026-06-18T00:00:00.000Z',
    cost: LEAST_COST,
  })
  const encrypted = openKeyed(storePaths(folder).store, key, false)
  const plain = createPlain(plainPath(folder), encrypted)
  const stores = [encrypted, plain]
  for (const database of stores) beginBuilding(database)
  writeRows(stores, people, packId)
  for (const database of stores) {
    database.exec('COMMIT')
    database.pragma('journal_mode = WAL')
    database.close()
  }
  return key
}

/** An unencrypted store of the same version with the same office and account. */
function createPlain(path: string, like: Sqlite.Database): Sqlite.Database {
  const database = new Sqlite(path)
  migrate(database, migrations, { path, key: '' })
  for (const table of ['office', 'account']) {
    for (const row of like.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()) {
      const columns = Object.keys(row)
      database
        .prepare(`INSERT INTO ${table} VALUES (${columns.map((column) => `@${column}`).join(', ')})`)
        .run(row)
    }
  }
  return database
}

/** Nothing is lost when writing is cut off: the store is then thrown away. */
function beginBuilding(database: Sqlite.Database): void {
  for (const setting of [
    'journal_mode = DELETE',
    'journal_mode = OFF',
    'synchronous = OFF',
    'foreign_keys = OFF',
    BUILDING_CACHE,
  ]) {
    database.pragma(setting)
  }
  database.exec('BEGIN')
}

type Statements = ReturnType<typeof prepare>

function prepare(database: Sqlite.Database) {
  database.exec('CREATE TEMP TABLE unsorted_key (key TEXT, resident INTEGER)')
  return {
    resident: database.prepare(`
      INSERT INTO resident (seq, id, name, id_number, sex, birth, phone, town, registered_at, registered_by, batch,
        name_key, sort_key, keys_version, points_on, points_pack, points_x100, complete)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`),
    fact: database.prepare(`
      INSERT INTO fact (resident, kind, slot, value, valid_from, valid_to, origin, batch, recorded_by, recorded_at,
        initial_state, state)
      VALUES (?, ?, ?, ?, ?, ?, 'feed', 1, ?, ?, 'accepted', 'accepted')`),
    change: database.prepare(`
      INSERT INTO resident_change (resident, field, before, after, reason, account_id, at)
      VALUES (?, 'name', ?, ?, '示例：户口簿更名', ?, ?)`),
    key: database.prepare('INSERT INTO unsorted_key VALUES (?, ?)'),
  }
}

function writeRows(stores: readonly Sqlite.Database[], people: Iterable<CityPerson>, packId: string): void {
  const account = String(
    stores[0]?.prepare('SELECT id FROM account WHERE login = ?').pluck().get(LOGIN.login),
  )
  const prepared = stores.map((database) => {
    writeBatch(database, account)
    return prepare(database)
  })
  for (const person of people) writePerson(prepared, person, { account, packId })
  for (const database of stores) {
    database.exec(`
      INSERT INTO search_key SELECT key, resident FROM unsorted_key ORDER BY key, resident;
      DROP TABLE unsorted_key;
    `)
  }
}

/** The import that the facts came with; their source is its. */
function writeBatch(database: Sqlite.Database, account: string): void {
  const source = { department: '人社', evidence: '示例数据交换文件', dataDate: ON }
  database
    .prepare(`
      INSERT INTO import_batch (seq, id, dataset, source, file_name, sha256, byte_count, rows, added, unchanged,
        differing, set_aside, account_id, at)
      VALUES (1, 'city', 'residents', ?, '示例.csv', ?, 0, 0, 0, 0, 0, 0, ?, '2026-06-01T00:00:00.000Z')`)
    .run(JSON.stringify(source), '0'.repeat(64), account)
}

function writePerson(
  prepared: readonly Statements[],
  person: CityPerson,
  { account, packId }: { account: string; packId: string },
): void {
  const { seq, name, formerName, idNumber, phone, registeredAt } = person
  const id = residentId(seq)
  const permitNumbers = person.facts.flatMap(({ value }) =>
    value.kind === 'permit' && value.number !== undefined ? [value.number] : [],
  )
  const formerNames = formerName === null ? [] : [formerName]
  const { keys, columns } = residentKeys({ name, formerNames, idNumber, phone, permitNumbers })
  const row = [
    ...[seq, id, name, idNumber, person.sex, person.birth, phone, person.town, registeredAt, account],
    ...[columns.name_key, columns.sort_key, columns.keys_version],
    ...[ON, packId, person.pointsX100, person.complete ? 1 : 0],
  ]
  const facts = person.facts.map(({ value, valid }) => [
    ...[seq, value.kind, slotOf(value, valid), JSON.stringify(value), valid.from, valid.to],
    ...[account, registeredAt],
  ])
  for (const statements of prepared) {
    statements.resident.run(row)
    for (const key of keys) statements.key.run(key, seq)
    for (const former of formerNames) statements.change.run(seq, former, name, account, registeredAt)
    for (const fact of facts) statements.fact.run(fact)
  }
}
