import { fileURLToPath } from 'node:url'

/**
 * What Node is started with for a process of ours: the loader of pages, and a small nursery for what lives shortly. A page leaves
 * a megabyte behind; letting that pile up to Node's usual size made the web process half as large again, and not quicker.
 */
export const nodeFlags = [
  '--max-semi-space-size=8',
  '--import',
  fileURLToPath(new URL('register.mjs', import.meta.url)),
]
