import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'

export const chromiumPath = '/usr/bin/chromium'

// Keep Chromium silent on a closed network; it has no sandbox when run as root.
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** A running Chromium. `newPage` gives the next empty page: in a visible window the first is the window itself. */
export type Chromium = { context: BrowserContext; newPage(): Promise<Page>; close(): Promise<void> }

export async function startHeadless(): Promise<Chromium> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: quiet })
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  return { context, newPage: () => context.newPage(), close: () => browser.close() }
}

/** A window without tabs or address bar on the display. */
export async function startVisible(userData: string): Promise<Chromium> {
  const profile = join(userData, 'chromium')
  silenceTranslation(profile)
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: false,
    viewport: null,
    // Signals are main's to answer: it locks the store before it goes.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [...quiet, '--app=data:text/html,app', '--test-type', '--window-size=1280,800'],
    ignoreDefaultArgs: ['--enable-automation', 'about:blank'],
  })
  const first = context.pages()[0] ?? (await context.waitForEvent('page'))
  const unused = [first]
  return {
    context,
    newPage: async () => unused.pop() ?? (await context.newPage()),
    close: () => context.close(),
  }
}

/** A Chromium in another language would offer to translate the page, and only its profile can forbid that. */
function silenceTranslation(profile: string): void {
  const file = join(profile, 'Default/Preferences')
  if (existsSync(file)) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ translate: { enabled: false } }))
}
