import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { choice, day, text } from '#platform/fields'
import { gallery } from './gallery.tsx'
import { Bars, Form, htmlOf, moved, Table, Tile, whereItStands } from './index.tsx'

const pages = Object.entries(gallery).map(([name, element]) => [name, htmlOf(element)] as const)

test.each(pages)('the page %s is one document with one title, small, without styles or scripts inside', (_, html) => {
  expect(html).toMatch(/^<!doctype html><html lang="nl"/)
  expect(html.match(/<h1/g)).toHaveLength(1)
  expect(html.match(/<main/g)).toHaveLength(1)
  expect(html).not.toMatch(/ style=|<style| on[a-z]+="|javascript:/)
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(gzipSync(html).byteLength).toBeLessThan(15_000)
})

test.each(pages)(
  'on the page %s no two things have the same id, and every label and hint finds its field',
  (_, html) => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, refs] of html.matchAll(/ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)) {
      for (const ref of refs?.split(' ') ?? []) expect(ids).toContain(ref)
    }
  },
)

test.each(pages)('every form that posts on the page %s carries the token', (_, html) => {
  for (const [form] of html.matchAll(/<form\b[^>]*method="post"[\s\S]*?<\/form>/g))
    expect(form).toContain('name="csrf" value="gallery"')
})

const fields = {
  on: day('Op welke dag?'),
  how: choice('Hoe is het afgelopen?', { solved: 'Opgelost', unsolved: 'Niet opgelost' }),
}

test('a form comes back with what was typed, and each problem stands at its field and leads there from the top', () => {
  const html = htmlOf(
    <Form
      fields={fields}
      values={{ on: '31-2-2025' }}
      problems={{ on: '31 februari bestaat niet.' }}
      button="Bewaar"
      csrf="t"
      version={4}
    />,
  )
  expect(html).toContain('value="31-2-2025"')
  expect(html).toContain('<a href="#f-on">31 februari bestaat niet.</a>')
  expect(html).toMatch(/id="f-on"[^>]*aria-describedby="f-on-hint f-on-problem"[^>]*aria-invalid="true"/)
  expect(html).toContain('name="version" value="4"')
  expect(html).toContain('role="alert"')
})

test('a few options stand open, many become a list to choose from', () => {
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`k${index}`, `Dorp ${index}`]))
  const html = htmlOf(<Form fields={{ how: fields.how, village: choice('Dorp', many) }} button="Bewaar" csrf="t" />)
  expect(html.match(/type="radio"/g)).toHaveLength(2)
  expect(html.match(/<select/g)).toHaveLength(1)
})

test('a field that the layout forgets still stands in the form', () => {
  const html = htmlOf(<Form fields={fields} layout={[{ legend: 'Eerst', fields: ['how'] }]} button="Bewaar" csrf="t" />)
  expect(html).toContain('name="on"')
})

test('browsers do not keep what was typed about somebody else', () => {
  const html = htmlOf(
    <Form fields={{ name: text('Achternaam'), story: text('Verhaal', { private: true }) }} button="Bewaar" csrf="t" />,
  )
  expect(html.match(/autoComplete="off"/gi)).toHaveLength(2)
  expect(html).toMatch(/spellCheck="false" name="story"/i)
})

test('a form without a token is a mistake of ours', () => {
  expect(() => htmlOf(<Form fields={fields} button="Bewaar" />)).toThrow('csrf')
})

test('a number too small to show leaves no trace: no value, no length, no mark', () => {
  const html = htmlOf(
    <Bars
      caption="Zaken per dorp"
      now="2025"
      before="2024"
      rows={[
        { key: 'a', label: 'Esdorp', value: 10, last: 5 },
        { key: 'b', label: 'Zuidlo', value: 2, last: 999, hidden: true },
      ]}
    />,
  )
  expect(html).not.toContain('999')
  expect(html).not.toMatch(/>2</)
  expect(html.match(/<svg/g)).toHaveLength(1)
  expect(html.match(/width="96%"/g)).toHaveLength(1) // the shown bar is the longest, so 999 set no scale
  expect(htmlOf(<Tile name="verwezen" />)).toContain('te klein om te tonen')
})

test('where a case stands is said in words', () => {
  const steps = [
    { label: 'Gemeld', state: 'done' },
    { label: 'Eerste contact', state: 'late', note: 'voor 11 mrt' },
    { label: 'Gesprek', state: 'todo' },
  ] as const
  expect(whereItStands([...steps])).toBe('Stap 2 van 3: Eerste contact, te laat, voor 11 mrt')
  expect(whereItStands([{ label: 'Gemeld', state: 'done' }])).toBe('Alle stappen zijn klaar')
})

test('without rows a table says what will come there', () => {
  const html = htmlOf(
    <Table
      caption="Zaken"
      columns={[{ key: 'a', label: 'A', show: String }]}
      rows={[]}
      keyOf={String}
      empty={<p>Nog geen zaken</p>}
    />,
  )
  expect(html).toContain('Nog geen zaken')
  expect(html).not.toContain('<table')
})

test('a tile moves one place, and stays at the ends', () => {
  expect(moved(['a', 'b', 'c'], { omhoog: 'c' })).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], { omlaag: 'a' })).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], { omhoog: 'a' })).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], { omlaag: 'x' })).toEqual(['a', 'b', 'c'])
})
