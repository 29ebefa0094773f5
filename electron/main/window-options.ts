import type { BrowserWindowConstructorOptions } from 'electron'

export const windowTitle = '新市民窗口'

/** `visible` is the working window, `print` a hidden one that shows a paper to the printer. */
export type WindowPurpose = 'visible' | 'print'

/**
 * The options of every window of the program (security-durability A1). A print window gets no preload, and is the
 * only one in which Chromium's PDF viewer (a plugin) may run.
 */
export function secureWindowOptions(
  purpose: WindowPurpose,
  given: { preload: string; packaged: boolean },
): BrowserWindowConstructorOptions {
  return {
    width: 1280,
    height: 800,
    minWidth: 1280,
    minHeight: 720,
    title: windowTitle,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f4f5f7',
    webPreferences: {
      ...(purpose === 'visible' ? { preload: given.preload } : {}),
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: purpose === 'print',
      spellcheck: false,
      devTools: !given.packaged,
    },
  }
}
