import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, extname, join } from 'node:path'
import { assetFolder, forgetAssets, type Manifest, readManifest } from './assets.ts'

const web = import.meta.dirname
const sourceFolders = [join(web, 'client'), join(web, 'assets')]

/**
 * Builds the browser's part (styles, font, script) into dist/assets under names that change with their content, and returns the
 * manifest. Does nothing when the sources are the ones of the last build, so starting stays quick. Throws what Vite throws.
 */
export async function buildAssets(): Promise<Manifest> {
  const sources = hashOfSources()
  const before = readManifest()
  if (before?.sources === sources && isWhole(before)) return before

  const made = mkdtempSync(join(tmpdir(), 'naober-assets-'))
  try {
    const files = { ...(await runVite(made)), 'naober.svg': icon(made) }
    const manifest = { sources, files }
    publish(made, manifest, before)
    forgetAssets()
    return manifest
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

/** Not Vite's library mode: that puts fonts inside the style sheet, and then every visit loads them again. */
async function runVite(outDir: string): Promise<Record<string, string>> {
  const { build } = await import('vite') // a second to load, and seldom needed
  await build({
    configFile: false,
    root: web,
    base: '/assets/',
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      assetsDir: '.',
      emptyOutDir: true,
      manifest: 'vite.json',
      modulePreload: false,
      assetsInlineLimit: 0,
      target: 'es2022',
      rolldownOptions: { input: { script: join(web, 'client/index.ts'), style: join(web, 'assets/naober.css') } },
    },
  })
  const entries: Record<string, { file: string; isDynamicEntry?: true }> = JSON.parse(
    readFileSync(join(outDir, 'vite.json'), 'utf8'),
  )
  rmSync(join(outDir, 'vite.json'))
  const fileOf = (source: string) => {
    const entry = entries[source]
    if (entry === undefined) throw new Error(`The build made nothing of ${source}`)
    return entry.file
  }
  // What a page loads only when it needs it, such as what speaks with a phone.
  const later = Object.values(entries).filter((entry) => entry.isDynamicEntry)
  return {
    ...Object.fromEntries(later.map(({ file }) => [file, file])),
    'naober.js': fileOf('client/index.ts'),
    'naober.css': fileOf('assets/naober.css'),
  }
}

function icon(outDir: string): string {
  const drawing = readFileSync(join(web, 'assets/naober.svg'))
  const name = `naober-${hashOf([drawing]).slice(0, 8)}.svg`
  writeFileSync(join(outDir, name), drawing)
  return name
}

/** Puts the files in place and the manifest last, so a process that serves never points at a file that is not there yet. */
function publish(made: string, manifest: Manifest, before: Manifest | undefined): void {
  mkdirSync(assetFolder, { recursive: true })
  // Pages that are still open ask for the previous build's files; older ones go.
  const keep = new Set([...Object.values(before?.files ?? {}), ...readdirSync(made), 'assets.json'])
  for (const name of readdirSync(assetFolder))
    if (!keep.has(name) && extname(name) !== '.woff2') rmSync(join(assetFolder, name), { force: true })
  cpSync(made, assetFolder, { recursive: true })
  const draft = join(assetFolder, `assets.${process.pid}.tmp`)
  writeFileSync(draft, JSON.stringify(manifest))
  renameSync(draft, join(assetFolder, 'assets.json'))
}

function isWhole(manifest: Manifest): boolean {
  const there = readdirSync(assetFolder)
  return Object.values(manifest.files).every((name) => there.includes(name))
}

/** Everything that decides what the build makes: our sources, this file, and the versions of the font and of Vite. */
function hashOfSources(): string {
  const ours = sourceFolders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  const paths = ours
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
  const packages = ['vite', '@fontsource-variable/atkinson-hyperlegible-next', '@simplewebauthn/browser'].map((name) =>
    packageFile(name),
  )
  const all = [...paths.toSorted(), join(web, 'build.ts'), ...packages]
  return hashOf(all.map((path) => readFileSync(path)))
}

function packageFile(name: string): string {
  return join(dirname(web), '../node_modules', name, 'package.json')
}

function hashOf(parts: (Buffer | string)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\n')
  return hash.digest('hex')
}
