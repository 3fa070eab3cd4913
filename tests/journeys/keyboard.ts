import { expect, type Locator, type Page } from '@playwright/test'

/** Presses Tab until this has the focus, as somebody without a mouse does. Fails when it is never reached. */
export async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  await expect(target).toBeVisible()
  for (let pressed = 0; pressed < most; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target.toString()}`)
}

/** Goes to a link or button with Tab and presses Enter; waits for the page that follows. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

/** Goes to the chosen or the first of a group of choices with Tab, and with the arrows to this one. */
export async function choose(page: Page, group: string, choice: string): Promise<void> {
  const radios = page.getByRole('radiogroup', { name: group }).getByRole('radio')
  const wanted = page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: choice, exact: true })
  const chosen = radios.and(page.locator(':checked'))
  await tabTo(page, (await chosen.count()) > 0 ? chosen : radios.first())
  if ((await chosen.count()) === 0) await page.keyboard.press('Space')
  for (let pressed = 0; pressed < 20 && !(await wanted.isChecked()); pressed++) await page.keyboard.press('ArrowDown')
  await expect(wanted).toBeChecked()
}

/** Goes to a field with Tab and types over what stands in it. */
export async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }))
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}
