import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { DesktopContext } from '#electron/api/desktop.ts'
import type { Engine } from '#electron/engine/client.ts'
import type { BytesRequest } from '#electron/engine/messages.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { CallRequest } from '#shared/ipc/bridge.ts'
import type { ExportRequest } from '#shared/ipc/exports.ts'
import type { Dataset } from '#shared/ipc/imports.ts'
import { BegunPrint, type EndPrintRequest, PaperPage, type PrintOutcome } from '#shared/ipc/papers.ts'
import { askEngine, toError } from './ask-engine.ts'
import { paperFileName } from './file-name.ts'
import { saveExport } from './save-export.ts'
import { save } from './save-file.ts'

/** Kinds of files that are saved, by the end of their names. */
export type FileKind = 'pdf' | 'xlsx' | 'zip'

/** What the operating system does for a paper. */
export type Machine = {
  /** Asks where to save a file; undefined where the person changed their mind. */
  askWhereToSave(file: { title: string; fileName: string; kind: FileKind }): Promise<string | undefined>
  /** Sends a PDF to the printer; false where the person or the printer gave up. */
  print(pdf: Uint8Array<ArrayBuffer>): Promise<boolean>
}

type Ending = z.infer<typeof EndPrintRequest>

/**
 * Answers `desktop.*`. A paper is recorded before it leaves, so that no crash can lead to a second unmarked original;
 * where it is known not to have left, that is recorded after, so that the original is still to be had.
 */
export class Desktop implements DesktopContext {
  readonly #engine: Pick<Engine, 'call' | 'bytes'>
  readonly #machine: Machine
  /** Papers on their way out. */
  readonly #leaving = new Set<string>()
  /** By paper: what could not be recorded because the window was locked meanwhile. */
  readonly #untold = new Map<string, Ending>()

  constructor(engine: Pick<Engine, 'call' | 'bytes'>, machine: Machine) {
    this.#engine = engine
    this.#machine = machine
  }

  savePaper(id: string): Promise<boolean> {
    return this.#once(id, async () => {
      const { number } = PaperPage.parse(await this.#ask('query', 'papers.get', { id }))
      const fileName = paperFileName(number)
      const path = await this.#machine.askWhereToSave({ title: '保存文书', fileName, kind: 'pdf' })
      return path !== undefined && (await this.#handOut(id, (pdf) => save(path, pdf)))
    })
  }

  printPaper(id: string): Promise<boolean> {
    return this.#once(id, () => this.#handOut(id, (pdf) => this.#machine.print(pdf)))
  }

  saveExport(request: ExportRequest): Promise<number | null> {
    return this.#once(`export ${request.list}`, () => saveExport(this.#engine, this.#machine, request))
  }

  saveTemplate(dataset: Dataset): Promise<boolean> {
    return this.#saveMade({ title: '保存导入模板', kind: 'xlsx' }, { what: 'template', dataset })
  }

  saveAnnexTemplate(key: string): Promise<boolean> {
    return this.#saveMade({ title: '保存分值附表', kind: 'xlsx' }, { what: 'annex', key })
  }

  saveEntrantTemplate(roundId: string): Promise<boolean> {
    return this.#saveMade({ title: '保存名单模板', kind: 'xlsx' }, { what: 'entrants', roundId })
  }

  saveRound(id: string): Promise<boolean> {
    return this.#saveMade({ title: '导出整批', kind: 'zip' }, { what: 'round', id })
  }

  /** Saves a file that names nobody: a workbook to be filled in, a round to be checked by anybody. */
  async #saveMade(dialog: { title: string; kind: FileKind }, request: BytesRequest): Promise<boolean> {
    const made = await this.#engine.bytes(request)
    if (!made.ok) throw toError(made.failure)
    const { fileName, bytes } = made
    const path = await this.#machine.askWhereToSave({ ...dialog, fileName })
    return path !== undefined && (await save(path, bytes))
  }

  /** One dialog a paper at a time: a second key press must not print a second time. */
  async #once<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
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
      const paper = await this.#engine.bytes({ what: 'paper', id, form: copy ? 'copy' : 'original' })
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

  #ask(type: CallRequest['type'], path: string, input: unknown): Promise<unknown> {
    return askEngine(this.#engine, { id: 0, type, path, input })
  }
}

function alreadyLeaving(): CounterError {
  return new CounterError('CONFLICT', '这份文书正在打印或保存，没有再来一次。', {
    hint: '请先在已打开的对话框里确定或取消。',
  })
}
