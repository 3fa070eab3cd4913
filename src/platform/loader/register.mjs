// Node strips the types of `.ts` by itself, but does not know `.tsx`. This hook turns JSX into calls while a file is
// loaded, so that server code is never built: what you read is what runs.
import { registerHooks, setSourceMapsSupport } from 'node:module'
import { transformTsx } from './transform.mjs'

setSourceMapsSupport(true, { nodeModules: false, generatedCode: false })

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !new URL(url).pathname.endsWith('.tsx')) return nextLoad(url, context)
    return { format: 'module', source: transformTsx(url), shortCircuit: true }
  },
})
