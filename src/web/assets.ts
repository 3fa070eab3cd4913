import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** What the build made: the hash of its sources, and for each name ('naober.css') the file that now bears it. */
export interface Manifest {
  sources: string
  files: Record<string, string>
}

/** Where built assets live; the address `/assets/<file>` serves them, and `assets.json` in it is the manifest. */
export const assetFolder = join(import.meta.dirname, '../../dist/assets')

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

let manifest: Manifest | undefined
let served = new Map<string, { body: Uint8Array<ArrayBuffer>; type: string } | undefined>()

/** The manifest of the last build, or nothing when there was none. */
export function readManifest(): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(assetFolder, 'assets.json'), 'utf8'))
  } catch {
    return undefined
  }
}

/** Forgets what was read, after a build. */
export function forgetAssets(): void {
  manifest = undefined
  served = new Map()
}

/**
 * The address of an asset by its plain name: 'naober.css' → '/assets/naober-3f9a….css'. The name changes with the content, so
 * browsers may keep it for ever. Before the first build, as in a test of one page, it is the plain name.
 */
export function assetUrl(name: 'naober.css' | 'naober.js' | 'naober.svg'): string {
  manifest ??= readManifest()
  return `/assets/${manifest?.files[name] ?? name}`
}

/** The bytes and media type of a built asset, or nothing: only names that stand in the folder exist, so no path leads out. */
export function readAsset(name: string): { body: Uint8Array<ArrayBuffer>; type: string } | undefined {
  const type = types[extname(name)]
  if (type === undefined) return undefined
  if (!served.has(name)) {
    if (!namesInFolder().includes(name)) return undefined
    served.set(name, { body: new Uint8Array(readFileSync(join(assetFolder, name))), type })
  }
  return served.get(name)
}

function namesInFolder(): string[] {
  try {
    return readdirSync(assetFolder)
  } catch {
    return []
  }
}
