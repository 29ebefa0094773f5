import { type BrowserWindow, dialog } from 'electron'
import type { Machine } from './desktop.ts'
import type { PrintTray } from './print-tray.ts'
import { secureWindow } from './window.ts'

/** The dialogs of the operating system, and its printer by way of a hidden window. */
export function createMachine(window: BrowserWindow, tray: PrintTray): Machine {
  return {
    async askWhereToSave({ title, fileName, kind }) {
      const answer = await dialog.showSaveDialog(window, {
        title,
        defaultPath: fileName,
        filters: [{ name: kind === 'pdf' ? 'PDF 文件' : 'Excel 工作簿', extensions: [kind] }],
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
