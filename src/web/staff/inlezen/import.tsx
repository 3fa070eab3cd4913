import { roleMay } from '#access'
import {
  type Look,
  mayAgree,
  mayDiscard,
  mayDo,
  type Outcome,
  type Rehearsal,
  type Stage,
  type Undoing,
} from '#exchange/imports'
import { dayOf, inWords, momentInWords } from '#platform/days'
import { counted } from '#platform/words'
import { ButtonLink, Card, Notice, Page, PostButton, Row, Soft, Stack, Track } from '#ui'
import { page } from '#web/app'
import { Told } from './kolommen.tsx'
import {
  AlikeCard,
  CountDetails,
  CountTiles,
  FiguresCard,
  Remarks,
  UndoingCards,
  WordsCard,
  WrongRows,
} from './outcome.tsx'
import { Progress } from './progress.tsx'
import { base, column, type Opened, openImport, row, trail } from './shared.ts'

interface Shown extends Opened {
  look: Look | undefined
  rehearsal: Rehearsal | undefined
  outcome: Outcome | undefined
  undone: Undoing | undefined
  files: Map<string, Date>
  earlier: { id: string; addedAt: Date } | undefined
}

/** One import: what goes on, what came of it, and what can be done next. */
export default page({
  path: `${base}/:importId`,
  may: 'read import',
  async load(ctx): Promise<Shown> {
    const opened = await openImport(ctx)
    const { desk, one, standing } = opened
    const none = {
      look: undefined,
      rehearsal: undefined,
      outcome: undefined,
      undone: undefined,
      files: new Map(),
      earlier: undefined,
    }
    if (standing === 'busy' || standing === 'waiting') return { ...opened, ...none }
    const { id, stage } = one
    return {
      ...opened,
      look: stage === 'looked' ? (await desk.found(id, 'look'))?.content : undefined,
      rehearsal: stage === 'rehearsed' ? (await desk.found(id, 'rehearsal'))?.content : undefined,
      outcome: stage === 'done' ? (await desk.found(id, 'outcome'))?.content : undefined,
      undone: stage === 'undone' ? (await desk.found(id, 'undone'))?.content : undefined,
      files: await desk.files(id),
      earlier: stage === 'looked' || stage === 'rehearsed' ? await desk.earlier(one) : undefined,
    }
  },
  view: (shown, _form, { asker }) => {
    const { one, standing, work } = shown
    const here = `${base}/${one.id}`
    const changes = roleMay(asker, 'change', 'import')
    const busy = work !== undefined && (standing === 'busy' || standing === 'waiting')
    return (
      <Page
        title="Een lijst inlezen"
        trail={trail}
        about={`${one.fileName}, gegeven op ${momentInWords(one.addedAt)}. Voor ${shown.line.name}.`}
        wide
      >
        <Stack>
          <Where stage={one.stage} busy={busy} />
          {busy && <Progress work={work} here={here} />}
          {!busy && standing === 'broken' && <BrokenOff {...shown} changes={changes} />}
          {!busy && standing === 'idle' && work?.trouble != null && <Trouble {...shown} changes={changes} />}
          {!busy && <Body {...shown} changes={changes} />}
        </Stack>
      </Page>
    )
  },
})

const order: readonly Stage[] = ['given', 'looked', 'agreed', 'rehearsed', 'started', 'done']

function Where({ stage, busy }: { stage: Stage; busy: boolean }) {
  if (stage === 'undone') return null
  const past = (other: Stage) => order.indexOf(stage) >= order.indexOf(other)
  const steps = [
    ['Bestand', past('looked')],
    ['Kolommen', past('agreed')],
    ['Proef', past('rehearsed')],
    ['Ingelezen', past('done')],
  ] as const
  const next = steps.findIndex(([, done]) => !done)
  return (
    <Card>
      <Track
        steps={steps.map(([label, done], at) => ({
          label,
          state: done ? 'done' : at === next ? 'now' : 'todo',
          note: at === next && busy ? 'bezig' : undefined,
        }))}
      />
    </Card>
  )
}

type Seen = Shown & { changes: boolean }

function BrokenOff({ one, work, changes }: Seen) {
  const here = `${base}/${one.id}`
  return (
    <Notice kind="warn" title="Dit is afgebroken">
      <p>
        Naober is gestopt terwijl dit bezig was.{' '}
        {one.stage === 'started' || one.stage === 'done'
          ? 'Een deel is gebeurd. Ga verder met de rest: niets gebeurt dubbel.'
          : 'Er is nog niets veranderd.'}
      </p>
      {changes && work && <PostButton action={`${here}/verder`}>Ga verder</PostButton>}
    </Notice>
  )
}

function Trouble({ one, work, changes }: Seen) {
  const here = `${base}/${one.id}`
  return (
    <Notice kind="error" title="Dat lukte niet">
      <p>{work?.trouble}</p>
      {changes &&
        (one.stage === 'given' ? (
          <ButtonLink to={`${base}/nieuw`}>Kies een ander bestand</ButtonLink>
        ) : (
          <PostButton action={`${here}/verder`}>Probeer het opnieuw</PostButton>
        ))}
    </Notice>
  )
}

function Body(shown: Seen) {
  const { one, changes } = shown
  const here = `${base}/${one.id}`
  switch (one.stage) {
    case 'looked':
      return <Looked {...shown} here={here} />
    case 'rehearsed':
      return <Rehearsed {...shown} here={here} />
    case 'done':
      return <Done {...shown} here={here} />
    case 'started':
      return changes ? <Deeds {...shown} here={here} /> : null
    case 'undone':
      return <Undone {...shown} />
    default:
      return changes ? <Deeds {...shown} here={here} /> : null
  }
}

function Looked(shown: Seen & { here: string }) {
  const { look, here, changes } = shown
  const sheet = look?.sheets[look.best]
  if (!look || !sheet) return <Gone {...shown} />
  return (
    <>
      <Earlier {...shown} />
      <Told sheet={sheet} hidden={look.hidden} />
      <Card title="Gelukt: we kunnen het lezen">
        <p>
          {look.sheets.length > 1 && `Op blad ‘${sheet.name}’: `}
          {counted(sheet.rows, row)} in {counted(sheet.columns.length, column)}.{' '}
          {sheet.remembered ? 'De kolommen kennen we van een eerdere keer.' : 'Zeg eerst wat elke kolom is.'}
        </p>
        {changes && (
          <Row>
            <ButtonLink to={`${here}/kolommen`} kind="main">
              Kijk naar de kolommen
            </ButtonLink>
            <Discard {...shown} />
          </Row>
        )}
      </Card>
    </>
  )
}

function Rehearsed(shown: Seen & { here: string }) {
  const { rehearsal, here, changes, files, line, one } = shown
  if (!rehearsal) return <Gone {...shown} />
  const something = rehearsal.added + rehearsal.changed > 0
  return (
    <>
      <Earlier {...shown} />
      <p>Dit is een proef: er is nog niets veranderd.</p>
      <CountTiles outcome={rehearsal} would />
      {changes && (
        <Row>
          {something && (
            <PostButton action={`${here}/begin`} kind="main">
              Lees in
            </PostButton>
          )}
          <ButtonLink to={`${here}/kolommen`}>Kolommen aanpassen</ButtonLink>
          <Discard {...shown} />
        </Row>
      )}
      {!something && (
        <Notice title="Er is niets om in te lezen">Geen regel is nieuw of anders dan wat er al staat.</Notice>
      )}
      <FiguresCard years={rehearsal.years} line={line.name} />
      {changes && <WordsCard words={rehearsal.words} at={here} />}
      {changes && <AlikeCard rehearsal={rehearsal} at={here} chosen={Object.keys(one.choices).length} />}
      {changes && <WrongRows outcome={rehearsal} at={here} hasBook={files.has('wrong')} />}
      {changes && <Remarks outcome={rehearsal} />}
      <Card title="Wat er verder gebeurt">
        <CountDetails outcome={rehearsal} />
      </Card>
    </>
  )
}

function Done(shown: Seen & { here: string }) {
  const { outcome, here, changes, files, line, one } = shown
  const counts: Outcome = outcome ?? {
    ...{ read: one.rowsRead, added: one.rowsAdded, changed: one.rowsChanged, same: one.rowsSame },
    ...{ kept: one.rowsKept, refused: one.rowsRefused, newPeople: 0, knownPeople: 0 },
    ...{ complaints: [], remarks: [], moreComplaints: 0, moreRemarks: 0 },
  }
  return (
    <>
      <CountTiles outcome={counts} would={false} />
      <Row>
        <ButtonLink to={line.path}>Naar de {line.case.called.many}</ButtonLink>
        <ButtonLink to="/cijfers">Naar de cijfers</ButtonLink>
        {changes && <ButtonLink to={`${here}/ongedaan`}>Maak dit ongedaan</ButtonLink>}
      </Row>
      {changes && outcome && <WrongRows outcome={outcome} at={here} hasBook={files.has('wrong')} />}
      {changes && outcome && <Remarks outcome={outcome} />}
      {outcome && (
        <Card title="De andere regels">
          <CountDetails outcome={outcome} />
        </Card>
      )}
      <Kept {...shown} />
    </>
  )
}

function Undone({ undone, line }: Seen) {
  if (!undone) return null
  const { one, many } = line.case.called
  return (
    <>
      <Notice kind="good" title="Dit inlezen is ongedaan gemaakt">
        Je kunt hetzelfde bestand, of een verbeterd bestand, opnieuw inlezen.
      </Notice>
      <UndoingCards undoing={undone} would={false} line={{ path: line.path, one, many }} />
    </>
  )
}

/** What can be done with an import that stopped on its way. */
function Deeds(shown: Seen & { here: string }) {
  const { one, here, standing, work } = shown
  return (
    <Row>
      {standing === 'idle' && work?.trouble == null && mayDo(one.stage, 'take') && (
        <PostButton action={`${here}/begin`}>Ga verder</PostButton>
      )}
      {mayAgree(one.stage) && <ButtonLink to={`${here}/kolommen`}>Kolommen aanpassen</ButtonLink>}
      {mayDo(one.stage, 'undo') && <ButtonLink to={`${here}/ongedaan`}>Maak ongedaan wat is ingelezen</ButtonLink>}
      <Discard {...shown} />
    </Row>
  )
}

function Discard({ one }: Seen) {
  if (!mayDiscard(one.stage)) return null
  return (
    <PostButton action={`${base}/${one.id}/weg`} kind="quiet">
      Gooi weg
    </PostButton>
  )
}

function Earlier({ earlier }: Seen) {
  if (!earlier) return null
  return (
    <Notice kind="warn" title="Dit bestand is al eens ingelezen">
      Op <a href={`${base}/${earlier.id}`}>{inWords(dayOf(earlier.addedAt))}</a>. Lees je het nog eens in, dan komt er
      niets dubbel: bekende regels herkennen we aan hun nummer.
    </Notice>
  )
}

/** What was found names people, and goes with the file. */
function Gone({ changes, ...shown }: Seen & { here: string }) {
  return (
    <Notice title="Het bestand is er niet meer">
      <p>Na veertien dagen gaat een bestand weg. Begin opnieuw en kies het bestand nog eens.</p>
      {changes && <Discard {...shown} changes={changes} />}
    </Notice>
  )
}

function Kept({ files }: Seen) {
  const until = files.get('given')
  return until === undefined ? null : <Soft small>Het bestand bewaren we tot {inWords(dayOf(until))}.</Soft>
}
