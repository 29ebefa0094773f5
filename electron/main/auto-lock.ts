import type { PowerMonitor } from 'electron'

/** After this long without a key or the mouse, and after this long in one sitting (security-durability B7). */
export const idleLimitSeconds = 5 * 60
export const sessionLimitSeconds = 8 * 60 * 60
const checkEveryMs = 10_000

/** What is locked, and for how long it has been open (undefined while it is locked). */
export type Lockable = { lock(): Promise<void>; openSeconds(): number | undefined }

/** Whether an office that is open should be locked now. */
export function isLockDue(idleSeconds: number, openSeconds: number): boolean {
  return idleSeconds >= idleLimitSeconds || openSeconds >= sessionLimitSeconds
}

/** Locks when the screen is locked, the machine sleeps or another user signs in, when idle, and after a long day. */
export function lockByItself(power: PowerMonitor, office: Lockable): void {
  const lock = () => void office.lock()
  power.on('lock-screen', lock)
  power.on('suspend', lock)
  power.on('user-did-resign-active', lock)
  setInterval(() => {
    const open = office.openSeconds()
    if (open !== undefined && isLockDue(power.getSystemIdleTime(), open)) lock()
  }, checkEveryMs).unref()
}
