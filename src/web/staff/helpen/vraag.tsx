import type { Asked } from '#kernel/match'
import { momentInWords } from '#platform/days'
import { NotFound } from '#platform/errors'
import { lineOf } from '#service-lines'
import { Card, List, ListItem, Page, PostButton, Row, Stack } from '#ui'
import { type Context, Detour, page, post } from '#web/app'
import { CallFirst } from './call-first.tsx'
import { addressOf } from './in-words.ts'
import { placesInWords } from './vandaag.tsx'

/** The question that is hers to answer. @throws NotFound once it was answered, taken back or too late; Detour after her yes */
async function open({ store, params }: Pick<Context<'/helpen/:match'>, 'store' | 'params'>): Promise<Asked> {
  const asked = (await store.matches.mine()).find(({ match }) => match.id === params.match)
  if (!asked) throw new NotFound()
  if (asked.match.state === 'accepted') throw new Detour('/')
  return asked
}

/** Does she know somebody there? First the street and the village; who it is comes after her no, and is written in the log. */
export const question = page({
  path: '/helpen/:match/vraag',
  may: 'add talk',
  async load(ctx) {
    const asked = await open(ctx)
    return {
      asked,
      shown: asked.match.state === 'shown' ? await ctx.store.matches.contactOf(asked.match.id) : undefined,
    }
  },
  view: ({ asked, shown }) => {
    const contacts = shown?.contacts
    const here = `/helpen/${asked.match.id}/vraag`
    const until = `Antwoord kan tot ${momentInWords(asked.match.answerBy)}. Daarna gaat de vraag van je telefoon.`
    const passing = <p className="n-soft">Waarom je doorgeeft, hoef je niet te zeggen en wordt niet bewaard.</p>
    return contacts ? (
      <Page title="Ken je deze mensen?" about={until}>
        <Stack>
          {shown?.callFirst && <CallFirst />}
          <Card bare>
            <List label="Om wie het gaat">
              {contacts.map((contact) => (
                <ListItem
                  key={`${contact.side} ${contact.name} ${addressOf(contact)}`}
                  title={contact.name ?? 'Bewoner'}
                  about={addressOf(contact) || 'adres onbekend'}
                />
              ))}
            </List>
          </Card>
          <Card>
            <Row>
              <PostButton kind="main" action={`${here}/ja`}>
                Nee, en ik doe het
              </PostButton>
              <PostButton action={`${here}/door`}>Geef de vraag door</PostButton>
            </Row>
            {passing}
          </Card>
        </Stack>
      </Page>
    ) : (
      <Page title="Ken je daar iemand?" about={until}>
        <Card>
          <p>
            <strong>{placesInWords(asked)}</strong>
          </p>
          <p>Kies je ‘nee’, dan zie je om wie het gaat. Pas daarna zeg je of je het doet.</p>
          <Row>
            <PostButton kind="main" action={`${here}/kijken`}>
              Nee, ik ken daar niemand
            </PostButton>
            <PostButton action={`${here}/door`}>Ja, of ik kan nu niet</PostButton>
          </Row>
          {passing}
        </Card>
      </Page>
    )
  },
})

/** She knows nobody there. */
export const look = post({
  path: '/helpen/:match/vraag/kijken',
  may: 'add talk',
  async save(ctx) {
    const { match } = await open(ctx)
    await ctx.store.matches.look(match.id, lineOf(match.line))
    return { to: `/helpen/${match.id}/vraag` }
  },
})

/** She does it. */
export const yes = post({
  path: '/helpen/:match/vraag/ja',
  may: 'add talk',
  async save(ctx) {
    const { match } = await open(ctx)
    await ctx.store.matches.accept(match.id, lineOf(match.line))
    return { to: '/', say: 'Fijn dat je het doet. Hieronder staat bij wie je langsgaat.' }
  },
})

/** She passes it on. The names are gone from here, and why is nowhere. */
export const passOn = post({
  path: '/helpen/:match/vraag/door',
  may: 'add talk',
  async save(ctx) {
    const { match } = await open(ctx)
    await ctx.store.matches.pass(match.id, lineOf(match.line))
    return { to: '/', say: 'Je hebt de vraag doorgegeven. Bedankt voor je antwoord.' }
  },
})
