import { importDesk } from '#exchange/imports'
import { NotFound } from '#platform/errors'
import { download, post } from '#web/app'
import { base, openImport } from './shared.ts'

const at = (id: string) => `${base}/${id}`

/** Begins to take the rows in, or goes on with what did not come in yet. */
export const begin = post({
  path: `${base}/:importId/begin`,
  may: 'change import',
  async save({ asker, params }) {
    await importDesk(asker).start(params.importId, 'take')
    return { to: at(params.importId) }
  },
})

/** Does what broke off or went wrong once more. */
export const goOn = post({
  path: `${base}/:importId/verder`,
  may: 'change import',
  async save(ctx) {
    const { desk, one, work } = await openImport(ctx)
    if (!work) throw new NotFound()
    await desk.start(one.id, work.task)
    return { to: work.task === 'look back' ? `${at(one.id)}/ongedaan` : at(one.id) }
  },
})

/** Looks what would go if all of it was taken back. */
export const lookBack = post({
  path: `${base}/:importId/terugkijken`,
  may: 'change import',
  async save({ asker, params }) {
    await importDesk(asker).start(params.importId, 'look back')
    return { to: `${at(params.importId)}/ongedaan` }
  },
})

/** Throws a list away of which nothing came in. */
export const discard = post({
  path: `${base}/:importId/weg`,
  may: 'change import',
  async save({ asker, params }) {
    await importDesk(asker).discard(params.importId)
    return { to: base, say: 'Het bestand is weggegooid. Er is niets ingelezen.' }
  },
})

/** The rows that were refused, each with what is wrong with it. */
export const wrongRows = download({
  path: `${base}/:importId/foute-regels`,
  may: 'change import',
  async load(ctx) {
    const { desk, one } = await openImport(ctx)
    const body = await desk.file(one.id, 'wrong')
    if (!body) throw new NotFound()
    await ctx.store.log.exported([one.id], 'import')
    return {
      name: `foute-regels-${ctx.asker.today}.xlsx`,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: new Uint8Array(body),
    }
  },
})
