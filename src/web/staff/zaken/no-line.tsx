import { Card, Empty, Page } from '#ui'

/** For somebody whose team does not work with cases (yet): a page that says so, for the menu leads here. */
export function NoLine({ title }: { title: string }) {
  return (
    <Page title={title}>
      <Card bare>
        <Empty title="Hier staan nog geen zaken">
          Jouw team werkt nog niet met zaken in Naober. Hoort dat wel zo te zijn? Vraag de beheerder om je bij een team
          te zetten.
        </Empty>
      </Card>
    </Page>
  )
}
