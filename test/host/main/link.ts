import { openWire, type ToBrowser, type ToMain } from '../wire.ts'

if (process.send === undefined)
  throw new Error(
    'The stand-in for the electron module is started by test/host/launch.ts, which owns Chromium',
  )

/** Main's end of the passage to the side that owns Chromium. */
export const { ask, serve } = openWire<ToBrowser, ToMain>(process)

// Without the side that owns Chromium there is nobody to show anything to.
process.on('disconnect', () => process.exit(0))

/** Sends what needs no answer; a window that is already gone is no error. */
export function tell<Name extends keyof ToBrowser>(name: Name, input: ToBrowser[Name][0]): void {
  ask(name, input).catch(() => undefined)
}
