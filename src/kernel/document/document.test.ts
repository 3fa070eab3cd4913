import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { Invalid } from '#platform/errors'
import { correctDocument, type Document, moveBack, moveDocument, piecesOf } from './document.ts'

const letter = { caseId: 'wrong', person: null, line: 'one', side: 'reporter', name: 'Brief' } as Document
const said = { kind: 'decision', name: 'Besluit', source: null, side: null } as const
const today = day('2025-03-12')

test('what is said about a document changes, but nobody has a letter of tomorrow', () => {
  expect(correctDocument(letter, { ...said, happenedOn: today }, today)).toMatchObject({
    kind: 'decision',
    caseId: 'wrong',
  })
  expect(() => correctDocument(letter, { ...said, happenedOn: day('2025-03-13') }, today)).toThrow(Invalid)
})

test('a document that is moved is of the line and the side of where it goes, and comes back as it was', () => {
  const moved = moveDocument(letter, { caseId: 'right', line: 'two', side: null })
  expect(moved).toMatchObject({ caseId: 'right', line: 'two', side: null, name: 'Brief' })
  expect(moveBack(moved, { holder: { caseId: 'wrong' }, line: 'one', side: 'reporter' })).toEqual(letter)
  expect(() => moveDocument(letter, { caseId: 'wrong', line: 'one', side: null })).toThrow('Daar staat dit document al')
})

test('of somebody without a case it goes to a case, and back to whoever it was of', () => {
  const loose = { ...letter, caseId: null, person: 'riet', side: null } as Document
  const moved = moveDocument(loose, { caseId: 'right', line: 'one', side: null })
  expect(moved.person).toBeNull()
  expect(moveBack(moved, { holder: { person: 'riet', line: 'one' }, line: 'one', side: null })).toEqual(loose)
})

test('the pieces of a file are the file', () => {
  const file = Uint8Array.from({ length: 600_000 }, (_, at) => at % 251)
  expect(Buffer.concat([...piecesOf(file)]).equals(Buffer.from(file))).toBe(true)
  expect([...piecesOf(new Uint8Array())]).toEqual([])
})
