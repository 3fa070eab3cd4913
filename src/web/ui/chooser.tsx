import { Icon } from './icons.tsx'

/** Something that can be shown or not, and before or after another: a tile on the start page. */
export interface Choosable {
  key: string
  label: string
  about?: string
  chosen: boolean
}

/**
 * Chooses and orders, inside a Form. Posts `gekozen` (the keys that are ticked), `volgorde` (all keys in order), and without a
 * script `omhoog` or `omlaag` (the key to move): save nothing then, call `moved` and show the form again.
 */
export function Chooser({ legend, items }: { legend: string; items: Choosable[] }) {
  return (
    <fieldset className="utrecht-form-fieldset">
      <legend className="utrecht-form-fieldset__legend">{legend}</legend>
      <naober-chooser>
        <ol className="n-chooser">
          {items.map((item, index) => (
            <li key={item.key} className="n-chooser__item">
              <input type="hidden" name="volgorde" value={item.key} />
              <label className="n-choice">
                <input
                  className="utrecht-checkbox"
                  type="checkbox"
                  name="gekozen"
                  value={item.key}
                  defaultChecked={item.chosen}
                />
                <span>
                  {item.label}
                  {item.about !== undefined && <span className="n-soft n-small"> {item.about}</span>}
                </span>
              </label>
              <MoveButton name="omhoog" item={item} icon="up" off={index === 0} />
              <MoveButton name="omlaag" item={item} icon="down" off={index === items.length - 1} />
            </li>
          ))}
        </ol>
      </naober-chooser>
    </fieldset>
  )
}

function MoveButton({
  name,
  item,
  icon,
  off,
}: {
  name: 'omhoog' | 'omlaag'
  item: Choosable
  icon: 'up' | 'down'
  off: boolean
}) {
  return (
    <button
      type="submit"
      className="n-move"
      name={name}
      value={item.key}
      disabled={off}
      aria-label={`${item.label} ${name}`}
      title={`${item.label} ${name}`}
    >
      <Icon name={icon} size={20} />
    </button>
  )
}

/** The order after one press on a button: the key moves one place; at an end, or unknown, it stays. */
export function moved(
  order: readonly string[],
  press: { omhoog?: string | undefined; omlaag?: string | undefined },
): string[] {
  const key = press.omhoog ?? press.omlaag
  const from = key === undefined ? -1 : order.indexOf(key)
  const to = press.omhoog === undefined ? from + 1 : from - 1
  if (key === undefined || from < 0 || to < 0 || to >= order.length) return [...order]
  return order.toSpliced(from, 1).toSpliced(to, 0, key)
}
