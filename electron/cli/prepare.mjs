// What `npm start` and `npm test` need on a bare checkout. Runs on the machine's own Node (20 or later) before
// anything is installed, so it is plain JavaScript without packages.
import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export const project = resolve(import.meta.dirname, '../..')
const modules = join(project, 'node_modules')
const isWindows = process.platform === 'win32'

/** Debian packages by the command each is needed for. */
const debianPackages = {
  chromium: 'chromium',
  pdftotext: 'poppler-utils',
  qpdf: 'qpdf',
  Xvfb: 'xvfb',
  xauth: 'xauth',
}

/** Says what is being done, on standard error; standard output belongs to results. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Node 24 from the npm package `node`; the store's driver does not run on older ones. */
export function nodePath() {
  return join(modules, 'node/bin', isWindows ? 'node.exe' : 'node')
}

/** The environment in which installed commands and Node 24 come first. */
export function environment(more = {}) {
  const path = [join(modules, '.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, ...more }
}

/**
 * Runs a command to its end, its output on standard error unless told otherwise.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions, timeout?: number }} [options]
 * @returns {Promise<number>} the exit code; 1 for a command that was not found or was ended by a signal
 */
export function run(command, args, { env = environment(), stdio = ['inherit', 2, 2], timeout } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: project, env, stdio, timeout, shell: isWindows })
    child.once('error', () => done(1))
    child.once('exit', (code) => done(code ?? 1))
  })
}

/** Installs the packages of the lock file where they are missing or older than it. */
export async function ensureDependencies() {
  const isReady = () =>
    modified(join(modules, '.package-lock.json')) >= modified(join(project, 'package-lock.json')) &&
    existsSync(nodePath())
  if (isReady()) return
  const code = await alone(() => (isReady() ? 0 : install()))
  if (code !== 0) fail('依赖没有装上。请检查网络或 npm 源，然后重新运行。')
}

function install() {
  say('正在按 package-lock.json 安装依赖（npm ci）……')
  const npm = process.env.npm_execpath
  // Node 24 comes with the packages, so npm's warnings about the machine's own Node would only mislead.
  const args = ['ci', '--loglevel=error']
  return npm === undefined ? run('npm', args) : run(process.execPath, [npm, ...args])
}

/**
 * Makes sure that commands of the machine are there; installs Debian's packages when run as root.
 * @param {(keyof typeof debianPackages)[]} commands
 */
export async function ensureDebianTools(commands) {
  const missing = commands.filter((command) => !isOnPath(command)).map((command) => debianPackages[command])
  if (missing.length === 0) return
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !isOnPath('apt-get'))
    fail(`缺少系统软件：${missing.join('、')}。请用管理员身份运行：${install}`)
  say(`正在安装系统软件：${missing.join('、')}……`)
  const env = environment({ DEBIAN_FRONTEND: 'noninteractive' })
  await run('apt-get', ['update', '-q'], { env })
  const code = await run('apt-get', install.split(' ').slice(1), { env })
  if (code !== 0) fail(`系统软件没有装上。请运行：${install}`)
}

/** Builds `out/` where it is older than the sources. */
export async function ensureBuild() {
  const stamp = join(project, 'out/.built')
  const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json']
  const isReady = () => Math.max(...sources.map((source) => newest(join(project, source)))) <= modified(stamp)
  return isReady() || alone(() => isReady() || build(stamp))
}

async function build(stamp) {
  say('正在构建（electron-vite build）……')
  const begun = new Date()
  if ((await run(nodePath(), [binary('electron-vite'), 'build', '--logLevel', 'warn'])) !== 0) return false
  writeFileSync(stamp, '')
  // What is edited while it builds is newer than the build.
  utimesSync(stamp, begun, begun)
  return true
}

/** Two installations or builds at once would spoil each other's files: the second waits and finds the work done. */
async function alone(work) {
  const lock = join(project, 'out/.preparing')
  mkdirSync(join(project, 'out'), { recursive: true })
  while (!take(lock)) await setTimeout(200)
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.off('exit', release)
  }
}

/** True when this process now holds the lock; one left by a process that is gone is taken away. */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!isHeld(lock)) rmSync(lock, { force: true })
    return false
  }
}

function isHeld(lock) {
  try {
    // Signal 0 only asks whether the process is there. A lock not yet written names none, and 0 is this group.
    return process.kill(Number(readFileSync(lock, 'utf8')), 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The JavaScript file behind an installed package's command, to be run with `nodePath()`. */
export function binary(packageName) {
  const folder = join(modules, packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : Object.values(bin)[0])
}

/** Electron's program file where it was downloaded; undefined where it was not. */
export function findElectron() {
  const folder = join(modules, 'electron')
  if (!existsSync(join(folder, 'path.txt'))) return undefined
  const file = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
  return existsSync(file) ? file : undefined
}

/** Lets the electron package fetch its program file, once a day at most where that fails. */
export async function fetchElectron() {
  const found = findElectron()
  if (found !== undefined) return found
  const failed = join(modules, '.cache/electron-unreachable')
  const day = 24 * 60 * 60 * 1000
  if (Date.now() - modified(failed) < day) return undefined
  say('正在下载 Electron（最多等 60 秒）……')
  await run(nodePath(), [join(modules, 'electron/install.js')], { stdio: 'ignore', timeout: 60_000 })
  if (findElectron() === undefined) {
    mkdirSync(join(modules, '.cache'), { recursive: true })
    writeFileSync(failed, '')
  }
  return findElectron()
}

/** Stops with a message for a person. */
export function fail(text) {
  say(text)
  process.exit(2)
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))
}

/** When a file or folder was last changed; 0 where there is none. */
function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}

/** The newest change below a path. Folders count, so that a deleted file is seen too. */
function newest(path) {
  if (!existsSync(path) || !statSync(path).isDirectory()) return modified(path)
  return Math.max(modified(path), ...readdirSync(path).map((name) => newest(join(path, name))))
}
