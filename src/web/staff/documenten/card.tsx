import { roleMay, type Store } from '#access'
import { type CaseFile, inCase } from '#kernel/case'
import type { SignedDocument } from '#kernel/document'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { ButtonLink, Card, Empty, FileDrop, List, ListItem, Pager } from '#ui'
import { keysOf } from '../zaken/open.ts'
import { aboutInWords, base, mostOf } from './shared.ts'

/** How many stand on the page of their case; the rest is one press further. */
const onCard = 6
/** How many stand on one page of the list. */
export const onPage = 50

/** The documents of a case and of the reports that joined it, each on the side where it belongs. Nothing for who may not read them. */
export async function documentsOf(
  { store, asker }: { store: Store; asker: Asker },
  file: CaseFile,
  limit = onCard + 1,
  from = 0,
): Promise<SignedDocument[] | undefined> {
  if (!roleMay(asker, 'read', 'document')) return undefined
  const found = await store.documents.ofCases(keysOf(file), limit, from)
  return found.map((one) => inCase(file, one))
}

/** What is kept with somebody and no case. Nothing for who may not read it. */
export const documentsAbout = (store: Store, asker: Asker, person: string): Promise<SignedDocument[]> | undefined =>
  roleMay(asker, 'read', 'document') ? store.documents.ofPerson(person, onCard + 1) : undefined

/** What is kept with a case or a person, the newest first, and the way to add to it. */
export function DocumentsCard({
  documents,
  holder,
  line,
  mayAdd,
  asker,
  quick = true,
}: {
  documents: readonly SignedDocument[] | undefined
  /** The address of the case or the person. */
  holder: string
  line?: ServiceLine
  mayAdd: boolean
  asker: Asker
  /** A file alone is enough: nothing has to be chosen with it. */
  quick?: boolean
}) {
  if (documents === undefined) return null
  const more = documents.length > onCard
  const add = `${holder}/documenten/toevoegen`
  return (
    <Card
      title="Documenten"
      bare
      id="documenten"
      side={
        mayAdd && (
          <ButtonLink kind="quiet" to={add}>
            Document toevoegen
          </ButtonLink>
        )
      }
    >
      <DocumentList documents={documents.slice(0, onCard)} line={line} mayAdd={mayAdd} />
      {(more || (mayAdd && quick)) && (
        <div className="n-card__in n-stack">
          {more && <a href={`${holder}/documenten`}>Alle documenten</a>}
          {mayAdd && quick && <FileDrop action={add} most={mostOf(asker)} />}
        </div>
      )}
    </Card>
  )
}

/** Documents in a list. */
export function DocumentList({
  documents,
  line,
  mayAdd,
}: {
  documents: readonly SignedDocument[]
  line?: ServiceLine | undefined
  mayAdd: boolean
}) {
  return (
    <List
      empty={
        <Empty title="Nog geen documenten">
          {mayAdd
            ? 'Maak een foto van een brief, of voeg een pdf, Word-bestand of mail toe.'
            : 'Hier komen foto’s, brieven en mails te staan.'}
        </Empty>
      }
    >
      {documents.map((one) => (
        <ListItem
          key={one.id}
          to={`${base}/${one.id}`}
          title={one.name}
          about={aboutInWords(one, line)}
          side={one.authorName ?? undefined}
        />
      ))}
    </List>
  )
}

/** Which page of a list is asked for, from what stands in the address. */
export const fromOf = (query: URLSearchParams): number => {
  const from = Number(query.get('vanaf') ?? 0)
  return Number.isInteger(from) && from > 0 && from < 1_000_000 ? from : 0
}

/** The way to the next and the previous page. */
export function MoreDocuments({ here, from, count }: { here: string; from: number; count: number }) {
  const to = (at: number) => (at === 0 ? here : `${here}?vanaf=${at}`)
  return (
    <Pager
      {...(from > 0 ? { previous: to(Math.max(0, from - onPage)) } : {})}
      {...(count > onPage ? { next: to(from + onPage) } : {})}
    />
  )
}
