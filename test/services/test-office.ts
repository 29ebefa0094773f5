import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCompiler, type DocumentCompiler } from '#electron/documents/index.ts'
import { createChangeFeed } from '#electron/services/changes.ts'
import type { Clock } from '#electron/services/clock.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { ImportStages } from '#electron/services/imports/stages.ts'
import { loadResources, type Resources } from '#electron/services/resources.ts'
import { setUpOffice, unlockOffice } from '#electron/services/session.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, type Writer } from '#electron/store/database.ts'
import { addSlot, LEAST_COST } from '#electron/store/keys.ts'
import { query, run } from '#electron/store/query.ts'
import { findActiveAccount } from '#electron/store/tables/office.ts'
import { transaction } from '#electron/store/transaction.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import type { SetUpRequest, SignedIn } from '#shared/ipc/session.ts'

export const RESOURCES_DIR = 'resources'

/** Invented people; the second supervisor is there for what needs two of them. */
export const LOGINS = { clerk: 'jingban', supervisor: 'zhuguan', second: 'fuhe' } as const
export type Who = keyof typeof LOGINS

export const PASSWORD = '示例口令一二三四五六'

export const SET_UP: SetUpRequest = {
  office: { name: '慈溪市新市民服务中心', documentCode: '慈新服', window: '示例1号窗口' },
  supervisor: { login: LOGINS.supervisor, name: '示例·主管', password: PASSWORD },
  clerk: { login: LOGINS.clerk, name: '示例·经办', password: PASSWORD },
}

/** A clock that a test sets; instants follow one another by a second, so that their order is certain. */
export type TestClock = Clock & { setToday(day: string): void }

export function testClock(start = '2026-06-18'): TestClock {
  let day = parsePlainDate(start)
  let seconds = 0
  return {
    today: () => day,
    now: () => {
      seconds += 1
      return new Date(Date.parse(`${day}T01:00:00Z`) + seconds * 1000).toISOString()
    },
    setToday: (text) => {
      day = parsePlainDate(text)
    },
  }
}

let resources: Resources | undefined
let documents: DocumentCompiler | undefined

export function testResources(): Resources {
  resources ??= loadResources(RESOURCES_DIR)
  return resources
}

/** The real compiler, made when the first paper is. */
export function testDocuments(): DocumentCompiler {
  const get = () => {
    documents ??= createCompiler(RESOURCES_DIR)
    return documents
  }
  return {
    pdf: (template, data) => get().pdf(template, data),
    svg: (template, data) => get().svg(template, data),
    checkCoverage: (text) => get().checkCoverage(text),
  }
}

export type TestOffice = {
  folder: string
  clock: TestClock
  writer: Writer
  /** The context of one of the invented people. */
  as(who: Who): ServiceContext
  close(): void
}

/** A real encrypted store in a folder of its own, set up and unlocked, with a second supervisor. */
export async function openTestOffice(changes: Partial<ServiceContext> = {}): Promise<TestOffice> {
  const parent = mkdtempSync(join(tmpdir(), 'counter-services-'))
  const folder = join(parent, 'store')
  const clock = testClock()
  await setUpOffice(folder, SET_UP, { clock, cost: LEAST_COST })
  const login = { login: LOGINS.supervisor, password: PASSWORD }
  const { writer, key } = await unlockOffice(folder, login, { clock, refused: [] })
  await addSecondSupervisor(folder, key, writer)
  const feed = createChangeFeed()
  const stages = new ImportStages()
  return {
    folder,
    clock,
    writer,
    as: (who) => ({
      reader: writer,
      writer,
      account: accountOf(writer, who),
      stages,
      clock,
      resources: testResources(),
      documents: testDocuments(),
      changes: feed,
      ...changes,
    }),
    close() {
      closeStore(writer)
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

async function addSecondSupervisor(folder: string, key: string, writer: Writer): Promise<void> {
  const account = { login: LOGINS.second, password: PASSWORD }
  await addSlot({ path: storePaths(folder).keys, key, account, cost: LEAST_COST })
  transaction(writer, (tx) => {
    run(
      tx,
      query.insertInto('account').values({
        id: 'second',
        login: LOGINS.second,
        name: '示例·副主管',
        role: 'supervisor',
        active: 1,
        created_at: '2026-06-18T00:00:00.000Z',
      }),
    )
  })
}

function accountOf(writer: Writer, who: Who): SignedIn {
  const account = findActiveAccount(writer, LOGINS[who])
  if (account === undefined) throw new Error(`no account ${who}`)
  return { accountId: account.id, login: account.login, name: account.name, role: account.role }
}
