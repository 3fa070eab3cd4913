import { Button, HiddenInputs, Notice, Page, VersionChoice } from '#ui'
import { choicePrefix } from './drafts.ts'
import type { Difference } from './form.ts'

/**
 * Two people changed one record: both versions beside each other, field by field where they differ, and a choice for each. What does
 * not differ goes along as it was typed; with the version that is there now.
 */
export function ClashPage({
  title,
  csrf,
  version,
  rows,
  sent,
}: {
  title: string
  csrf: string
  version: number
  rows: readonly Difference[]
  sent: URLSearchParams
}) {
  const typed = [...sent].filter(([name]) => name !== 'csrf' && name !== 'version' && !name.startsWith(choicePrefix))
  return (
    <Page title={title}>
      <Notice kind="warn" title="Een collega bewaarde net iets anders">
        <p>Hieronder staat wat er nu staat naast wat jij invulde. Kies per vraag wat geldt en bewaar.</p>
      </Notice>
      <form method="post" className="n-form" data-once="" data-work="">
        <HiddenInputs csrf={csrf} version={version} />
        {typed.map(([name, value], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one name may come twice, and the order is all that tells them apart
          <input key={at} type="hidden" name={name} value={value} />
        ))}
        {rows.map((row) => (
          <VersionChoice
            key={row.name}
            name={`${choicePrefix}${row.name}`}
            label={row.label}
            theirs={row.theirs}
            mine={row.mine}
            both={row.both}
          />
        ))}
        <div className="n-form__end">
          <Button>Bewaar mijn keuze</Button>
        </div>
      </form>
    </Page>
  )
}
