const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['CriOS', 'Chrome'],
  ['Safari/', 'Safari'],
] as const

const systems = [
  ['iPhone', 'een iPhone'],
  ['iPad', 'een iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['CrOS', 'een Chromebook'],
  ['Mac OS', 'een Mac'],
  ['Linux', 'Linux'],
] as const

/**
 * A device in a few words, so that people recognise their own sessions: 'Firefox op Windows'. Only words of this table come
 * out, whatever the browser says of itself.
 */
export function deviceOf(userAgent: string): string {
  const find = (table: readonly (readonly [string, string])[]) => table.find(([sign]) => userAgent.includes(sign))?.[1]
  return `${find(browsers) ?? 'een browser'} op ${find(systems) ?? 'een onbekend apparaat'}`
}
