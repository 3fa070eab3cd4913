const formats = new Map<number, Intl.NumberFormat>()

/**
 * A number as Dutch readers write it: `number(1234.5, 1)` is '1.234,5'. Rounded half up, away from zero, to so many
 * decimals, all of which are shown. Throws RangeError for what is no number: a figure that is missing has words.
 */
export function number(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) throw new RangeError('Only a finite number can be written')
  return formatFor(decimals).format(value)
}

/** A percentage, given as one: `percent(90)` is '90%', `percent(12.5, 1)` is '12,5%'. */
export function percent(value: number, decimals = 0): string {
  return `${number(value, decimals)}%`
}

/** Money from whole cents: `euros(123450)` is '€ 1.234,50'; below zero '€ -5,00'. */
export function euros(cents: number): string {
  return `€\u00A0${number(cents / 100, 2)}`
}

/** A duration from whole minutes: '45 minuten', '1 uur', '2 uur en 15 minuten'. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes - hours * 60
  const restInWords = `${number(rest)} ${rest === 1 ? 'minuut' : 'minuten'}`
  if (hours === 0) return restInWords
  return rest === 0 ? `${number(hours)} uur` : `${number(hours)} uur en ${restInWords}`
}

function formatFor(decimals: number): Intl.NumberFormat {
  const known = formats.get(decimals)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat('nl-NL', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: true,
    roundingMode: 'halfExpand',
    signDisplay: 'negative', // never '-0'
  })
  formats.set(decimals, made)
  return made
}
