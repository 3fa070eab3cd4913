import { Icon } from './icons.tsx'

/** Walks through a long list page by page; a side without an address is not drawn. `where` tells how far you are. */
export function Pager({
  previous,
  next,
  where,
}: {
  previous?: string | undefined
  next?: string | undefined
  where?: string
}) {
  if (previous === undefined && next === undefined)
    return where === undefined ? null : <p className="n-soft n-small">{where}</p>
  return (
    <nav className="n-pager" aria-label="Bladeren">
      {previous !== undefined && (
        <a className="utrecht-button utrecht-button--secondary-action" href={previous} rel="prev">
          <Icon name="back" size={18} /> Vorige
        </a>
      )}
      {where !== undefined && <span className="n-soft n-small">{where}</span>}
      {next !== undefined && (
        <a className="utrecht-button utrecht-button--secondary-action" href={next} rel="next">
          Volgende <Icon name="next" size={18} />
        </a>
      )}
    </nav>
  )
}

/** One question a list can be narrowed with. `all` is the choice that narrows nothing. */
export interface Filter {
  name: string
  label: string
  options: Record<string, string>
  value?: string | undefined
  all?: string
}

/**
 * Narrows a list by closed choices, which may stand in an address (free text may not: that is what the search box is for).
 * Works with its button; the browser script applies a choice at once. `keep` holds what else the address must remember.
 */
export function Filters({
  action,
  filters,
  keep = {},
  label = 'Lijst verfijnen',
}: {
  action?: string
  filters: Filter[]
  keep?: Record<string, string>
  label?: string
}) {
  return (
    <form method="get" action={action} className="n-filters" aria-label={label} data-apply="">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {filters.map((filter) => (
        <label key={filter.name} className="n-filter">
          <span className="n-filter__label">{filter.label}</span>
          <select className="utrecht-select" name={filter.name} defaultValue={filter.value ?? ''}>
            <option value="">{filter.all ?? 'alles'}</option>
            {Object.entries(filter.options).map(([key, text]) => (
              <option key={key} value={key}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit" className="utrecht-button utrecht-button--secondary-action n-filters__go">
        Toon
      </button>
    </form>
  )
}
