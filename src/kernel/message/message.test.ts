import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { serviceLines } from '#service-lines'
import {
  afterHanding,
  cameBack,
  firstTry,
  gone,
  type Message,
  reasonInWords,
  sendAgain,
  whyBack,
  withdrawMessage,
} from './message.ts'
import { type MessageTemplate, messageFields, messageTemplates, type TemplateKey, write } from './templates.ts'

const now = new Date('2025-03-12T08:00:00Z')
const waiting: Message = {
  ...{
    tenant: 't',
    id: 'm',
    template: 'evaluation',
    way: 'mail',
    line: 'buurtbemiddeling',
    caseId: null,
    side: null,
    about: 'a',
  },
  ...{
    account: null,
    document: null,
    notice: false,
    opens: true,
    state: 'waiting',
    tries: 0,
    tryAt: now,
    claimedAt: null,
  },
  ...{
    sentAt: null,
    openedAt: null,
    handledAt: null,
    reason: null,
    version: 1,
    addedAt: now,
    addedBy: null,
    removedAt: null,
  },
}
const sending = (tries = 1): Message => ({ ...waiting, state: 'sending', tries, claimedAt: now })

test('what was taken is sent, what was refused is not, and of what nobody knows it is said so', () => {
  expect(afterHanding(sending(), { is: 'accepted' }, now)).toMatchObject({ state: 'sent', sentAt: now, reason: null })
  expect(afterHanding(sending(), { is: 'refused', why: '550 5.1.1' }, now)).toMatchObject({
    state: 'failed',
    reason: '550 5.1.1',
  })
  expect(afterHanding(sending(), { is: 'unsure', why: 'ECONNECTION' }, now)).toMatchObject({ state: 'unsure' })
})

test('what may come later is tried again, longer and longer after, and in the end no more', () => {
  const after = [1, 2, 3, 4, 5, 6, 7].map((tries) => {
    const { state, tryAt } = afterHanding(sending(tries), { is: 'later', why: '450' }, now)
    return [state, (tryAt.getTime() - now.getTime()) / 60_000]
  })
  expect(after.map(([state]) => state)).toEqual(Array(7).fill('waiting'))
  const minutes = after.map(([, wait]) => wait as number)
  expect(minutes).toEqual([...minutes].sort((one, other) => one - other))
  expect(afterHanding(sending(8), { is: 'later', why: '450' }, now)).toMatchObject({ state: 'failed', reason: '450' })
})

test('only what did not arrive is sent again, and only what waits is taken back', () => {
  for (const state of ['failed', 'unsure', 'bounced'])
    expect(sendAgain({ ...waiting, state, tries: 8, handledAt: now }, now)).toMatchObject({
      state: 'waiting',
      tries: 0,
      handledAt: null,
    })
  for (const state of ['waiting', 'sending', 'sent', 'withdrawn'])
    expect(() => sendAgain({ ...waiting, state }, now)).toThrow(/niet nodig/)
  expect(withdrawMessage(waiting).state).toBe('withdrawn')
  for (const state of ['sending', 'sent', 'bounced'])
    expect(() => withdrawMessage({ ...waiting, state })).toThrow(/kan niet meer/)
  expect(() => cameBack(waiting)).toThrow(/niet verstuurd/)
  expect(cameBack({ ...waiting, state: 'sent', handledAt: now })).toMatchObject({ state: 'bounced', handledAt: null })
})

test('paper goes when somebody says so, and comes back when it was a mistake', () => {
  const letter: Message = { ...waiting, way: 'paper', opens: false }
  expect(gone(letter, 'posted', now)).toMatchObject({ state: 'sent', sentAt: now, reason: 'posted' })
  expect(gone(gone(letter, 'handed', now), null, now)).toMatchObject({ state: 'waiting', sentAt: null, reason: null })
  expect(() => gone(waiting, 'posted', now)).toThrow(/geen brief/)
  expect(() => gone({ ...letter, state: 'withdrawn' }, 'posted', now)).toThrow(/niet gebruikt/)
  expect(() => sendAgain({ ...letter, state: 'bounced' }, now)).toThrow()
})

test('a text message keeps the quiet hours, a mail does not', () => {
  const quiet = { from: '20:00', until: '08:00' }
  const late = new Date('2025-03-12T21:30:00Z')
  expect(firstTry('mail', late, quiet)).toEqual(late)
  expect(firstTry('sms', late, quiet)).toEqual(new Date('2025-03-13T07:00:00Z'))
  expect(firstTry('sms', now, quiet)).toEqual(now)
})

test('it comes back to who sent it when it did not arrive, lies ready, or was not opened for a week', () => {
  const sent: Message = { ...waiting, state: 'sent', sentAt: now }
  expect(whyBack(sent, day('2025-03-18'), 7)).toBeUndefined()
  expect(whyBack(sent, day('2025-03-19'), 7)).toBe('unread')
  expect(whyBack({ ...sent, openedAt: now }, day('2025-04-19'), 7)).toBeUndefined()
  expect(whyBack({ ...sent, opens: false }, day('2025-04-19'), 7)).toBeUndefined()
  expect(whyBack({ ...sent, state: 'bounced' }, day('2025-03-12'), 7)).toBe('trouble')
  expect(whyBack({ ...sent, state: 'bounced', handledAt: now }, day('2025-03-12'), 7)).toBeUndefined()
  expect(whyBack({ ...waiting, way: 'paper' }, day('2025-03-12'), 7)).toBe('ready')
  expect(whyBack(waiting, day('2025-04-12'), 7)).toBeUndefined()
})

test.each([
  [{ state: 'failed', reason: '550 5.1.1', way: 'mail' }, /bestaat niet/],
  [{ state: 'failed', reason: '552 5.2.2', way: 'mail' }, /zit vol/],
  [{ state: 'failed', reason: '554 5.7.1', way: 'mail' }, /weigert/],
  [{ state: 'failed', reason: 'ESOCKET', way: 'mail' }, /niet bereikbaar/],
  [{ state: 'failed', reason: '400', way: 'sms' }, /sms-dienst/],
  [{ state: 'failed', reason: 'envelope', way: 'mail' }, /niet meer te lezen/],
  [{ state: 'unsure', reason: 'worker', way: 'mail' }, /Niemand weet/],
  [{ state: 'bounced', reason: null, way: 'mail' }, /kwam terug/],
  [{ state: 'sent', reason: null, way: 'mail' }, /^$/],
])('why %o did not arrive is told in a sentence', (one, says) => {
  expect(reasonInWords(one)).toMatch(says)
})

const templates = Object.entries(messageTemplates) as [TemplateKey, MessageTemplate][]

test.each(templates)(
  '%s can say our name and a link, and nothing of anybody',
  (_key, { subject, text, sms, opens }) => {
    const all = [subject, ...text, sms]
    const fields = all.flatMap((one) => [...one.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name))
    for (const field of fields) expect(messageFields).toContain(field)
    expect(all.join(' ').includes('{link}')).toBe(opens || all.join(' ').includes('{link}'))
    // Nothing of what a line is about, whatever lines there are: a topic, a side or its name would tell.
    for (const line of serviceLines) {
      const telling = [
        line.name,
        line.case.called.one,
        ...Object.values(line.case.topics),
        ...Object.values(line.case.sides).map(({ inText }) => inText),
        ...(line.match ? [line.match.helper.one] : []),
      ]
      for (const word of telling)
        expect(all.join(' ').toLowerCase()).not.toMatch(
          new RegExp(`(?<!\\p{L})${word.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\p{L})`, 'u'),
        )
    }
  },
)

test.each(templates)('%s as a text message fits in one, and the mail is plain B1', (key, { text }) => {
  const link = `https://naober.voorbeeld.nl/e/${'x'.repeat(12)}`
  expect(write(key, 'sms', { house: 'Welzijn Lindeveen', link }).text.length).toBeLessThanOrEqual(160)
  for (const sentence of text.join(' ').split(/[.!?:]\s/)) expect(sentence.split(' ').length).toBeLessThanOrEqual(16)
})

test('a name of an organisation with line ends in it stays one line', () => {
  const { subject } = write('invitation-helper', 'mail', {
    house: 'Welzijn\r\nBcc: x@y.example',
    link: 'https://a.example',
  })
  expect(subject).toBe('Je uitnodiging van Welzijn Bcc: x@y.example')
})
