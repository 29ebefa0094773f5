import { toFailure } from '#electron/api/failures.ts'
import type { SessionControl } from '#electron/api/index.ts'
import { createCompiler, type DocumentCompiler } from '#electron/documents/index.ts'
import { type ChangeFeed, createChangeFeed } from '#electron/services/changes.ts'
import { type Clock, systemClock } from '#electron/services/clock.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { loadResources, type Resources } from '#electron/services/resources.ts'
import {
  lockOffice,
  type OpenSession,
  type RefusedUnlock,
  readFolder,
  refusedUnlock,
  setUpOffice,
  unlockOffice,
} from '#electron/services/session.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore, type Reader } from '#electron/store/database.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { SessionState, SetUpRequest, UnlockRequest } from '#shared/ipc/session.ts'
import type { Opened, WorkerData } from './messages.ts'

type Places = Pick<WorkerData, 'folder' | 'resourcesDir'>

/** What both offices take from the outside world. */
type World = { clock: Clock; changes: ChangeFeed; documents: DocumentCompiler; resources(): Resources }

/** An office as its worker holds it; `service` is null while the store is closed. */
export type Office = { session: SessionControl | null; service(): ServiceContext | null }

/** Told when the store is opened and, before and after, when it is closed. */
export type OfficeListener = { opened(opened: Opened): void; closing(): void; closed(): void }

/** The office that may change the store: sets up, unlocks and locks. */
export function createWritingOffice(places: Places, listener: OfficeListener): Office {
  const world = createWorld(places)
  const { clock } = world
  let open: OpenSession | undefined
  let isUnlocking = false
  let refused: RefusedUnlock[] = []

  function state(): SessionState {
    if (open !== undefined) {
      const { account, officeName, window } = open
      return { phase: 'open', officeName, window, account }
    }
    try {
      world.resources()
      return readFolder(places.folder)
    } catch (error) {
      return { phase: 'unusable', problem: toFailure(error).failure }
    }
  }

  async function setUp(request: SetUpRequest): Promise<SessionState> {
    await setUpOffice(places.folder, request, { clock })
    return state()
  }

  async function unlock(request: UnlockRequest): Promise<SessionState> {
    if (open !== undefined || isUnlocking) throw alreadyOpen()
    isUnlocking = true
    try {
      world.resources()
      open = await unlockOffice(places.folder, request, { clock, refused })
      refused = []
      listener.opened({ key: open.key, account: open.account })
      return state()
    } catch (error) {
      if (error instanceof CounterError && error.code === 'WRONG_PASSWORD')
        refused.push(refusedUnlock(places.folder, request.login, clock))
      throw error
    } finally {
      isUnlocking = false
    }
  }

  function lock(): SessionState {
    if (open === undefined) return state()
    const closing = open
    listener.closing()
    open = undefined
    try {
      lockOffice(closing, clock)
    } finally {
      listener.closed()
    }
    return state()
  }

  return {
    session: { state, setUp, unlock, lock },
    service: () =>
      open === undefined
        ? null
        : serviceOf(world, { reader: open.writer, writer: open.writer, account: open.account }),
  }
}

/** The office that only reads; it is opened with what the writing office reported. */
export function createReadingOffice(places: Places): Office & { open(opened: Opened): void; close(): void } {
  const world = createWorld(places)
  let open: { reader: Reader; account: Opened['account'] } | undefined
  const close = () => {
    if (open !== undefined) closeStore(open.reader)
    open = undefined
  }
  return {
    session: null,
    service: () => (open === undefined ? null : serviceOf(world, { ...open, writer: null })),
    open({ key, account }) {
      close()
      const path = storePaths(places.folder).store
      open = { reader: openStore({ path, key, mode: 'read', keyProven: true }), account }
    },
    close,
  }
}

function createWorld({ resourcesDir }: Places): World {
  let resources: Resources | undefined
  return {
    clock: systemClock,
    changes: createChangeFeed(),
    documents: createLazyCompiler(resourcesDir),
    resources() {
      resources ??= loadResources(resourcesDir)
      return resources
    },
  }
}

/** The compiler takes some 330 MB and a second to start, so it waits for the first paper of its worker. */
function createLazyCompiler(resourcesDir: string): DocumentCompiler {
  let compiler: DocumentCompiler | undefined
  const get = () => {
    compiler ??= createCompiler(resourcesDir)
    return compiler
  }
  return {
    pdf: (template, data) => get().pdf(template, data),
    svg: (template, data) => get().svg(template, data),
    checkCoverage: (text) => get().checkCoverage(text),
  }
}

function serviceOf(
  { clock, changes, documents, resources }: World,
  store: Pick<ServiceContext, 'reader' | 'writer' | 'account'>,
): ServiceContext {
  return { ...store, clock, changes, documents, resources: resources() }
}

function alreadyOpen(): CounterError {
  return new CounterError('CONFLICT', '窗口已有人登录，没有换人。', {
    hint: '请先锁定窗口，再用另一个账号登录。',
  })
}
