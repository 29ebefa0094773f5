import { join } from 'node:path'
import { launchHost } from './launch.ts'

/** Shows the program in a Chromium window on the display, until it is closed. */
const userData = join(import.meta.dirname, '../../.user-data')
const host = await launchHost({
  userData,
  visible: true,
  env: { COUNTER_SAVE_DIR: join(userData, 'papers') },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void host.close())
process.exitCode = (await host.exited) ?? 1
