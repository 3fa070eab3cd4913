import type { Letter } from '#access'
import { longestRemark } from '#kernel/survey'
import { choice, type Fields, long, mark, several } from '#platform/fields'
import { Card, Form, Page } from '#ui'
import { entrance } from '#web/app'

/**
 * One evaluation, by a link that works once. Nobody's name or story stands on it: who has the link sees a form and nothing else.
 * It works on a telephone, without a script.
 */
export const evaluation = entrance({
  path: '/evaluatie/:token',
  outside: true,
  load: ({ letterbox, params, from }) => letterbox.find(params.token ?? '', from),
  form: (letter): Fields => (letter.state === 'open' ? fieldsOf(letter) : {}),
  async save({ letterbox, params, from }, letter, input) {
    const here = `/evaluatie/${params.token}`
    if (letter.state !== 'open') return { to: here }
    const { mark: given, words, share, name } = input as unknown as Filled
    const state = await letterbox.answer(
      params.token ?? '',
      {
        mark: given,
        quote: words,
        // Who says yes and wrote nothing gave nothing to show.
        share: share.includes('yes') && words !== null,
        quoteBy: words !== null && name !== null ? (letter.line.case.evaluation?.namedAs[name] ?? null) : null,
      },
      from,
    )
    return { to: state === 'open' ? '/evaluatie/bedankt' : here }
  },
  view: (letter, form) => {
    if (letter.state !== 'open') return <NoForm letter={letter} />
    return (
      <Page
        title="Wat vond je ervan?"
        about={`${letter.house} leert graag van jou. Invullen duurt één minuut. Je naam komt nergens te staan.`}
      >
        <Card>
          <Form {...form} button="Versturen" />
        </Card>
      </Page>
    )
  },
})

interface Filled {
  mark: number
  words: string | null
  share: string[]
  name: string | null
}

function fieldsOf({ line }: Extract<Letter, { state: 'open' }>) {
  const { asks = `Welk cijfer geef je ${line.name}?`, namedAs = {} } = line.case.evaluation ?? {}
  return {
    mark: mark(asks, { hint: '1 is heel slecht, 10 is heel goed.', whenEmpty: 'Kies een cijfer van 1 tot en met 10.' }),
    words: long('Wil je er iets bij zeggen?', {
      optional: true,
      private: true,
      maxLength: longestRemark,
      hint: 'Noem geen namen en geen adres.',
    }),
    share: several(
      'Mogen we jouw woorden laten zien?',
      { yes: 'Ja, zonder mijn naam' },
      { optional: true, hint: 'Bijvoorbeeld in ons jaarverslag. Je naam staat er nooit bij. Nee is ook goed.' },
    ),
    ...(Object.keys(namedAs).length > 0 && {
      name: choice('Hoe noemen we je dan?', { ...namedAs }, { optional: true }),
    }),
  }
}

/** Why there is no form: kindly, and the same for everybody. */
function NoForm({ letter }: { letter: Exclude<Letter, { state: 'open' }> }) {
  switch (letter.state) {
    case 'used':
      return <Page title="Dank je wel" about={`Dit is al ingevuld. ${letter.house} leest wat je schreef.`} />
    case 'over':
      return (
        <Page
          title="Deze link is verlopen"
          about={`Jammer, invullen kan niet meer. Wil je nog iets vertellen? Bel dan met wie je hielp bij ${letter.house}.`}
        />
      )
    case 'wait':
      return (
        <Page
          title="Wacht even"
          about="Het ging vanaf deze plek te vaak mis. Wacht een kwartier en open je link dan opnieuw."
        />
      )
    case 'unknown':
      return (
        <Page
          title="Deze link werkt niet"
          about="Misschien mist er een stukje, of kreeg je later een nieuwe. Neem de link over zoals die in je brief of bericht staat."
        />
      )
  }
}

/** What stands there after sending; it does not know who sent what. */
export const thanks = entrance({
  path: '/evaluatie/bedankt',
  outside: true,
  view: () => (
    <Page
      title="Dank je wel"
      about="Je antwoord is bewaard. Denk je er later anders over? Bel ons, dan laten we je woorden niet meer zien."
    />
  ),
})
