import { createChangeFeed } from '#electron/services/changes.ts'
import { systemClock } from '#electron/services/clock.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { ImportStages } from '#electron/services/imports/stages.ts'
import { loadResources } from '#electron/services/resources.ts'
import { lockOffice, unlockOffice } from '#electron/services/session.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { listLogins } from '#electron/store/keys.ts'
import { requireOption } from './command.ts'
import type { Io } from './io.ts'
import { passphraseOptions, readPassphrases } from './passphrase.ts'
import { storeFolder } from './store-folder.ts'

/** How a command that works in a store names it and who works. */
export const storeOptions = {
  ...passphraseOptions,
  store: { type: 'string' },
  login: { type: 'string' },
} as const

type StoreValues = { [Key in keyof typeof storeOptions]?: string | undefined }

/**
 * Opens the store the options name, lets `work` use the services in it, and locks it again whatever happens. No papers
 * are made here.
 * @throws CounterError BAD_INPUT; what opening and `work` throw
 */
export async function withStore<Result>(
  values: StoreValues,
  io: Io,
  work: (context: ServiceContext) => Promise<Result>,
): Promise<Result> {
  const folder = storeFolder(requireOption(values.store, 'store', '请给出存储所在的文件夹。'))
  const [password] = await readPassphrases(values, io)
  const login = values.login ?? listLogins(storePaths(folder).keys)[0] ?? ''
  const session = await unlockOffice(folder, { login, password }, { clock: systemClock, refused: [] })
  try {
    const { writer, account } = session
    return await work({
      reader: writer,
      writer,
      account,
      stages: new ImportStages(),
      clock: systemClock,
      resources: loadResources(io.resourcesDir),
      documents: { pdf: noPaper, svg: noPaper, checkCoverage: noPaper },
      changes: createChangeFeed(),
    })
  } finally {
    lockOffice(session, systemClock)
  }
}

function noPaper(): never {
  throw new Error('no paper is made here')
}
