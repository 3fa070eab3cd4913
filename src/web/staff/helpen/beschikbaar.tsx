import { partsOfDay, weekdays } from '#kernel/volunteer'
import { Invalid, NotFound } from '#platform/errors'
import { day, several } from '#platform/fields'
import { Card, Form, List, ListItem, Page, PostButton, Stack } from '#ui'
import { page, post } from '#web/app'
import { dayInWords } from '../zaken/in-words.ts'

/** When she can, and when she is away for a while. Why is not asked. */
export const available = page({
  path: '/helpen/beschikbaar',
  may: 'add talk',
  async load({ store }) {
    const file = await store.volunteers.mine()
    if (!file) throw new NotFound()
    return file
  },
  form: () => ({
    days: several('Op welke dagen kun je?', { ...weekdays }, { optional: true }),
    parts: several('Welk deel van de dag?', { ...partsOfDay }, { optional: true }),
    from: day('Vanaf welke dag ben je er even niet?', { optional: true }),
    until: day('Tot en met welke dag?', { optional: true, hint: 'Laat leeg als je het nog niet weet.' }),
  }),
  values: ({ volunteer }) => ({
    days: volunteer.days as (keyof typeof weekdays)[],
    parts: volunteer.parts as (keyof typeof partsOfDay)[],
  }),
  async save({ store }, _file, { days, parts, from, until }) {
    if (until !== null && from === null) throw new Invalid({ from: 'Vul ook in vanaf welke dag je er niet bent.' })
    await store.helping.availableOn({ days: [...(days ?? [])], parts: [...(parts ?? [])] })
    if (from !== null) await store.helping.away(from, until)
    return { to: '/', say: 'Je coördinator ziet nu wanneer je kunt.' }
  },
  view: ({ pauses }, form, { asker }) => {
    const coming = pauses.filter((pause) => pause.endsOn === null || pause.endsOn >= asker.today)
    return (
      <Page
        title="Wanneer je kunt"
        trail={[{ to: '/', label: 'Vandaag' }]}
        about="Zo word je alleen gevraagd als het je past."
      >
        <Stack>
          <Card>
            <Form
              {...form}
              layout={[
                'days',
                'parts',
                { legend: 'Even niet', hint: 'Waarom hoef je niet te zeggen.', fields: [['from', 'until']] },
              ]}
              button="Bewaar"
              cancelTo="/"
            />
          </Card>
          {coming.length > 0 && (
            <Card title="Dan ben je er niet" bare>
              <List label="Dan ben je er niet">
                {coming.map((pause) => (
                  <ListItem
                    key={pause.id}
                    title={
                      pause.endsOn
                        ? `${dayInWords(pause.startsOn, asker.today)} tot en met ${dayInWords(pause.endsOn, asker.today)}`
                        : `Vanaf ${dayInWords(pause.startsOn, asker.today)}`
                    }
                    side={
                      <PostButton action={`/helpen/beschikbaar/${pause.id}/terug`}>
                        {pause.startsOn > asker.today ? 'Gaat niet door' : 'Ik ben er weer'}
                      </PostButton>
                    }
                  />
                ))}
              </List>
            </Card>
          )}
        </Stack>
      </Page>
    )
  },
})

/** She is there again, or stays after all. */
export const back = post({
  path: '/helpen/beschikbaar/:pause/terug',
  may: 'add talk',
  async save({ store, params }) {
    await store.helping.backFrom(params.pause)
    return { to: '/helpen/beschikbaar', say: 'Je kunt weer gevraagd worden.' }
  },
})
