import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { squareOf } from '#platform/paper'
import { readPdf } from '#platform/testing'
import { invitationOnPaper, welcomeLink } from './invitation-paper.ts'

test('an invitation on paper says where to go, the code, until when, and whom to call', async () => {
  const site = 'https://naober.voorbeeld.example'
  const bytes = await invitationOnPaper({
    ...{ name: 'Truus #strong[x] "de Wit"', organisation: 'Welzijn Lindeveen', site, code: 'K7PX-2MQR-9TBW' },
    ...{ until: day('2025-03-19'), call: 'Noor Haan, 06 1200 0121' },
  })
  const { pages, alternatives } = readPdf(bytes)
  const text = pages.flat().join(' ')
  expect(alternatives.join()).toContain('typ dan de code van twaalf tekens')
  expect(pages).toHaveLength(1)
  for (const part of [
    'Dag Truus,',
    'naober.voorbeeld.example/welkom',
    'K7PX-2MQR-9TBW',
    'woensdag 19 maart',
    'Bel Noor Haan',
  ])
    expect(text).toContain(part)
  expect(welcomeLink(site, 'K7PX-2MQR-9TBW')).toBe(`${site}/welkom#K7PX-2MQR-9TBW`)
})

test('the square grows with what it says, and has the three corners that a camera looks for', () => {
  const { size, path } = squareOf('https://naober.voorbeeld.example/welkom#K7PX-2MQR-9TBW')
  expect(size).toBeGreaterThan(squareOf('kort').size)
  for (const corner of ['M0 0h7', `M${size - 7} 0h7`, `M0 ${size - 1}h7`]) expect(path).toContain(corner)
})
