import { toFailure } from '#electron/api/failures.ts'
import type { SessionControl } from '#electron/api/index.ts'
import { createCompiler, type DocumentCompiler } from '#electron/documents/index.ts'
import { type ChangeFeed, createChangeFeed } from '#electron/services/changes.ts'
import { type Clock, systemClock } from '#electron/services/clock.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { ImportStages } from '#electron/services/imports/stages.ts'
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
import { closeStore, openStore } from '#electron/store/database.ts'
import { isReadLater, readThrough } from '#electron/store/read-through.ts'
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
export class WritingOffice implements Office, SessionControl {
  readonly session = this
  readonly #folder: string
  readonly #world: World
  readonly #listener: OfficeListener
  #open: OpenSession | undefined
  #isBusy = false
  /** Asked for while a password was being checked; the store is then not opened at all. */
  #lockAsked = false
  #refused: RefusedUnlock[] = []

  constructor(places: Places, listener: OfficeListener) {
    this.#folder = places.folder
    this.#world = createWorld(places)
    this.#listener = listener
  }

  service(): ServiceContext | null {
    if (this.#open === undefined) return null
    const { writer, account } = this.#open
    return serviceOf(this.#world, { reader: writer, writer, account, stages: null })
  }

  state(): SessionState {
    if (this.#open !== undefined) {
      const { account, officeName, window } = this.#open
      return { phase: 'open', officeName, window, account }
    }
    try {
      this.#world.resources()
      return readFolder(this.#folder)
    } catch (error) {
      return { phase: 'unusable', problem: toFailure(error).failure }
    }
  }

  async setUp(request: SetUpRequest): Promise<SessionState> {
    const { clock } = this.#world
    await this.#alone(() => setUpOffice(this.#folder, request, { clock }))
    return this.state()
  }

  async unlock(request: UnlockRequest): Promise<SessionState> {
    if (this.#open !== undefined) throw alreadyOpen()
    await this.#alone(() => this.#tryUnlock(request))
    return this.state()
  }

  lock(): SessionState {
    this.#lockAsked = true
    if (this.#open === undefined) return this.state()
    const closing = this.#open
    this.#listener.closing()
    this.#open = undefined
    try {
      lockOffice(closing, this.#world.clock)
    } finally {
      this.#listener.closed()
    }
    return this.state()
  }

  /** Two set-ups or unlocks at once would build or open the same files. */
  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.#isBusy) throw alreadyBusy()
    this.#isBusy = true
    try {
      await work()
    } finally {
      this.#isBusy = false
    }
  }

  async #tryUnlock(request: UnlockRequest): Promise<void> {
    const { clock, resources } = this.#world
    this.#lockAsked = false
    try {
      resources()
      this.#begin(await unlockOffice(this.#folder, request, { clock, refused: this.#refused }))
    } catch (error) {
      if (error instanceof CounterError && error.code === 'WRONG_PASSWORD')
        this.#refused.push(refusedUnlock(this.#folder, request.login, clock))
      throw error
    }
  }

  #begin(opened: OpenSession): void {
    this.#refused = []
    if (this.#lockAsked) {
      lockOffice(opened, this.#world.clock)
      throw lockedMeanwhile()
    }
    this.#open = opened
    this.#listener.opened({ key: opened.key, account: opened.account })
  }
}

/** Told after every change a following office made, and of damage it found in a large store. */
export type FollowingListener = { changed(): void; damaged(error: unknown): void }

/** The office of a worker that reads or does long work; it is opened with what the writing office reported. */
export class FollowingOffice implements Office {
  readonly session = null
  readonly #places: WorkerData
  readonly #world: World
  readonly #stages = new ImportStages()
  readonly #listener: FollowingListener
  #reading = new AbortController()
  #open: Pick<ServiceContext, 'reader' | 'writer' | 'account'> | undefined

  constructor(places: WorkerData, listener: FollowingListener) {
    this.#places = places
    this.#listener = listener
    const world = createWorld(places)
    this.#world = { ...world, changes: { ...world.changes, announce: listener.changed } }
  }

  service(): ServiceContext | null {
    if (this.#open === undefined) return null
    return serviceOf(this.#world, { ...this.#open, stages: this.#open.writer && this.#stages })
  }

  open({ key, account }: Opened): void {
    this.close()
    const path = storePaths(this.#places.folder).store
    const how = { path, key, keyProven: true, alreadyChecked: true }
    const writer = this.#places.role === 'batch' ? openStore({ ...how, mode: 'write' }) : null
    this.#open = { reader: writer ?? openStore({ ...how, mode: 'read' }), writer, account }
    if (writer !== null && isReadLater(path)) void this.#readThrough({ path, key })
  }

  close(): void {
    this.#reading.abort()
    this.#stages.clear()
    if (this.#open !== undefined) closeStore(this.#open.reader)
    this.#open = undefined
  }

  async #readThrough(store: { path: string; key: string }): Promise<void> {
    this.#reading = new AbortController()
    try {
      await readThrough(store, this.#reading.signal)
    } catch (error) {
      this.#listener.damaged(error)
    }
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
  store: Pick<ServiceContext, 'reader' | 'writer' | 'account' | 'stages'>,
): ServiceContext {
  return { ...store, clock, changes, documents, resources: resources() }
}

function alreadyOpen(): CounterError {
  return new CounterError('CONFLICT', '窗口已有人登录，没有换人。', {
    hint: '请先锁定窗口，再用另一个账号登录。',
  })
}

function alreadyBusy(): CounterError {
  return new CounterError('CONFLICT', '上一次设置或登录还没有完成，这一次没有做。', {
    hint: '请稍等几秒，看到结果后再操作。',
  })
}

function lockedMeanwhile(): CounterError {
  return new CounterError('LOCKED', '登录还没有完成时窗口被锁定，没有登录。', {
    hint: '请重新输入密码登录。',
  })
}
