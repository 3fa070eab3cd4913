import { lookIntoDocument } from '#kernel/document'
import { NotFound, Refused } from '#platform/errors'
import { lookInside } from '#platform/files'
import { isKey } from '#platform/ids'
import type { Errand } from './index.ts'

/** A letter of ours is kept as it was made. How many pages it has, and what stands on them, is looked up afterwards, outside the page. */
export const lookIntoDocuments: Errand = {
  name: lookIntoDocument,
  async run(doorway, payload) {
    const { tenant, document } = payload as { tenant?: string; document?: string }
    if (!isKey(tenant ?? '') || !isKey(document ?? '')) throw new Error('a job without its keys')
    const as = { tenant: tenant as string, via: 'job' as const, purpose: 'look into a document' }
    try {
      const content = await doorway.system(as, (store) => store.documents.content(document as string))
      const { pages, texts } = await lookInside(content)
      await doorway.system(as, (store) => store.documents.found(document as string, { pages, texts }))
    } catch (problem) {
      // It was removed meanwhile, or is none that can be shown: then it stays as it is, to be saved.
      if (!(problem instanceof NotFound || problem instanceof Refused)) throw problem
    }
  },
}
