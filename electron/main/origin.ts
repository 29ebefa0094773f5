import { appOrigin } from './bundle.ts'

/** The part of a frame that tells who is speaking (a subset of Electron's `WebFrameMain`). */
export type Frame = { origin: string; parent: unknown } | null

/**
 * Where the page may come from: our own bundle and, while developing, the development server.
 * @param developmentUrl address of the development server; never honoured in a packaged program.
 */
export function pageOrigins(developmentUrl: string | undefined, packaged: boolean): string[] {
  return developmentUrl === undefined || packaged ? [appOrigin] : [appOrigin, new URL(developmentUrl).origin]
}

/** Whether a message comes from the top frame of one of our own pages. */
export function isOwnFrame(frame: Frame, origins: readonly string[]): boolean {
  return frame !== null && frame.parent === null && origins.includes(frame.origin)
}

/** Whether a navigation leads to the very page that is open (a reload); every other one is prevented. */
export function isSamePage(from: string, to: string): boolean {
  return withoutFragment(from) === withoutFragment(to)
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '')
}
