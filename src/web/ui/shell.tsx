import { type Day, withWeekday } from '#platform/days'
import { HiddenInputs } from './csrf.tsx'
import { Brand, Document, type DocumentProps, Main } from './document.tsx'
import { Icon, type IconName } from './icons.tsx'

/** A page of the menu. `count` is how many things wait there, said in `countOf` ("14 zaken") to those who do not see it. */
export interface MenuItem {
  to: string
  label: string
  icon: IconName
  current?: boolean
  count?: number | undefined
  countOf?: string
}

/** Who is signed in, in words, and for which organisation. */
export interface Who {
  name: string
  role: string
  tenant: string
}

export interface ShellProps extends DocumentProps {
  who: Who
  menu: MenuItem[]
  today: Day
  /** Whether this reader may search, and may add something new: else that part of the top bar is not there. */
  may?: { search: boolean; add: boolean }
  /** The address of this page, for what leads back to it; nothing when nobody should be led back. */
  here?: string | undefined
  /** How long nobody may touch the page before the session ends; two minutes earlier the page asks. */
  idleSeconds?: number
}

/** How many pages fit in the bar at the bottom of a phone, beside 'Meer'. */
const inBottomBar = 4

/**
 * The whole document for somebody who is signed in: menu at the left (on a phone a bar at the bottom), search always in the
 * same place, who you are, lock, sign out and help. Everything works without a script.
 */
export function Shell({ who, menu, idleSeconds, here, may = { search: true, add: true }, ...props }: ShellProps) {
  return (
    <Document {...props}>
      <div className="n-app">
        <aside className="n-side" aria-label="Menu en account">
          <Brand to="/" />
          <nav aria-label="Hoofdmenu">
            <MenuLinks items={menu} />
          </nav>
          <Account who={who} />
        </aside>
        <div className="n-body">
          <TopBar today={props.today} may={may} here={here} />
          <Main say={props.say} banner={props.banner}>
            {props.children}
          </Main>
        </div>
        <BottomBar menu={menu} who={who} />
      </div>
      <p className="n-print-foot">
        {who.tenant}, afgedrukt op {withWeekday(props.today)} door {who.name}
      </p>
      {idleSeconds !== undefined && <naober-idle seconds={idleSeconds} stay="/sessie/verleng" />}
    </Document>
  )
}

function MenuLinks({ items }: { items: MenuItem[] }) {
  return (
    <ul className="n-menu">
      {items.map((item) => (
        <li key={item.to}>
          <a href={item.to} aria-current={item.current ? 'page' : undefined}>
            <Icon name={item.icon} size={20} />
            <span className="n-menu__label">{item.label}</span>
            {item.count !== undefined && item.count > 0 && (
              <>
                <span className="n-menu__count" aria-hidden={item.countOf === undefined ? undefined : true}>
                  {item.count}
                </span>
                {item.countOf !== undefined && <span className="n-hidden">, {item.countOf}</span>}
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}

function TopBar({ today, may, here }: Pick<Required<ShellProps>, 'today' | 'may'> & Pick<ShellProps, 'here'>) {
  return (
    <header className="n-top">
      {may.search && (
        <naober-search>
          <search>
            <form className="n-search" method="post" action="/zoeken">
              <HiddenInputs />
              <label className="n-hidden" htmlFor="zoek">
                Zoek op naam, geboortedatum of telefoon
              </label>
              <Icon name="search" size={20} />
              <input
                id="zoek"
                name="zoek"
                type="search"
                placeholder="Naam, geboortedatum of telefoon"
                autoComplete="off"
                spellCheck={false}
                enterKeyHint="search"
              />
              <span className="n-key" aria-hidden="true">
                /
              </span>
            </form>
          </search>
        </naober-search>
      )}
      {may.add && (
        <a
          className="utrecht-button utrecht-button-link utrecht-button--primary-action n-top__new"
          href={here === undefined ? '/nieuw' : `/nieuw?terug=${encodeURIComponent(here)}`}
          data-quick=""
          data-key="n"
        >
          <span aria-hidden="true">+</span>Nieuw
        </a>
      )}
      <span className="n-top__day">{withWeekday(today)}</span>
    </header>
  )
}

function Account({ who }: { who: Who }) {
  return (
    <div className="n-account">
      <p>
        <strong>{who.tenant}</strong>
        <span>
          <a href="/mijn-account">{who.name}</a>, {who.role}
        </span>
      </p>
      <div className="n-account__deeds">
        <a href="/hulp">
          <Icon name="help" size={20} />
          Hulp
        </a>
        <AccountButton action="/vergrendelen" icon="lock" label="Vergrendel" />
        <AccountButton action="/uitloggen" icon="out" label="Log uit" />
      </div>
    </div>
  )
}

function AccountButton({ action, icon, label }: { action: string; icon: IconName; label: string }) {
  return (
    <form method="post" action={action} data-once="">
      <HiddenInputs />
      <button type="submit">
        <Icon name={icon} size={20} />
        {label}
      </button>
    </form>
  )
}

function BottomBar({ menu, who }: { menu: MenuItem[]; who: Who }) {
  const elsewhere = menu.slice(inBottomBar)
  return (
    <nav className="n-bottom" aria-label="Menu onderaan">
      {menu.slice(0, inBottomBar).map((item) => (
        <a key={item.to} href={item.to} aria-current={item.current ? 'page' : undefined}>
          <Icon name={item.icon} />
          <span className="n-bottom__label">{item.label}</span>
        </a>
      ))}
      <details className="n-more" data-closes="">
        <summary aria-current={elsewhere.some((item) => item.current) ? 'true' : undefined}>
          <Icon name="more" />
          <span className="n-bottom__label">Meer</span>
        </summary>
        <div className="n-more__panel">
          {elsewhere.length > 0 && <MenuLinks items={elsewhere} />}
          <Account who={who} />
        </div>
      </details>
    </nav>
  )
}
