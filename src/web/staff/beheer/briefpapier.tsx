import {
  checkTemplate,
  letterAsPdf,
  logoFrom,
  mostLogo,
  mostTemplate,
  usualTemplate,
  wordFields,
  wordType,
} from '#exchange/letter'
import { inWords } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { type Fields, long, phone, showPhone, text } from '#platform/fields'
import { ButtonLink, Card, Columns, Explain, FileInput, Form, Page, PostButton, Row, Stack } from '#ui'
import { download, page, post } from '#web/app'

const here = '/beheer/briefpapier'
const trail = [{ to: '/beheer', label: 'Accounts' }]
const deeper = [...trail, { to: here, label: 'Briefpapier' }]

/** What stands above and below every letter of the organisation. */
const letterhead = page({
  path: here,
  may: 'change setting',
  load: ({ store }) => store.letterheads.letterhead(),
  form: () => ({
    sender: long('Wat staat er rechtsboven?', {
      optional: true,
      maxLength: 300,
      hint: 'Bijvoorbeeld adres, postcode en plaats, en een website. Elke regel apart.',
    }),
    footer: long('Wat staat er onderaan?', { optional: true, maxLength: 300, hint: 'Bijvoorbeeld het KvK-nummer.' }),
    phone: phone('Welk nummer staat in brieven?', {
      optional: true,
      hint: 'Voor wie geen eigen nummer bij het account heeft.',
    }),
    privacy: text('Waar staat jullie privacyverklaring?', {
      optional: true,
      maxLength: 100,
      hint: 'Het adres van de pagina, bijvoorbeeld www.voorbeeld.nl/privacy. Het komt in de eerste brief aan iemand.',
    }),
  }),
  values: (head) => ({ sender: head.sender, footer: head.footer, phone: head.phone, privacy: head.privacy }),
  version: (head) => head.version,
  async save({ store }, _head, { sender, footer, phone, privacy, version }) {
    for (const [name, lines] of Object.entries({ sender, footer }))
      if ((lines ?? '').split('\n').length > 7)
        throw new Invalid({ [name]: 'Neem hooguit zeven regels: meer past er niet.' })
    const site = privacy?.replace(/^https?:\/\//i, '') ?? null
    if (site !== null && !/^[\p{L}\p{N}.-]+\.\p{L}{2,}(?:[/?#]\S*)?$/u.test(site))
      throw new Invalid({ privacy: 'Dit is geen adres van een pagina. Vul bijvoorbeeld www.voorbeeld.nl/privacy in.' })
    await store.letterheads.changeLetterhead({ seen: version }, (was) => ({
      ...was,
      ...{ sender: sender ?? '', footer: footer ?? '', phone, privacy: site },
    }))
    return { to: here, say: 'Het briefpapier is bewaard. Brieven van eerder blijven zoals ze waren.' }
  },
  view: (head, form) => (
    <Page
      title="Briefpapier"
      trail={trail}
      about="Dit staat op elke brief die jullie vanuit een zaak maken."
      actions={
        <ButtonLink to={`${here}/voorbeeld`} download>
          Voorbeeld (pdf)
        </ButtonLink>
      }
    >
      <Stack>
        <Card>
          <Form {...form} button="Bewaren" />
        </Card>
        <Columns>
          <Card title="Logo">
            <Stack>
              <p>{head.logo ? 'Er is een logo.' : 'Er is nog geen logo. De naam van de organisatie staat er groot.'}</p>
              <Row>
                <ButtonLink to={`${here}/logo`}>{head.logo ? 'Ander logo' : 'Logo kiezen'}</ButtonLink>
                {head.logo && (
                  <PostButton kind="quiet" action={`${here}/logo/weg`} version={head.version}>
                    Haal het logo weg
                  </PostButton>
                )}
              </Row>
            </Stack>
          </Card>
          <Card title="Sjabloon voor Word">
            <Stack>
              <p>
                {head.word ? `Jullie eigen sjabloon: ${head.wordName}` : 'Jullie gebruiken het sjabloon van Naober.'}
              </p>
              <Row>
                <ButtonLink to={`${here}/sjabloon`}>Eigen sjabloon kiezen</ButtonLink>
                <ButtonLink kind="quiet" to={`${here}/sjabloon/bestand`} download>
                  Sjabloon ophalen
                </ButtonLink>
                {head.word && (
                  <PostButton kind="quiet" action={`${here}/sjabloon/weg`} version={head.version}>
                    Terug naar dat van Naober
                  </PostButton>
                )}
              </Row>
            </Stack>
          </Card>
        </Columns>
      </Stack>
    </Page>
  ),
})

const logo = page({
  path: `${here}/logo`,
  may: 'change setting',
  takes: { file: 'file', most: mostLogo + 100_000 },
  load: ({ store }) => store.letterheads.letterhead(),
  form: (): Fields => ({}),
  version: (head) => head.version,
  async save({ store, file }, _head, { version }) {
    if (!file || file.content.length === 0) throw new Invalid({ file: 'Kies het bestand met het logo.' })
    const drawn = await logoFrom(file.content)
    await store.letterheads.changeLetterhead({ seen: version }, (was) => ({ ...was, logo: drawn }))
    return { to: here, say: 'Het logo staat op het briefpapier.' }
  },
  view: (_head, form) => (
    <Page title="Logo" trail={deeper}>
      <Card>
        <Form {...form} button="Gebruik dit logo" cancelTo={here} multipart>
          <FileInput
            name="file"
            label="Welk bestand?"
            accept=".png,.svg"
            hint="Een PNG of SVG van hooguit 500 kB. Wij tekenen het na als plaatje; iets anders in het bestand komt niet mee."
            problem={form.problems?.file}
          />
        </Form>
      </Card>
    </Page>
  ),
})

const template = page({
  path: `${here}/sjabloon`,
  may: 'change setting',
  takes: { file: 'file', most: mostTemplate + 100_000 },
  load: ({ store }) => store.letterheads.letterhead(),
  form: (): Fields => ({}),
  version: (head) => head.version,
  async save({ store, file }, _head, { version }) {
    if (!file || file.content.length === 0) throw new Invalid({ file: 'Kies het Word-bestand.' })
    await checkTemplate(file.content)
    const [word, wordName] = [Buffer.from(file.content), file.name.slice(0, 120)]
    await store.letterheads.changeLetterhead({ seen: version }, (was) => ({ ...was, word, wordName }))
    return { to: here, say: 'Brieven in Word komen voortaan in jullie eigen sjabloon.' }
  },
  view: (_head, form) => (
    <Page title="Sjabloon voor Word" trail={deeper}>
      <Stack>
        <Card>
          <Form {...form} button="Gebruik dit sjabloon" cancelTo={here} multipart>
            <FileInput
              name="file"
              label="Welk bestand?"
              accept=".docx"
              hint="Een Word-document (.docx) van hooguit 1 MB, zonder macro’s."
              problem={form.problems?.file}
            />
          </Form>
        </Card>
        <Card title="Velden voor in het sjabloon">
          <Stack>
            <p>
              Zet deze woorden met hun accolades in je document, waar je ze hebben wilt. {'{brief}'} moet er in elk
              geval in.
            </p>
            <Explain rows={Object.entries(wordFields).map(([name, what]) => ({ term: `{${name}}`, text: what }))} />
          </Stack>
        </Card>
      </Stack>
    </Page>
  ),
})

/** Back to what comes with Naober, without what was given. */
const without = (what: 'logo' | 'sjabloon') =>
  post({
    path: `${here}/${what}/weg`,
    may: 'change setting',
    async save({ store }, form) {
      const seen = Number(form.get('version'))
      if (!Number.isInteger(seen)) throw new NotFound()
      await store.letterheads.changeLetterhead({ seen }, (was) => ({
        ...was,
        ...(what === 'logo' ? { logo: null } : { word: null, wordName: null }),
      }))
      return {
        to: here,
        say: what === 'logo' ? 'Het logo is weggehaald.' : 'Jullie gebruiken weer het sjabloon van Naober.',
      }
    },
  })

/** The template that is in use, to look at or to change. */
const templateFile = download({
  path: `${here}/sjabloon/bestand`,
  may: 'change setting',
  async load({ store }) {
    const head = await store.letterheads.letterhead()
    return { name: 'briefsjabloon.docx', type: wordType, body: head.word ?? usualTemplate() }
  },
})

/** A letter to nobody, to see how the paper turns out. */
const sample = download({
  path: `${here}/voorbeeld`,
  may: 'change setting',
  async load({ store, asker }) {
    const head = await store.letterheads.letterhead()
    const number = head.phone && showPhone(head.phone)
    const letter = {
      ...{ house: asker.tenantName, line: '', title: 'Zo ziet een brief eruit', on: inWords(asker.today), card: false },
      text: `Beste bewoner,\n\nDit is een voorbeeld. Op deze plek komt de tekst van een brief.${number ? ` Bellen kan op ${number}.` : ''}\n\nMet vriendelijke groet,\n${asker.name}`,
      to: { name: null, address: ['Voorbeeldstraat 1', '1234 AB  Voorbeeld'] },
      from: { name: asker.name, phone: number },
      ...{ notice: undefined, head },
    }
    return { name: 'voorbeeldbrief.pdf', type: 'application/pdf', body: () => letterAsPdf(letter) }
  },
})

export const letterheadPages = [letterhead, logo, template, templateFile, sample, without('logo'), without('sjabloon')]
