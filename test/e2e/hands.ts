import type { Locator, Page } from '@playwright/test'

/** The two ways a clerk works the page. A journey is told once and walked with either. */
export interface Hands {
  readonly page: Page
  /** Presses a button or follows a link by its accessible name. */
  press(role: 'button' | 'link', name: string | RegExp): Promise<void>
  /** Writes into the field with this label, in place of what is there. */
  write(label: string | RegExp, text: string): Promise<void>
  /** Takes one of a few options in the group with this legend. */
  choose(group: string | RegExp, option: string): Promise<void>
  /** Ticks one of several in the group with this legend. */
  tick(group: string | RegExp, option: string): Promise<void>
  /** Takes one of a long list. */
  pick(label: string | RegExp, option: string): Promise<void>
  /** Opens the row of a list that shows this text. */
  openRow(list: string, text: string): Promise<void>
  /** Writes into this field. */
  type(field: Locator, text: string): Promise<void>
  /** Presses the button that asks for files and gives it these. */
  attach(button: string | RegExp, paths: string[]): Promise<void>
  /** Presses the button of the open dialog that does what its title says. */
  confirm(name: string): Promise<void>
  /** Goes to the next page of a form, or sends it. */
  forward(): Promise<void>
  /** Locks the window. */
  lock(): Promise<void>
}

const field = (page: Page, label: string | RegExp): Locator =>
  page.getByLabel(label, { exact: typeof label === 'string' })
const group = (page: Page, legend: string | RegExp): Locator => page.getByRole('group', { name: legend })

/** Works by pointer: every control is clicked where it stands. */
export function mouse(page: Page): Hands {
  return {
    page,
    press: (role, name) => page.getByRole(role, { name }).first().click(),
    async write(label, text) {
      await field(page, label).click()
      await field(page, label).fill(text)
    },
    choose: (legend, option) => group(page, legend).getByText(option, { exact: true }).click(),
    tick: (legend, option) => group(page, legend).getByText(option, { exact: true }).click(),
    async pick(label, option) {
      await field(page, label).selectOption({ label: option })
    },
    openRow: (list, text) => page.getByRole('grid', { name: list }).getByText(text).first().click(),
    type: (target, text) => target.fill(text),
    attach: (button, paths) =>
      giveFiles(page, () => page.getByRole('button', { name: button }).click(), paths),
    confirm: (name) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click(),
    forward: () => page.locator('.form-buttons .ant-btn-primary').click(),
    lock: () => page.getByRole('banner').getByRole('button', { name: /锁定/ }).click(),
  }
}

/** The system's file dialog is no part of the page; it is answered as soon as it is asked for. */
async function giveFiles(page: Page, ask: () => Promise<void>, paths: string[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), ask()])
  await chooser.setFiles(paths)
}

const REACH = 150

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate(
    (element) => element === document.activeElement || element.contains(document.activeElement),
  )
}

/** Tabs until the target has the focus. Nothing is focused by script: what Tab cannot reach, a clerk cannot either. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let step = 0; step < REACH; step += 1) {
    if (await hasFocus(target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${target}`)
}

/** Works by keyboard alone: Tab, arrows, Space, Enter, typing and the keys that the page announces. */
export function keyboard(page: Page): Hands {
  return {
    page,
    async press(role, name) {
      await tabTo(page, page.getByRole(role, { name }).first())
      await page.keyboard.press('Enter')
    },
    async write(label, text) {
      await tabTo(page, field(page, label))
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    },
    async choose(legend, option) {
      const options = group(page, legend)
      await tabTo(page, options)
      const wanted = options.getByRole('radio', { name: option, exact: true })
      await page.keyboard.press('Space')
      for (let step = 0; step < 5 && !(await wanted.isChecked()); step += 1)
        await page.keyboard.press('ArrowDown')
      if (!(await wanted.isChecked())) throw new Error(`the arrows do not reach ${option}`)
    },
    async tick(legend, option) {
      await tabTo(page, group(page, legend).getByRole('checkbox', { name: option, exact: true }))
      await page.keyboard.press('Space')
    },
    async pick(label, option) {
      const list = field(page, label)
      await tabTo(page, list)
      const shown = () => list.evaluate((element: HTMLSelectElement) => element.selectedOptions[0]?.label)
      for (let step = 0; step < REACH && (await shown()) !== option; step += 1)
        await page.keyboard.press('ArrowDown')
      if ((await shown()) !== option) throw new Error(`the arrows do not reach ${option}`)
    },
    async openRow(list, text) {
      const grid = page.getByRole('grid', { name: list })
      await grid.getByText(text).first().waitFor()
      await tabTo(page, grid)
      const marked = async () => {
        const id = await grid.getAttribute('aria-activedescendant')
        return id === null ? '' : await page.locator(`[id="${id}"]`).textContent()
      }
      for (let step = 0; step < REACH && !(await marked())?.includes(text); step += 1)
        await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
    },
    async type(target, text) {
      await tabTo(page, target)
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    },
    attach(button, paths) {
      const press = async () => {
        await tabTo(page, page.getByRole('button', { name: button }))
        await page.keyboard.press('Enter')
      }
      return giveFiles(page, press, paths)
    },
    async confirm(name) {
      await tabTo(page, page.getByRole('dialog').getByRole('button', { name, exact: true }))
      await page.keyboard.press('Enter')
    },
    forward: () => page.keyboard.press('Control+Enter'),
    lock: () => page.keyboard.press('Control+l'),
  }
}
