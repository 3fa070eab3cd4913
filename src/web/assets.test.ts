import { statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { assetFolder, assetUrl, readAsset } from './assets.ts'
import { buildAssets } from './build.ts'

test('a second build does nothing, and the script stays small', async () => {
  const first = await buildAssets()
  const made = statSync(join(assetFolder, first.files['naober.js'] ?? '')).mtimeMs
  expect(await buildAssets()).toEqual(first)
  expect(statSync(join(assetFolder, first.files['naober.js'] ?? '')).mtimeMs).toBe(made)
  const script = readAsset(first.files['naober.js'] ?? '')
  expect(script?.type).toContain('javascript')
  const scripts = Object.values(first.files).filter((name) => name.endsWith('.js'))
  // With what only a page for a phone loads.
  expect(scripts).toHaveLength(2)
  const bytes = scripts.map((name) => gzipSync(readAsset(name)?.body ?? '').byteLength)
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(20_000)
})

test('the address of an asset changes with its content, and leads to it', async () => {
  await buildAssets()
  const address = assetUrl('naober.css')
  expect(address).toMatch(/^\/assets\/style-[\w-]{8,}\.css$/)
  const styles = new TextDecoder().decode(readAsset(address.slice('/assets/'.length))?.body)
  // Nothing comes from another server, and the font is a file of its own that browsers keep.
  expect(styles).not.toMatch(/https?:|data:font/)
  const [, font] = /url\(\/assets\/([^)]+latin-wght[^)]+\.woff2)\)/.exec(styles) ?? []
  expect(readAsset(font ?? '')?.type).toBe('font/woff2')
})

test('no name leads out of the folder', () => {
  for (const name of [
    '../assets.json',
    '..%2fpackage.json',
    '/etc/passwd',
    'assets.json',
    '',
    '.',
    '../../src/web/assets/naober.svg',
    'x\0.css',
  ]) {
    expect(readAsset(name)).toBeUndefined()
  }
})
