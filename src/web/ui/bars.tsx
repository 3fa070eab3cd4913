import { tooSmall } from './figures.tsx'

/** One bar. `text` is what is written beside it ("13"), `share` softer behind it ("36%"); `hidden` when too small to show, with what is
 * said of it instead. */
export interface Bar {
  key: string
  label: string
  value?: number
  text?: string
  share?: string
  last?: number | undefined
  lastText?: string | undefined
  hidden?: boolean
  instead?: string | undefined
  to?: string | undefined
}

/**
 * Bars with their values written beside them and last year as a mark; the same numbers as a table below it, in details.
 * `now` and `before` name the two periods ("2025", "2024"). Lengths are attributes of the drawing, as the page allows no styles.
 */
export function Bars({
  caption,
  rows,
  now,
  before,
  labels = 'Onderdeel',
}: {
  caption: string
  rows: Bar[]
  now: string
  before?: string
  labels?: string
}) {
  // A hidden row takes no part in the scale: with it, the lengths of the others would tell how long it is.
  const longest = Math.max(1, ...rows.filter((row) => !row.hidden).flatMap((row) => [row.value ?? 0, row.last ?? 0]))
  return (
    <figure className="n-bars">
      <figcaption className="n-hidden">{caption}</figcaption>
      <ul className="n-bars__list">
        {rows.map((row) => (
          <li key={row.key} className="n-bars__row">
            {row.to === undefined ? (
              <span className="n-bars__label">{row.label}</span>
            ) : (
              <a className="n-bars__label" href={row.to}>
                {row.label}
              </a>
            )}
            {row.hidden ? (
              <span className="n-bars__hidden">{row.instead ?? tooSmall}</span>
            ) : (
              <Drawn row={row} longest={longest} before={before} />
            )}
          </li>
        ))}
      </ul>
      <BarTable caption={caption} rows={rows} now={now} before={before} labels={labels} />
    </figure>
  )
}

function Drawn({ row, longest, before }: { row: Bar; longest: number; before?: string | undefined }) {
  const { value = 0, text = String(value), share, last, lastText = last === undefined ? undefined : String(last) } = row
  return (
    <>
      <svg className="n-bars__lane" width="100%" height="24" aria-hidden="true">
        <rect y="1" width="100%" height="22" rx="4" className="n-bars__back" />
        <rect y="1" width={percent(value, longest)} height="22" rx="4" className="n-bars__now" />
        {last !== undefined && (
          <rect x={percent(last, longest)} width="3" height="24" transform="translate(-3)" className="n-bars__last" />
        )}
      </svg>
      <span className="n-bars__value">
        <strong>{text}</strong>
        {share !== undefined && ` · ${share}`}
        {before !== undefined && lastText !== undefined && (
          <span className="n-hidden">
            , in {before}: {lastText}
          </span>
        )}
      </span>
    </>
  )
}

/** A length in per cent of the lane; the longest bar keeps some air, so that its end can be seen. */
function percent(value: number, longest: number): string {
  return `${Math.round((value / longest) * 960) / 10}%`
}

function BarTable({
  caption,
  rows,
  now,
  before,
  labels,
}: {
  caption: string
  rows: Bar[]
  now: string
  before?: string | undefined
  labels: string
}) {
  return (
    <details className="n-bars__table">
      <summary>Als tabel</summary>
      <table className="utrecht-table">
        <caption className="n-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{labels}</th>
            <th scope="col" className="n-number">
              {now}
            </th>
            {before !== undefined && (
              <th scope="col" className="n-number">
                {before}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              <td className="n-number">
                {row.hidden ? (
                  (row.instead ?? tooSmall)
                ) : (
                  <>
                    {row.text ?? row.value}
                    {row.share !== undefined && ` (${row.share})`}
                  </>
                )}
              </td>
              {before !== undefined && (
                <td className="n-number">{row.hidden ? tooSmall : (row.lastText ?? row.last ?? 'geen gegevens')}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
