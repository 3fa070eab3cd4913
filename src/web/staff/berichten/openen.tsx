import { type MessageTemplate, messageTemplates, type TemplateKey } from '#kernel/message'
import { NotFound } from '#platform/errors'
import { lineOf } from '#service-lines'
import { ButtonLink, Card, Page, Row, Stack } from '#ui'
import { page } from '#web/app'

/**
 * Where a link in a message leads, behind signing in: on to the page that it is about. What was opened does not come back to who sent
 * it. Somebody else who has the link finds nothing here.
 */
export default page({
  path: '/bericht/:messageId',
  may: 'sign in',
  async load({ store, params, asker }) {
    const opened = await store.messages.openMine(params.messageId)
    if (!opened) throw new NotFound()
    const inCase = asker.role !== 'volunteer' && opened.caseId !== null && opened.line !== null
    const template: MessageTemplate | undefined = messageTemplates[opened.template as TemplateKey]
    return {
      says: template?.subject.replace('{organisatie}', asker.tenantName) ?? 'Er staat iets voor je klaar',
      to: inCase ? `${lineOf(opened.line as string).path}/${opened.caseId}` : '/',
    }
  },
  view: ({ says, to }) => (
    <Page title={says}>
      <Card>
        <Stack>
          <p>Je bent aangemeld. Nu kun je het lezen.</p>
          <Row>
            <ButtonLink kind="main" to={to}>
              Bekijk het
            </ButtonLink>
          </Row>
        </Stack>
      </Card>
    </Page>
  ),
})
