import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { DesktopContext } from '#electron/api/desktop.ts'
import type { Engine } from '#electron/engine/client.ts'
import { CounterError, type Failure } from '#shared/base/failure.ts'
import type { CallRequest } from '#shared/ipc/bridge.ts'
import { BegunPrint, type EndPrintRequest, PaperPage, type PrintOutcome } from '#shared/ipc/papers.ts'
import { paperFileName } from './file-name.ts'
import { saveWhole } from './save-file.ts'

/** What the operating system does for a paper. */
export type Machine = {
  /** Asks where to save a file; undefined where the person changed their mind. */
  askWhereToSave(fileName: string): Promise<string | undefined>
  /** Sends a PDF to the printer; false where the person or the printer gave up. */
  print(pdf: Uint8Array<ArrayBuffer>): Promise<boolean>
}

type Ending = z.infer<typeof EndPrintRequest>

/**
 * Answers `desktop.*`. A paper is recorded before it leaves, so that no crash can lead to a second unmarked original;
 * where it is known not to have left, that is recorded after, so that the original is still to be had.
 */
export class Desktop implements DesktopContext {
  readonly #engine: Pick<Engine, 'call' | 'paper'>
  readonly #machine: Machine
  /** Papers on their way out. */
  readonly #leaving = new Set<string>()
  /** By paper: what could not be recorded because the window was locked meanwhile. */
  readonly #untold = new Map<string, Ending>()

  constructor(engine: Pick<Engine, 'call' | 'paper'>, machine: Machine) {
    this.#engine = engine
    this.#machine = machine
  }

  savePaper(id: string): Promise<boolean> {
    return this.#once(id, async () => {
      const { number } = PaperPage.parse(await this.#ask('query', 'papers.get', { id }))
      const path = await this.#machine.askWhereToSave(paperFileName(number))
      return path !== undefined && (await this.#handOut(id, (pdf) => save(path, pdf)))
    })
  }

  printPaper(id: string): Promise<boolean> {
    return this.#once(id, () => this.#handOut(id, (pdf) => this.#machine.print(pdf)))
  }

  /** One dialog a paper at a time: a second key press must not print a second time. */
  async #once(id: string, work: () => Promise<boolean>): Promise<boolean> {
    if (this.#leaving.has(id)) throw alreadyLeaving()
    this.#leaving.add(id)
    try {
      return await work()
    } finally {
      this.#leaving.delete(id)
    }
  }

  async #handOut(id: string, give: (pdf: Uint8Array<ArrayBuffer>) => Promise<boolean>): Promise<boolean> {
    await this.#tellLate(id)
    const begin = { commandId: randomUUID(), paperId: id }
    const { printId, copy } = BegunPrint.parse(await this.#ask('mutation', 'prints.begin', begin))
    let outcome: PrintOutcome = 'cancelled'
    try {
      const paper = await this.#engine.paper(id, copy ? 'copy' : 'original')
      if (!paper.ok) throw toError(paper.failure)
      if (await give(paper.bytes)) outcome = 'done'
    } finally {
      await this.#tell(id, { commandId: randomUUID(), printId, outcome })
    }
    return outcome === 'done'
  }

  /** Records whether the paper left: now, or with the next print where the window was locked meanwhile. */
  async #tell(id: string, ending: Ending): Promise<void> {
    this.#untold.set(id, ending)
    await this.#tellLate(id)
  }

  async #tellLate(id: string): Promise<void> {
    const input = this.#untold.get(id)
    if (input === undefined) return
    const request = { id: 0, type: 'mutation', path: 'prints.end', input } as const
    const answer = await this.#engine.call('desktop', request, () => {})
    if (answer.ok) this.#untold.delete(id)
  }

  async #ask(type: CallRequest['type'], path: string, input: unknown): Promise<unknown> {
    const answer = await this.#engine.call('desktop', { id: 0, type, path, input }, () => {})
    if (!answer.ok) throw toError(answer.failure)
    return answer.data
  }
}

async function save(path: string, pdf: Uint8Array): Promise<true> {
  try {
    await saveWhole(path, pdf)
    return true
  } catch (cause) {
    const hint = '请检查该位置的权限和剩余空间，或换一个位置再保存。'
    throw new CounterError('STORE_UNWRITABLE', '文书没有保存：选定的位置写不进去。存档的文书没有改动。', {
      hint,
      cause,
    })
  }
}

function alreadyLeaving(): CounterError {
  return new CounterError('CONFLICT', '这份文书正在打印或保存，没有再来一次。', {
    hint: '请先在已打开的对话框里确定或取消。',
  })
}

function toError({ code, message, at, hint }: Failure): CounterError {
  return new CounterError(code, message, {
    ...(at === undefined ? {} : { at }),
    ...(hint === undefined ? {} : { hint }),
  })
}
