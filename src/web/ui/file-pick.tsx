import { Button } from './buttons.tsx'
import { HiddenInputs } from './csrf.tsx'
import { describedBy } from './field-parts.tsx'

/** Named one by one, so that a phone makes a jpeg of what no other system can read. */
const accepted = 'image/jpeg,image/png,image/webp,.pdf,.docx,.eml,.msg,application/pdf,message/rfc822'

/**
 * Chooses a document: from the computer, with the camera of a phone, or dragged here; goes in a form that is `multipart`. With the script
 * a large photo is made smaller before it is sent, which saves whoever is outside their patience and their data. `most` in bytes.
 */
export function FilePick({
  most,
  problem,
  name = 'file',
}: {
  most: number
  problem?: string | undefined
  name?: string
}) {
  const id = `f-${name}`
  const hint = `Een foto, pdf, Word-bestand (.docx) of mail (.eml, .msg) van hooguit ${Math.floor(most / 1_000_000)} MB.`
  return (
    <naober-drop most={most}>
      <div className={problem === undefined ? 'utrecht-form-field' : 'utrecht-form-field utrecht-form-field--invalid'}>
        <label className="utrecht-form-label" htmlFor={id}>
          Welk bestand?
        </label>
        <div className="utrecht-form-field-description" id={`${id}-hint`}>
          {hint}
        </div>
        {problem !== undefined && (
          <div className="utrecht-form-field-error-message" id={`${id}-problem`}>
            {problem}
          </div>
        )}
        <input
          className="utrecht-textbox n-file"
          type="file"
          id={id}
          name={name}
          accept={accepted}
          aria-describedby={describedBy({ id, hint, problem })}
          aria-invalid={problem === undefined ? undefined : true}
        />
      </div>
      <div className="utrecht-form-field n-camera">
        <label className="utrecht-form-label" htmlFor={`${id}-camera`}>
          Of maak nu een foto
        </label>
        <input
          className="utrecht-textbox n-file"
          type="file"
          id={`${id}-camera`}
          name={name}
          accept="image/jpeg,image/png,image/webp"
          capture="environment"
        />
      </div>
    </naober-drop>
  )
}

/** One file and a button, where nothing else is asked: what it is can be said afterwards. */
export function FileDrop({ action, most }: { action: string; most: number }) {
  return (
    <form method="post" action={action} encType="multipart/form-data" className="n-form" data-once="">
      <HiddenInputs />
      <FilePick most={most} />
      <div className="n-form__end">
        <Button kind="second">Toevoegen</Button>
      </div>
    </form>
  )
}

/**
 * One page of a document: a picture of it when there is one, and its text. The text stands folded below a picture, for who cannot see
 * that, or wants to copy a line.
 */
export function Sheet({
  picture,
  called,
  text,
  open,
}: {
  picture?: string | undefined
  called: string
  text: string | undefined
  open: boolean
}) {
  return (
    <figure className="n-sheet">
      {picture !== undefined && (
        <img src={picture} alt={text ? `${called}. De tekst staat eronder.` : called} loading="lazy" />
      )}
      {open ? (
        <pre className="n-sheet__text">{text || 'Hier staat geen tekst.'}</pre>
      ) : (
        text && (
          <details className="n-fold">
            <summary>{called} als tekst</summary>
            <div className="n-fold__in">
              <pre className="n-sheet__text">{text}</pre>
            </div>
          </details>
        )
      )}
    </figure>
  )
}
