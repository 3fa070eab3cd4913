import qrcode from 'qrcode-generator'

/** A square that a phone reads, as a drawing: so many cells wide and high, and the dark ones as the path of an svg. */
export interface Square {
  size: number
  path: string
}

/** The square of a text, such as a link. A part of it may be dirty or torn: a sixth of what it says can be missing. */
export function squareOf(text: string): Square {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  const rows = Array.from({ length: size }, (_, row) =>
    runsOf(
      Array.from({ length: size }, (_, at) => code.isDark(row, at)),
      row,
    ),
  )
  return { size, path: rows.join('') }
}

/** The same as a picture of its own, with the white border that a phone needs around it. */
export function svgOf({ size, path }: Square): string {
  const border = 4
  const whole = size + 2 * border
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-border} ${-border} ${whole} ${whole}"><rect x="${-border}" y="${-border}" width="${whole}" height="${whole}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
}

/** Dark cells beside each other are one box. */
function runsOf(cells: readonly boolean[], row: number): string {
  let path = ''
  for (let at = 0; at < cells.length; at++) {
    if (!cells[at]) continue
    const from = at
    while (cells[at + 1]) at++
    path += `M${from} ${row}h${at - from + 1}v1H${from}z`
  }
  return path
}
