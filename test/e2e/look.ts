import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect } from './fixture.ts'

const folder = resolve(import.meta.dirname, '../../.screens')
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const SCHEMES = ['light', 'dark'] as const

/** A picture of the screen, or of it at one of its parts, in each scheme and size; no sideways scrolling, no serious accessibility fault. */
export async function look(page: Page, name: string, part?: Locator): Promise<void> {
  mkdirSync(folder, { recursive: true })
  // What the pointer happens to rest on has another colour for as long.
  await page.mouse.move(0, 0)
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.waitForTimeout(150)
      await settled(page)
      await part?.evaluate((element) => element.scrollIntoView())
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${size.width}.png`) })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect.soft(overflow, `${name} scrolls sideways at ${size.width}`).toBeLessThanOrEqual(0)
    }
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    const grave = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
    expect.soft(grave, `${name} in ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(SIZES[0])
}

/** Waits until no colour or place is on its way any more; what turns for ever is not waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
    await Promise.allSettled(passing.map((animation) => animation.finished))
  })
}
