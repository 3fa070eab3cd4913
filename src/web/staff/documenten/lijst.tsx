import { roleMay } from '#access'
import { nameOf } from '#kernel/person'
import { ButtonLink, Card, Page } from '#ui'
import { page } from '#web/app'
import { mayDo, openCase, trailTo } from '../zaken/open.ts'
import { DocumentList, documentsOf, fromOf, MoreDocuments, onPage } from './card.tsx'

/** Everything that is kept with a case, the newest first, fifty at a time. */
export const ofCase = page({
  path: '/zaken/:caseId/documenten',
  may: 'read document',
  async load(ctx) {
    const opened = await openCase(ctx, 'read', 'document')
    const from = fromOf(ctx.query)
    return { ...opened, from, documents: (await documentsOf(ctx, opened.file, onPage + 1, from)) ?? [] }
  },
  view: (loaded, _form, { asker }) => {
    const { line, file, from, documents } = loaded
    const here = `${line.path}/${file.case.id}`
    return (
      <Shown
        {...{ here, from, documents, line, trail: trailTo(loaded) }}
        mayAdd={mayDo(asker, 'add', 'document', file.case)}
      />
    )
  },
})

/** The same for what is kept with a person. */
export const ofPerson = page({
  path: '/mensen/:personId/documenten',
  may: 'read document',
  async load({ store, params, query }) {
    const person = await store.people.get(params.personId)
    const from = fromOf(query)
    return { person, from, documents: await store.documents.ofPerson(person.id, onPage + 1, from) }
  },
  view: ({ person, from, documents }, _form, { asker }) => {
    const here = `/mensen/${person.id}`
    const trail = [
      { to: '/mensen', label: 'Mensen' },
      { to: here, label: nameOf(person) },
    ]
    return <Shown {...{ here, from, documents, trail }} mayAdd={roleMay(asker, 'add', 'document')} />
  },
})

function Shown({
  here,
  from,
  documents,
  line,
  trail,
  mayAdd,
}: {
  here: string
  from: number
  documents: Parameters<typeof DocumentList>[0]['documents']
  line?: Parameters<typeof DocumentList>[0]['line']
  trail: { to: string; label: string }[]
  mayAdd: boolean
}) {
  return (
    <Page
      title="Documenten"
      trail={trail}
      actions={
        mayAdd && (
          <ButtonLink kind="main" to={`${here}/documenten/toevoegen`}>
            Document toevoegen
          </ButtonLink>
        )
      }
    >
      <Card bare>
        <DocumentList documents={documents.slice(0, onPage)} line={line} mayAdd={mayAdd} />
      </Card>
      <MoreDocuments here={`${here}/documenten`} from={from} count={documents.length} />
    </Page>
  )
}
