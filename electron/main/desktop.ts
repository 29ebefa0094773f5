import { randomUUID } from 'node:crypto'
import { type BrowserWindow, dialog } from 'electron'
import type { DesktopContext } from '#electron/api/desktop.ts'
import type { Engine } from '#electron/engine/client.ts'
import { CounterError, type Failure } from '#shared/base/failure.ts'
import type { CallRequest } from '#shared/ipc/bridge.ts'
import { PaperPage } from '#shared/ipc/papers.ts'
import { paperFileName } from './file-name.ts'
import { paperAddress } from './papers.ts'
import { saveWhole } from './save-file.ts'
import { secureWindow } from './window.ts'

/** Answers `desktop.*`: the dialogs and the printer. What left the program is recorded by the engine. */
export function createDesktop(engine: Engine, window: BrowserWindow): DesktopContext {
  return {
    async savePaper(id) {
      const { number } = PaperPage.parse(
        await ask(engine, { type: 'query', path: 'papers.get', input: { id } }),
      )
      const answer = await dialog.showSaveDialog(window, {
        title: '保存文书',
        defaultPath: paperFileName(number),
        filters: [{ name: 'PDF 文件', extensions: ['pdf'] }],
      })
      if (answer.canceled || answer.filePath === '') return false
      await writePaper(engine, id, answer.filePath)
      await recordPrint(engine, id)
      return true
    },
    async printPaper(id) {
      // A paper that cannot be read would only show in the hidden window.
      const paper = await engine.paper(id, 'pdf')
      if (!paper.ok) throw toError(paper.failure)
      if (!(await print(paperAddress(id, 'pdf')))) return false
      await recordPrint(engine, id)
      return true
    },
  }
}

async function writePaper(engine: Engine, id: string, path: string): Promise<void> {
  const paper = await engine.paper(id, 'pdf')
  if (!paper.ok) throw toError(paper.failure)
  try {
    await saveWhole(path, paper.bytes)
  } catch (cause) {
    const hint = '请检查该位置的权限和剩余空间，或换一个位置再保存。'
    throw new CounterError('STORE_UNWRITABLE', '文书没有保存：选定的位置写不进去。', { hint, cause })
  }
}

/** Shows a paper to the printer in a hidden window; false when the person or the printer gave up. */
async function print(address: string): Promise<boolean> {
  const window = secureWindow('print')
  try {
    await window.loadURL(address)
    return await new Promise((resolve) => {
      window.webContents.print({ printBackground: true }, (success) => resolve(success))
    })
  } finally {
    window.destroy()
  }
}

async function recordPrint(engine: Engine, paperId: string): Promise<void> {
  const input = { commandId: randomUUID(), paperId }
  await ask(engine, { type: 'mutation', path: 'papers.recordPrint', input })
}

async function ask(engine: Engine, request: Omit<CallRequest, 'id'>): Promise<unknown> {
  const answer = await engine.call('desktop', { id: 0, ...request }, () => {})
  if (!answer.ok) throw toError(answer.failure)
  return answer.data
}

function toError({ code, message, at, hint }: Failure): CounterError {
  return new CounterError(code, message, {
    ...(at === undefined ? {} : { at }),
    ...(hint === undefined ? {} : { hint }),
  })
}
