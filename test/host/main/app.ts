import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { App } from 'electron'

type Imitated = Pick<
  App,
  | 'isPackaged'
  | 'whenReady'
  | 'isReady'
  | 'getPath'
  | 'getAppPath'
  | 'getName'
  | 'getVersion'
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'exit'
>
/** What the application needs of a window to close it in order. */
type Closable = { close(): void; isDestroyed(): boolean }

export class StandInApp extends EventEmitter implements Imitated {
  readonly isPackaged = false
  readonly commandLine = {
    hasSwitch: (name: string) => process.argv.some((argument) => argument.split('=')[0] === `--${name}`),
    getSwitchValue: (name: string) => findSwitch(name) ?? '',
  } satisfies Pick<App['commandLine'], 'hasSwitch' | 'getSwitchValue'>
  readonly windows = new Set<Closable>()
  readonly #userData = findSwitch('user-data-dir') ?? join(process.cwd(), '.user-data')
  // Electron becomes ready only after main's own module has run.
  readonly #ready = delay(1).then(() => {
    this.emit('ready')
  })
  #isReady = false
  #isQuitting = false

  constructor() {
    super()
    mkdirSync(this.#userData, { recursive: true })
    this.once('ready', () => {
      this.#isReady = true
    })
  }

  whenReady(): Promise<void> {
    return this.#ready
  }

  isReady(): boolean {
    return this.#isReady
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    return name === 'userData' ? this.#userData : join(this.#userData, name)
  }

  getAppPath(): string {
    let folder = dirname(process.argv[1] ?? process.cwd())
    while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
    return folder
  }

  getName(): string {
    return this.#manifest().name
  }

  getVersion(): string {
    return this.#manifest().version
  }

  #manifest(): { name: string; version: string } {
    return JSON.parse(readFileSync(join(this.getAppPath(), 'package.json'), 'utf8'))
  }

  /** A file with the holder's process number; a second start writes its arguments beside it and wakes the first. */
  requestSingleInstanceLock(): boolean {
    const lock = join(this.#userData, 'instance.lock')
    const note = join(this.#userData, 'second-instance.json')
    const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
    if (holder !== process.pid && isAlive(holder)) {
      writeFileSync(note, JSON.stringify({ argv: process.argv, folder: process.cwd() }))
      process.kill(holder, 'SIGUSR2')
      return false
    }
    writeFileSync(lock, String(process.pid))
    process.on('SIGUSR2', () => {
      const { argv, folder } = JSON.parse(readFileSync(note, 'utf8'))
      this.emit('second-instance', {}, argv, folder, null)
    })
    process.on('exit', () => rmSync(lock, { force: true }))
    return true
  }

  quit(): void {
    if (!this.#allows('before-quit')) return
    this.#isQuitting = true
    for (const window of this.windows) window.close()
    if (this.windows.size > 0) {
      this.#isQuitting = false
      return
    }
    if (this.#allows('will-quit')) this.exit(0)
  }

  exit(code = 0): void {
    this.emit('quit', {}, code)
    process.exit(code)
  }

  forget(window: Closable): void {
    this.windows.delete(window)
    if (this.windows.size > 0 || this.#isQuitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  #allows(event: 'before-quit' | 'will-quit'): boolean {
    let prevented = false
    this.emit(event, {
      preventDefault: () => {
        prevented = true
      },
    })
    return !prevented
  }
}

function findSwitch(name: string): string | undefined {
  const start = `--${name}=`
  return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length)
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}

export const app = new StandInApp()
