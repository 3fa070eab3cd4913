import { capital } from '#platform/words'
import type { MenuEntry } from '#web/app'
import { casesCalled } from './lines.tsx'

/** What may stand in the menu, in order. A page that is not there, or not for this role, is left out. */
export const menu: readonly MenuEntry[] = [
  { to: '/', label: 'Vandaag', icon: 'home', may: 'sign in' },
  { to: '/helpen/beschikbaar', label: 'Wanneer ik kan', icon: 'calendar', may: 'add talk' },
  { to: '/zaken/bord', label: 'Op een lijn', icon: 'inbox', may: 'read case' },
  { to: '/zaken', label: (asker) => capital(casesCalled(asker).many), icon: 'file', may: 'read case' },
  { to: '/mensen', label: 'Mensen', icon: 'person', may: 'read person' },
  { to: '/vrijwilligers', label: 'Vrijwilligers', icon: 'helper', may: 'read case' },
  { to: '/bewaartermijn', label: 'Bewaartermijn', icon: 'calendar', may: 'add ending' },
  { to: '/verzoeken', label: 'Verzoeken', icon: 'shield', may: 'read rights-request' },
  { to: '/berichten', label: 'Berichten', icon: 'report', may: 'add message' },
  { to: '/cijfers', label: 'Cijfers', icon: 'chart', may: ['read figures', 'read publication'] },
  { to: '/inlezen', label: 'Inlezen', icon: 'exchange', may: 'read import' },
  { to: '/beheer', label: 'Beheer', icon: 'settings', may: 'change account' },
  { to: '/beheer/logboek', label: 'Logboek', icon: 'shield', may: 'read log' },
  { to: '/beheer/met-spoed', label: 'Met spoed', icon: 'shield', may: 'change opening' },
]
