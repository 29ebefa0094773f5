import { type BrowserWindow, dialog } from 'electron'
import type { FileKind, Machine } from './desktop.ts'
import type { PrintTray } from './print-tray.ts'
import { secureWindow } from './window.ts'

const FILE_KINDS = { pdf: 'PDF 文件', xlsx: 'Excel 工作簿', zip: '压缩文件夹' } as const satisfies Record<
  FileKind,
  string
>

/** The dialogs of the operating system, and its printer by way of a hidden window. */
export function createMachine(window: BrowserWindow, tray: PrintTray): Machine {
  return {
    async askWhereToSave({ title, fileName, kind }) {
      const answer = await dialog.showSaveDialog(window, {
        title,
        defaultPath: fileName,
        filters: [{ name: FILE_KINDS[kind], extensions: [kind] }],
      })
      return answer.canceled || answer.filePath === '' ? undefined : answer.filePath
    },
    print: (pdf) => tray.show(pdf, printAddress),
  }
}

async function printAddress(address: string): Promise<boolean> {
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
