import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, test as base, type Page } from '@playwright/test'
import { findElectron } from '../../electron/cli/prepare.mjs'
import { launchHost, startMain } from '../host/launch.ts'

export { expect } from '@playwright/test'

const project = resolve(import.meta.dirname, '../..')
const electron: string | undefined = findElectron()
const electronArgs = (userData: string) => [
  '.',
  `--user-data-dir=${userData}`,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** Whether the real Electron runs, or its stand-in in Chromium; reports must say which. */
export const isRealElectron = electron !== undefined

/** What both kinds of application give. */
type Application = {
  process(): ChildProcess
  firstWindow(): Promise<Page>
  windows(): Page[]
  evaluate<Result, Argument>(
    work: (module: typeof import('electron'), argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>
  close(): Promise<void>
}

/** What the fixture keeps inside main: the answers of dialogs to come, and what was asked and printed. */
type Record = { answers: (string | null)[]; asked: string[]; prints: string[] }
type Recording = typeof globalThis & { fixture: Record }

/** The running program as a spec sees it. Nothing else of it is used, so that a spec runs on Electron and stand-in. */
export class Shell {
  readonly userData: string
  #application: Application | undefined
  #page: Page | undefined

  constructor(userData: string) {
    this.userData = userData
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('the program is not running')
    return this.#page
  }

  get main(): Application {
    if (this.#application === undefined) throw new Error('the program is not running')
    return this.#application
  }

  /** `days`: how far the program's clock is off from the machine's. */
  async start({ days = 0 }: { days?: number } = {}): Promise<void> {
    this.#application = await launch(this.userData, days)
    await this.#application.evaluate(keepRecord, null)
    this.#page = await this.#application.firstWindow()
    await this.#page.waitForLoadState('load')
  }

  /** Answers the save dialogs to come, in this order; null is 取消. Without an answer a dialog is cancelled. */
  readonly dialogs = {
    answer: (...paths: (string | null)[]): Promise<number> =>
      this.main.evaluate((_module, given) => (globalThis as Recording).fixture.answers.push(...given), paths),
    /** File names that were proposed so far. */
    asked: (): Promise<string[]> => this.main.evaluate(() => (globalThis as Recording).fixture.asked, null),
  }

  /** Addresses of what was sent to the printer so far; the printer says yes to all of it. */
  prints(): Promise<string[]> {
    return this.main.evaluate(() => (globalThis as Recording).fixture.prints, null)
  }

  /** Windows that are open. */
  windows(): number {
    return this.main.windows().length
  }

  /** Lets the operating system say that the screen was locked or the machine sleeps. */
  async power(event: 'lock-screen' | 'suspend'): Promise<void> {
    await this.main.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event)
  }

  /** Ends the program in order; gives its exit code. */
  async close(): Promise<number | null> {
    const ended = this.ended()
    await this.main.close()
    return ended
  }

  /** Waits for the program to end by itself; gives its exit code. */
  async ended(): Promise<number | null> {
    const child = this.main.process()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    this.#application = undefined
    return child.exitCode
  }

  /** Kills main as a power cut would. */
  async kill(): Promise<void> {
    this.main.process().kill('SIGKILL')
    await this.ended()
  }

  /** Starts the program again on the same data, after `close` or `kill`. */
  async restart(clock: { days?: number } = {}): Promise<void> {
    if (this.#application !== undefined) await this.close()
    await this.start(clock)
  }

  /** Starts a second program on the same data; gives its exit code. */
  async startSecond(): Promise<number | null> {
    const child =
      electron === undefined
        ? startMain({ userData: this.userData })
        : spawn(electron, electronArgs(this.userData), { cwd: project })
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await once(child, 'exit')
    clearTimeout(timer)
    return child.exitCode
  }

  async stop(): Promise<void> {
    if (this.#application !== undefined) await this.close()
  }
}

async function launch(userData: string, days: number): Promise<Application> {
  const env = days === 0 ? {} : shiftedClock(days)
  if (electron === undefined) return launchHost({ userData, env })
  const application = await _electron.launch({
    args: electronArgs(userData),
    cwd: project,
    env: { ...machineEnv(), ...env },
  })
  return {
    process: () => application.process(),
    firstWindow: () => application.firstWindow(),
    windows: () => application.windows(),
    evaluate: (work, argument) => application.evaluate(work as never, argument as never),
    close: () => application.close(),
  }
}

type Environment = { [name: string]: string }

function shiftedClock(days: number): Environment {
  const shift = join(import.meta.dirname, 'shift-clock.cjs')
  return { NODE_OPTIONS: `--require=${shift}`, CLOCK_SHIFT_DAYS: String(days) }
}

function machineEnv(): Environment {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** Runs inside main: takes the place of dialogs and printer, and keeps what they were asked. */
function keepRecord({ app, dialog }: typeof import('electron')): void {
  const record: Record = { answers: [], asked: [], prints: [] }
  Object.assign(globalThis, { fixture: record })
  const save = async (...given: unknown[]) => {
    const { defaultPath = '' } = given.at(-1) as Electron.SaveDialogOptions
    record.asked.push(defaultPath)
    const filePath = record.answers.shift() ?? ''
    return { canceled: filePath === '', filePath }
  }
  Object.assign(dialog, { showSaveDialog: save })
  app.on('web-contents-created', (_event, contents) => {
    contents.print = (_options, done) => {
      record.prints.push(contents.getURL())
      done?.(true, '')
    }
  })
}

/** Gives each test its own program on its own empty data. */
export const test = base.extend<{ shell: Shell }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  shell: async ({}, use) => {
    const userData = mkdtempSync(join(tmpdir(), 'counter-'))
    const shell = new Shell(userData)
    await shell.start()
    await use(shell)
    await shell.stop()
    rmSync(userData, { recursive: true, force: true })
  },
})
