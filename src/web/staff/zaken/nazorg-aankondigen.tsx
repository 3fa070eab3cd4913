import type { CaseFile } from '#kernel/case'
import type { Message } from '#kernel/message'
import { NotFound } from '#platform/errors'
import { Card, Soft, Stack } from '#ui'
import { type Context, post, type Sends } from '#web/app'
import { type Reachable, reachableOn } from '../berichten/reach.ts'
import { SendButtons, SentLines, sendsAnything, wayIn } from '../berichten/send.tsx'
import { openCase } from './open.ts'

type Asks = Pick<Context, 'store' | 'asker' | 'sends'>

export interface Announcing {
  whom: (Reachable & { sent: Message[] })[]
}

/** Who on a side can be told that they will be rung, and what was sent of that. */
export async function announcing(
  { store, asker, sends }: Asks,
  { sides }: CaseFile,
  side: string,
): Promise<Announcing> {
  const households = sides.filter((one) => one.side === side && one.person !== null)
  if (!sendsAnything(sends) || households.length === 0) return { whom: [] }
  const keys = households.map(({ person }) => person as string)
  const found = reachableOn(
    households,
    await store.people.byKeys(keys),
    await store.people.wishes(keys),
    sends,
    asker.today,
  )
  return {
    whom: await Promise.all(
      found.map(async (one) => ({
        ...one,
        sent: (await store.messages.ofThing(one.household)).filter(({ template }) => template === 'aftercare'),
      })),
    ),
  }
}

/** Who likes to know beforehand that somebody rings; left out where nothing is sent. */
export function AnnounceCard({ whom, here, sends }: Announcing & { here: string; sends: Sends }) {
  if (!sendsAnything(sends) || whom.length === 0) return null
  return (
    <Card title="Eerst laten weten dat je belt?">
      <Stack>
        <Soft>Er staat alleen in hoe wij heten en dat we binnenkort bellen.</Soft>
        {whom.map((one) => (
          <div key={one.household}>
            <p>Naar {one.name}</p>
            <SentLines messages={one.sent} />
            <SendButtons
              action={`${here}/aankondigen`}
              hidden={{ household: one.household }}
              reach={one}
              to={one.name}
            />
          </div>
        ))}
      </Stack>
    </Card>
  )
}

export const announce = post({
  path: '/zaken/:caseId/nazorg/:side/aankondigen',
  may: 'change case',
  async save(ctx, form) {
    const { file, line } = await openCase(ctx)
    const { side } = ctx.params
    if (!Object.hasOwn(line.case.sides, side) || !line.case.aftercare) throw new NotFound()
    const { whom } = await announcing(ctx, file, side)
    const one = whom.find(({ household }) => household === form.get('household'))
    const { way, to } = wayIn(form, one)
    await ctx.store.messages.post(
      {
        ...{ template: 'aftercare', way, to, line: line.key, about: one?.household as string },
        ...{ caseId: file.case.id, side },
      },
      ctx.vault.seal,
    )
    return { to: `${line.path}/${file.case.id}/nazorg/${side}`, say: 'Er gaat een bericht uit dat je binnenkort belt.' }
  },
})
