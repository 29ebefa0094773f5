// `npm start`: opens the counter window from a bare checkout, or shows what it does where there is no display.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  ensureBuild,
  ensureDebianTools,
  ensureDependencies,
  environment,
  fail,
  fetchElectron,
  nodePath,
  project,
  run,
  say,
} from './prepare.mjs'

const asRoot = process.getuid?.() === 0

await ensureDependencies()
if (!(await ensureBuild())) fail('构建没有成功，程序没有打开。请按上面的提示改正后重新运行。')
process.exitCode = hasDisplay() ? await openWindow() : await showDemonstration()

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
}

async function openWindow() {
  const electron = await fetchElectron()
  if (electron !== undefined) return run(electron, ['.', ...(asRoot ? ['--no-sandbox'] : [])])
  say('这台机器上没有 Electron，也下载不到：改用 Chromium 里的替身打开同一个程序。')
  say('替身没有系统级的隔离和打印，只供试用，不能用于正式办件。')
  await ensureDebianTools(['chromium'])
  return run(nodePath(), ['test/host/visible.ts'])
}

async function showDemonstration() {
  say('没有显示器（DISPLAY 未设置），打不开窗口：改为演示一个年度的办理。')
  const folder = firstUnused()
  const env = environment()
  const code = await run(nodePath(), ['out/main/counter.js', 'demo', '--out', folder], {
    env,
    stdio: 'inherit',
  })
  if (code === 0) say(`演示完成，文书在 ${join(project, folder)}`)
  return code
}

/** A folder that holds no earlier demonstration; nothing is overwritten. */
function firstUnused() {
  let number = 1
  while (existsSync(join(project, '.demo', String(number)))) number += 1
  return join('.demo', String(number))
}
