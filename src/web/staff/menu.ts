import type { MenuEntry } from '#web/app'

/** What may stand in the menu, in order. A page that is not there, or not for this role, is left out. */
export const menu: readonly MenuEntry[] = [
  { to: '/', label: 'Vandaag', icon: 'home', may: 'sign in' },
  { to: '/zaken/bord', label: 'Op een lijn', icon: 'inbox', may: 'read case' },
  { to: '/zaken', label: 'Zaken', icon: 'file', may: 'read case' },
  { to: '/mensen', label: 'Mensen', icon: 'person', may: 'read person' },
  { to: '/cijfers', label: 'Cijfers', icon: 'chart', may: ['read figures', 'read publication'] },
  { to: '/beheer', label: 'Beheer', icon: 'settings', may: 'change account' },
  { to: '/beheer/logboek', label: 'Logboek', icon: 'shield', may: 'read log' },
]
