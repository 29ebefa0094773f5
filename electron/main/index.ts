import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Menu, powerMonitor, protocol, session } from 'electron'
import { type DesktopContext, desktopRouter } from '#electron/api/desktop.ts'
import { faultLine, newReference } from '#electron/api/failures.ts'
import { createServer } from '#electron/api/serve.ts'
import { createEngine, type Engine } from '#electron/engine/client.ts'
import startWorker from '../engine/worker.ts?nodeWorker'
import { lockByItself } from './auto-lock.ts'
import { appScheme, homePage, refusal, serveBundleFile } from './bundle.ts'
import { type CallServer, dropCallsOf, serveCalls } from './calls.ts'
import { createDesktop } from './desktop.ts'
import { refuseNavigation, refusePermissions } from './guards.ts'
import { pageOrigins } from './origin.ts'
import { findPaper, servePaper } from './papers.ts'
import { quitInOrder } from './quit.ts'
import { recordFault } from './report.ts'
import { secureWindow } from './window.ts'

const developmentUrl = process.env.ELECTRON_RENDERER_URL
const debuggingSwitches = ['inspect', 'inspect-brk', 'remote-debugging-port', 'remote-debugging-pipe']

protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])
const isDebugged = debuggingSwitches.some((name) => app.commandLine.hasSwitch(name))
if ((app.isPackaged && isDebugged) || !app.requestSingleInstanceLock()) app.exit(0)
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
  serveApp(engine)
  const server = joinServers(engine, createDesktop(engine, window))
  serveCalls(server, pageOrigins(developmentUrl, app.isPackaged))
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

function serveApp(engine: Engine): void {
  const root = join(app.getAppPath(), 'out/renderer')
  protocol.handle(appScheme, (request) => {
    if (request.method !== 'GET') return refusal(405)
    const paper = findPaper(request.url)
    return paper === undefined
      ? serveBundleFile(root, request.url)
      : servePaper(engine, paper.id, paper.format)
  })
}

/** What the desktop answers itself, and the engine everything else. */
function joinServers(engine: Engine, context: DesktopContext): CallServer {
  const desktop = createServer({ router: desktopRouter, createContext: () => context, log: record })
  return {
    call: (client, request, emit) =>
      (request.path.startsWith('desktop.') ? desktop : engine).call(client, request, emit),
    cancel(client, id) {
      desktop.cancel(client, id)
      engine.cancel(client, id)
    },
    drop(client) {
      desktop.drop(client)
      engine.drop(client)
    },
  }
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
