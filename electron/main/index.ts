import { join } from 'node:path'
import { app, type BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, session } from 'electron'
import { desktopRouter } from '#electron/api/desktop.ts'
import { faultLine, newReference } from '#electron/api/failures.ts'
import { createServer } from '#electron/api/serve.ts'
import { createEngine, type Engine } from '#electron/engine/client.ts'
import startWorker from '../engine/worker.ts?nodeWorker'
import { lockByItself } from './auto-lock.ts'
import { appScheme, homePage, refusal, serveBundleFile } from './bundle.ts'
import { type CallServer, dropCallsOf, serveCalls } from './calls.ts'
import { Desktop } from './desktop.ts'
import { isDebuggedInUse, refuseNavigation, refusePermissions } from './guards.ts'
import { joinServers } from './join-servers.ts'
import { createMachine } from './machine.ts'
import { pageOrigins } from './origin.ts'
import { findStored, serveStored } from './papers.ts'
import { PrintTray } from './print-tray.ts'
import { quitInOrder } from './quit.ts'
import { recordFault } from './report.ts'
import { secureWindow } from './window.ts'

const developmentUrl = process.env.ELECTRON_RENDERER_URL

protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])
if (isDebuggedInUse(app) || !app.requestSingleInstanceLock()) app.exit(0)
// Electron becomes ready only after this module has run, so it must not wait for that at top level.
else {
  process.on('uncaughtException', failAndExit)
  void app.whenReady().then(start).catch(failAndExit)
}

async function start(): Promise<void> {
  Menu.setApplicationMenu(null)
  refusePermissions(session.defaultSession)
  refuseNavigation(app)
  const window = secureWindow('visible')
  const engine = startEngine(window)
  const tray = new PrintTray()
  serveApp(engine, tray)
  const server = joinServers(engine, serveDesktop(new Desktop(engine, createMachine(window, tray))))
  serveCalls(ipcMain, server, pageOrigins(developmentUrl, app.isPackaged))
  lockByItself(powerMonitor, engine)
  quitInOrder(app, engine, (error) => record(faultLine(error, 'quit', newReference())))
  app.on('second-instance', () => bringForward(window))
  dropCallsOf(window.webContents, server)
  await openPage(window)
}

function startEngine(window: BrowserWindow): Engine {
  return createEngine({
    start: (workerData) => startWorker({ workerData }),
    folder: join(app.getPath('userData'), 'office'),
    resourcesDir: app.isPackaged
      ? join(process.resourcesPath, 'resources')
      : join(app.getAppPath(), 'resources'),
    log: record,
    onWorkerGone: (reference) => tellWorkerGone(window, reference),
  })
}

function serveApp(engine: Engine, tray: PrintTray): void {
  const root = join(app.getAppPath(), 'out/renderer')
  protocol.handle(appScheme, (request) => {
    if (request.method !== 'GET') return refusal(405)
    const stored = findStored(request.url)
    if (stored !== undefined) return serveStored(engine, stored)
    return tray.answer(request.url) ?? serveBundleFile(root, request.url)
  })
}

function serveDesktop(desktop: Desktop): CallServer {
  return createServer({ router: desktopRouter, createContext: () => desktop, log: record })
}

async function openPage(window: BrowserWindow): Promise<void> {
  window.once('ready-to-show', () => window.show())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    record(JSON.stringify({ reference: newReference(), path: 'page', reason }))
    window.reload()
  })
  await window.loadURL(developmentUrl !== undefined && !app.isPackaged ? developmentUrl : homePage)
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function tellWorkerGone(window: BrowserWindow, reference: string): void {
  if (window.isDestroyed()) return
  void dialog.showMessageBox(window, {
    type: 'error',
    title: '窗口已锁定',
    message: '处理程序意外停止，窗口已锁定。已办好的都在存储里。',
    detail: `请重新登录并核对最后一步。再次出现时请把编号 ${reference} 告诉管理员。`,
  })
}

function record(line: string): void {
  recordFault(join(app.getPath('userData'), 'logs'), new Date().toISOString(), line)
}

function failAndExit(error: unknown): void {
  const reference = newReference()
  record(faultLine(error, 'main', reference))
  dialog.showErrorBox(
    '程序意外停止',
    `已办好的都在存储里。请重新打开；再次出现时请把编号 ${reference} 告诉管理员。`,
  )
  app.exit(1)
}
