import { createHash } from 'node:crypto'
import { importDesk } from '#exchange/imports'
import { Invalid, NotFound } from '#platform/errors'
import { choice, type Fields, hidden } from '#platform/fields'
import { Card, FileInput, Form, Page, Stack, Steps } from '#ui'
import { page } from '#web/app'
import { linesOf } from '../lines.tsx'
import { base, trail } from './shared.ts'

/** The most that a file may be: a list of 200,000 rows is some twenty. */
const mostBytes = 25_000_000

/** Chooses a file and the line that it is for. */
export default page({
  path: `${base}/nieuw`,
  may: 'add import',
  takes: { file: 'file', most: mostBytes },
  load: ({ asker }) => {
    const lines = linesOf(asker)
    if (lines.length === 0) throw new NotFound()
    return { lines }
  },
  form: ({ lines }): Fields => {
    const options = Object.fromEntries(lines.map((line) => [line.key, line.name]))
    return { line: lines.length === 1 ? hidden('line') : choice('Voor welke lijn is de lijst?', options) }
  },
  values: ({ lines }) => ({ line: lines.length === 1 ? lines[0]?.key : undefined }),
  async save({ asker, file }, { lines }, { line }) {
    const chosen = lines.find(({ key }) => key === line)
    if (!chosen) throw new NotFound()
    if (!file) throw new Invalid({ file: 'Kies het bestand dat je wilt inlezen.' })
    if (file.content.length === 0)
      throw new Invalid({ file: 'Dit bestand is leeg. Kies een werkmap of een CSV-bestand met regels erin.' })
    const hash = createHash('sha256').update(file.content).digest()
    const { id } = await importDesk(asker).give(chosen.key, { ...file, hash })
    return { to: `${base}/${id}` }
  },
  view: (_loaded, form) => (
    <Page title="Bestand inlezen" trail={trail}>
      <Stack>
        <Card>
          <Form {...form} button="Kijk wat erin staat" cancelTo={base} multipart>
            <FileInput
              name="file"
              label="Welk bestand?"
              accept=".xlsx,.xlsm,.csv,.txt"
              hint="Een Excel-werkmap (.xlsx) of een CSV-bestand, met op één regel de namen van de kolommen. Hooguit 25 MB en 200.000 regels."
              problem={form.problems?.file}
            />
          </Form>
        </Card>
        <Card title="Zo gaat het verder">
          <Steps
            items={[
              { title: 'Kolommen', text: 'Je ziet wat we in het bestand vonden, en wat elke kolom volgens ons is.' },
              {
                title: 'Proef',
                text: 'Je ziet wat er zou gebeuren en wat de cijfers zouden worden. Er verandert nog niets.',
              },
              { title: 'Inlezen', text: 'Pas als jij het zegt. Je kunt het daarna in één keer ongedaan maken.' },
            ]}
          />
          <p>
            Het bestand bewaren we veertien dagen, alleen voor wie de zaken van deze lijn doet. Daarna gaat het weg.
          </p>
        </Card>
      </Stack>
    </Page>
  ),
})
