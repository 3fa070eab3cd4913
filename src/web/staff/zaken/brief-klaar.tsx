import { wordType } from '#exchange/letter'
import { mustBeTold } from '#kernel/case'
import { type LetterGoes, lettersGo, type Message } from '#kernel/message'
import { dayOf, momentInWords } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { ButtonLink, Card, Chip, Notice, Page, PostButton, Row, Soft, Stack } from '#ui'
import { type Context, download, page, post } from '#web/app'
import { messageCalled, toWhom } from '../berichten/uitgaand.tsx'
import { keysOf, type OpenCase, openCase, trailTo } from './open.ts'

interface Ready extends OpenCase {
  letter: Message
  here: string
}

/** A letter of this case. @throws NotFound: not there, of another case, or not the asker's */
async function openLetter(
  ctx: Pick<Context<'/zaken/:caseId/brief/:messageId'>, 'store' | 'asker' | 'params'>,
): Promise<Ready> {
  const opened = await openCase(ctx, 'change', 'message')
  const letter = await ctx.store.messages.get(ctx.params.messageId)
  if (letter.way !== 'paper' || !keysOf(opened.file).includes(letter.caseId ?? '')) throw new NotFound()
  return { ...opened, letter, here: `${opened.line.path}/${opened.file.case.id}/brief/${letter.id}` }
}

/** The letter lies ready: print it, and say when it is gone. Only then is anybody told anything. */
export const ready = page({
  path: '/zaken/:caseId/brief/:messageId/klaar',
  may: 'change message',
  async load(ctx) {
    const opened = await openLetter(ctx)
    return { ...opened, document: await documentOf(ctx.store, opened.letter) }
  },
  view: (loaded) => {
    const { letter, here, line, file, document } = loaded
    const waits = letter.state === 'waiting'
    const called = messageCalled(letter)
    return (
      <Page title={called} trail={trailTo(loaded)} about={`Voor ${toWhom(letter) ?? 'de bewoner'}.`}>
        <Card
          title={waits ? 'De brief ligt klaar' : 'De brief'}
          side={<Chip tone={letter.state === 'sent' ? 'good' : 'warn'}>{stateOf(letter)}</Chip>}
        >
          <Stack>
            <Row>
              {document && (
                <ButtonLink kind="main" to={`${here}/bestand`} download>
                  {document.type === wordType ? 'Open in Word' : 'Open de pdf'}
                </ButtonLink>
              )}
              <ButtonLink to={`${line.path}/${file.case.id}`}>Terug naar de {line.case.called.one}</ButtonLink>
            </Row>
            {!document && <Soft>Het bestand is weggehaald.</Soft>}
            {document?.type === wordType && (
              <Soft small>Verander je nog iets in Word? Dan staat hier de brief zoals hij eerst was.</Soft>
            )}
          </Stack>
        </Card>
        {waits && (
          <Card title="Is hij weg?">
            <Stack>
              {letter.notice && (
                <p>
                  In deze brief staat wat je bewaart en waarom. Zeg je dat hij weg is, dan staat {toWhom(letter)} als
                  ingelicht.
                </p>
              )}
              <Row>
                <PostButton action={`${here}/weg`} hidden={{ hoe: 'posted' }}>
                  Op de post gedaan
                </PostButton>
                <PostButton action={`${here}/weg`} hidden={{ hoe: 'handed' }}>
                  Zelf gegeven
                </PostButton>
                <PostButton kind="quiet" action={`${here}/niet-gebruikt`}>
                  Niet gebruikt
                </PostButton>
              </Row>
            </Stack>
          </Card>
        )}
        {letter.state === 'withdrawn' && <Notice>Deze brief is niet gebruikt. Niemand kreeg hem.</Notice>}
      </Page>
    )
  },
})

function stateOf({ state, reason, sentAt }: Message): string {
  if (state === 'withdrawn') return 'niet gebruikt'
  if (state !== 'sent') return 'nog niet weg'
  return `${lettersGo[reason as LetterGoes] ?? 'weg'}${sentAt ? ` op ${momentInWords(sentAt)}` : ''}`
}

async function documentOf(store: Context['store'], { document }: Message) {
  if (document === null) return undefined
  try {
    return await store.documents.get(document)
  } catch (problem) {
    if (problem instanceof NotFound) return undefined
    throw problem
  }
}

/** The letter as it was made, byte for byte. */
export const file = download({
  path: '/zaken/:caseId/brief/:messageId/bestand',
  may: 'change message',
  async load(ctx) {
    const { letter } = await openLetter(ctx)
    const document = await documentOf(ctx.store, letter)
    if (!document) throw new NotFound()
    const content = await ctx.store.documents.content(document.id)
    return { name: document.type === wordType ? 'brief.docx' : 'brief.pdf', type: document.type, body: content }
  },
})

/** It was posted or handed over. With what must be told in it, the side is told. */
export const gone = post({
  path: '/zaken/:caseId/brief/:messageId/weg',
  may: 'change message',
  async save(ctx, form) {
    const { letter, here, line, file } = await openLetter(ctx)
    const how = form.get('hoe')
    if (how !== 'posted' && how !== 'handed') throw new Invalid({ '': 'Kies of je hem postte of zelf gaf.' })
    await ctx.store.messages.gone(letter.id, how)
    if (letter.notice)
      for (const row of rowsOf(file, letter))
        if (mustBeTold(line, row)) await ctx.store.cases.informed(row.id, ctx.asker.today)
    return {
      to: `${line.path}/${file.case.id}`,
      say: `Vastgelegd: de brief is ${lettersGo[how]}.`,
      undo: { to: `${here}/toch-niet` },
    }
  },
})

/** It was not gone after all; who was told by it was not. */
export const notGone = post({
  path: '/zaken/:caseId/brief/:messageId/toch-niet',
  may: 'change message',
  async save(ctx) {
    const { letter, here, file } = await openLetter(ctx)
    const on = letter.sentAt && dayOf(letter.sentAt)
    await ctx.store.messages.gone(letter.id, null)
    if (letter.notice && on)
      for (const row of rowsOf(file, letter))
        if (row.informedOn === on)
          await ctx.store.cases.changeSide(row.id, { seen: row.version }, (was) => ({ ...was, informedOn: null }))
    return { to: `${here}/klaar`, say: 'De brief ligt weer klaar.' }
  },
})

/** The household that a letter was for, in each report that tells of it. */
function rowsOf({ sides }: OpenCase['file'], { about, side }: Message) {
  const household = sides.find(({ id }) => id === about)
  return sides.filter(
    (row) =>
      row.id === about || (household && row.side === side && row.person !== null && row.person === household.person),
  )
}

/** Nobody got it: it goes, and so does the file. */
export const unused = post({
  path: '/zaken/:caseId/brief/:messageId/niet-gebruikt',
  may: 'change message',
  async save(ctx) {
    const { letter, line, file } = await openLetter(ctx)
    await ctx.store.messages.withdraw(letter.id)
    if (letter.document && (await documentOf(ctx.store, letter))) await ctx.store.documents.remove(letter.document)
    return { to: `${line.path}/${file.case.id}`, say: 'De brief is weg: niemand kreeg hem.' }
  },
})
