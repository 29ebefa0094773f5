import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Dialog, Menu as ElectronMenu, PowerMonitor, SaveDialogOptions, Shell } from 'electron'

/**
 * Answers as a person would who presses 取消. In a window a person looks at (`COUNTER_SAVE_DIR` is set) a saved file
 * goes into that folder, because there is no file dialog; tests put their own answers in place of these.
 */
export const dialog = {
  showSaveDialog: async (...given: unknown[]) => {
    const folder = process.env.COUNTER_SAVE_DIR
    const { defaultPath = '文书.pdf' } = (given.at(-1) ?? {}) as SaveDialogOptions
    if (folder === undefined) return { canceled: true, filePath: '' }
    mkdirSync(folder, { recursive: true })
    const filePath = join(folder, basename(defaultPath))
    console.error(`[stand-in] 保存到 ${filePath}`)
    return { canceled: false, filePath }
  },
  showMessageBox: async () => ({ response: 0, checkboxChecked: false }),
  showErrorBox: (title: string, content: string) => console.error(`[stand-in] ${title}: ${content}`),
} satisfies Pick<Dialog, 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>

export const shell = { openExternal: async () => {} } satisfies Pick<Shell, 'openExternal'>

export const Menu = { setApplicationMenu: () => {} } satisfies Pick<typeof ElectronMenu, 'setApplicationMenu'>

class StandInPowerMonitor extends EventEmitter implements Pick<PowerMonitor, 'getSystemIdleTime'> {
  getSystemIdleTime(): number {
    return 0
  }
}
export const powerMonitor = new StandInPowerMonitor()

// A parent that was killed takes the pipes with it; what is still written there has nobody to read it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
