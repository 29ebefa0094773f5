import { randomBytes } from 'node:crypto'
import { createCompiler } from '#electron/documents/index.ts'
import { createChangeFeed } from '#electron/services/changes.ts'
import type { Clock } from '#electron/services/clock.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { loadResources, type Resources } from '#electron/services/resources.ts'
import { setUpOffice, unlockOffice } from '#electron/services/session.ts'
import { closeStore } from '#electron/store/database.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import type { NewAccount } from '#shared/ipc/session.ts'

/** The day the demonstration plays on: the one on which the reply of 2022 was under way. */
export const demonstrationDay = parsePlainDate('2022-06-28')

/** An office with its two people signed in at once, each on a connection of their own. */
export interface DemoOffice {
  clerk: ServiceContext
  supervisor: ServiceContext
  resources: Resources
  /** Passwords made for this store alone. */
  accounts: (NewAccount & { role: 'clerk' | 'supervisor' })[]
  close(): void
}

/** Sets up an encrypted store under a random key and signs both people in. */
export async function openDemoOffice(folder: string, resourcesDir: string): Promise<DemoOffice> {
  const clock = steadyClock()
  const clerk = inventAccount('clerk', '示例·经办')
  const supervisor = inventAccount('supervisor', '示例·主管')
  const office = { name: '慈溪市新市民服务中心', documentCode: '慈新服', window: '演示窗口' }
  await setUpOffice(folder, { office, clerk, supervisor }, { clock })

  const resources = loadResources(resourcesDir)
  const documents = createCompiler(resourcesDir)
  const shared = { clock, resources, documents, changes: createChangeFeed(), stages: null }
  const signIn = async ({ login, password }: NewAccount) => {
    const { writer, account } = await unlockOffice(folder, { login, password }, { clock, refused: [] })
    return { reader: writer, writer, account, ...shared }
  }
  const contexts = { clerk: await signIn(clerk), supervisor: await signIn(supervisor) }
  return {
    ...contexts,
    resources,
    accounts: [
      { ...supervisor, role: 'supervisor' },
      { ...clerk, role: 'clerk' },
    ],
    close() {
      closeStore(contexts.clerk.writer)
      closeStore(contexts.supervisor.writer)
    },
  }
}

function inventAccount(login: string, name: string): NewAccount {
  return { login, name, password: randomBytes(12).toString('base64url') }
}

/** Nine in the morning of the demonstration's day; each look is a millisecond later, so that records keep their order. */
function steadyClock(): Clock {
  let instant = Date.parse(`${demonstrationDay}T09:00:00+08:00`)
  return {
    now() {
      instant += 1
      return new Date(instant).toISOString()
    },
    today: () => demonstrationDay,
  }
}
