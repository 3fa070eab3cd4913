import { ButtonLink, Card, Row, Soft } from '#ui'

/** What can be taken along of the factsheet or publication at this address; its pictures are on a page of their own. */
export function TakeAlong({ at, pictures = true }: { at: string; pictures?: boolean }) {
  return (
    <Card title="Meenemen" id="meenemen">
      <p>
        Een pdf om uit te delen, een werkmap om mee te rekenen, en elk cijfer als plaatje. Er staat in wat je hier ziet,
        en niets meer.
      </p>
      <Row>
        <ButtonLink to={`${at}/meenemen/pdf`} download>
          Pdf
        </ButtonLink>
        <ButtonLink to={`${at}/meenemen/excel`} download>
          Excel
        </ButtonLink>
        {pictures && <ButtonLink to={`${at}/meenemen`}>Plaatjes</ButtonLink>}
        <Soft small>Er wordt bijgehouden wie wat meeneemt.</Soft>
      </Row>
    </Card>
  )
}
