import { Card, Page, Stack } from '#ui'
import { entrance } from '#web/app'

/** How a case ended, for who sent it to us, by a link for two weeks. It says what they may know and nothing of anybody. */
export const outcome = entrance({
  path: '/afloop/:token',
  outside: true,
  load: ({ letterbox, params, from }) => letterbox.outcome(params.token ?? '', from),
  view: (found) =>
    found === undefined ? (
      <Page
        title="Deze link werkt niet meer"
        about="Een link werkt twee weken. Wil je nog iets weten? Bel dan met wie je dit stuurde."
      />
    ) : (
      <Page title="Een bericht voor jou" about={`Van ${found.house}.`}>
        <Card>
          <Stack>
            {found.paragraphs.map((one) => (
              <p key={one}>{one}</p>
            ))}
          </Stack>
        </Card>
      </Page>
    ),
})
