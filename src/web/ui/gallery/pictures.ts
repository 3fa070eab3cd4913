import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildAssets } from '../../build.ts'
import { gallery } from '../gallery.tsx'
import { contextOf, galleryPage, launch, origin, sideways, violations } from './browser.ts'

/**
 * Takes pictures of the gallery on a desk and on a phone, and tells what is wrong. Run it after a change to how things look:
 * `node --import ./src/platform/loader/register.mjs src/web/ui/gallery/pictures.ts [page …]`. PICTURES names the folder.
 */
const folder = process.env.PICTURES ?? join(tmpdir(), 'naober-pictures')
const names = Object.keys(gallery).filter((name) => process.argv.length < 3 || process.argv.includes(name))
const wrong: string[] = []

await buildAssets()
mkdirSync(folder, { recursive: true })
const browser = await launch()
for (const width of [1280, 360] as const) {
  const page = await galleryPage(await contextOf(browser, width))
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  for (const name of names) {
    await page.goto(`${origin}/${name}`)
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
    if ((await sideways(page)) > 0) wrong.push(`${name} is wider than ${width}`)
    wrong.push(...(await violations(page)).map((line) => `${name} at ${width}: ${line}`))
  }
  if (width === 360) {
    await page.goto(`${origin}/vandaag`)
    await page.getByText('Meer', { exact: true }).click()
    await page.screenshot({ path: join(folder, 'meer-360.png') })
  }
}
await browser.close()
console.log([...wrong, `${wrong.length} things wrong; pictures are in ${folder}`].join('\n'))
process.exitCode = wrong.length === 0 ? 0 : 1
