import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clockOn } from '#platform/clock'
import { day } from '#platform/days'
import { type Invalid, NotFound } from '#platform/errors'
import { newTotpSecret, type SecretKey, siteOf, stepAt, totpCode } from '#platform/secrets'
import { newPhone, type TestDatabase, testDatabase, type Wrongly } from '#platform/testing'
import { beginSession, foundOrganisation, giveSharedPassword } from './founding.ts'
import { type Doorway, type Gate, makeVault, openDoorway, openGate, type PhoneAsked, type Store } from './index.ts'

const password = 'paarden lopen graag buiten'
const key = new Uint8Array(randomBytes(32)) as SecretKey
const vault = makeVault(key)
const site = siteOf(new URL('http://localhost:4180'))
let now = new Date('2025-03-12T09:00:00Z')
let test_: TestDatabase
let doorway: Doorway
let gate: Gate
let tenant: string

beforeAll(async () => {
  test_ = await testDatabase()
  doorway = openDoorway(
    test_.webUrl,
    clockOn(day('2025-03-12'), () => new Date(now)),
    6,
  )
  gate = openGate(doorway, key, { demo: false, site })
  tenant = await foundOrganisation(doorway, { name: 'Welzijn Lindeveen', municipality: 'Lindeveen' })
})
afterAll(async () => {
  await doorway.close()
  await test_.close()
})

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}
const from = (origin: string) => ({ origin, device: 'Firefox op Windows', request: 'TEST1' })

/** Somebody with a password. */
async function someone(name: string, role = 'worker') {
  const email = `${name}@voorbeeld.example`
  const account = await doorway.system({ tenant, via: 'command', purpose: 'test' }, (store) =>
    store.accounts.add({ email, name, role, endedOn: null }),
  )
  await giveSharedPassword(doorway, tenant, [account], password)
  return {
    ...account,
    as: <T>(work: Parameters<typeof doorway.page<T>>[1], token: string) =>
      doorway.page({ token, purpose: '/test', request: 'TEST1', writes: true }, work),
  }
}

const wrongly = (email: string, origin: string, typed = 'dit is het niet hoor') =>
  gate.signIn({ email, password: typed, from: from(origin) }).then(
    () => 'in',
    (problem: Invalid) => problem.problems[''] ?? '',
  )

const events = (account: string) =>
  test_.asAdmin(async (client) => {
    const { rows } = await client.query(
      `select event, outcome from naober.security_events where account = $1 order by id`,
      [account],
    )
    return rows.map((row) => `${row.event} ${row.outcome}`)
  })

describe('the first step', () => {
  test('gives a session that has not taken the second step', async () => {
    const bas = await someone('bas')
    const token = await gate.signIn({ email: 'BAS@voorbeeld.example', password, from: from('10.0.0.1') })
    const done = await bas.as(async (_store, _asker, session) => session, token)
    expect(done?.session).toMatchObject({ account: bas.id, secondFactor: false, hasTotp: false })
    expect(await events(bas.id)).toEqual(['sign-in done'])
  })

  test('cannot be told from the answer to go with an address that exists', async () => {
    await someone('els')
    const [known, unknown] = [
      await wrongly('els@voorbeeld.example', '10.0.1.1'),
      await wrongly('niemand@voorbeeld.example', '10.0.1.1'),
    ]
    expect(known).toBe(unknown)
    expect(known).toContain('horen niet bij elkaar')
  })

  test('takes as long for an address that nobody has', async () => {
    await someone('ina')
    const took = async (email: string) => {
      const started = performance.now()
      await wrongly(email, '')
      return performance.now() - started
    }
    await took('ina@voorbeeld.example')
    const known = await took('ina@voorbeeld.example')
    const unknown = await took('weer.niemand@voorbeeld.example')
    // Argon2id takes tens of milliseconds: without it the answer would come ten times as soon.
    expect(unknown).toBeGreaterThan(known / 4)
  })

  test('is slowed down after five wrong guesses, also at an address that nobody has', async () => {
    const kees = await someone('kees')
    for (const email of ['kees@voorbeeld.example', 'ook.niemand@voorbeeld.example']) {
      for (let guess = 0; guess < 5; guess++)
        expect(await wrongly(email, `10.1.0.${guess}`)).toContain('horen niet bij elkaar')
      expect(await wrongly(email, '10.1.0.9')).toContain('Wacht 15 seconden')
    }
    // Not even the right password is looked at meanwhile; afterwards it is.
    expect(await wrongly(kees.email, '10.1.0.9', password)).toContain('Wacht')
    later(16)
    expect(await wrongly(kees.email, '10.1.0.9', password)).toBe('in')
    expect((await events(kees.id)).slice(-3)).toEqual(['sign-in slowed', 'sign-in slowed', 'sign-in done'])
  })

  test('stays open for its owner, from a place where they came in before, while somebody elsewhere guesses', async () => {
    const roos = await someone('roos')
    expect(await wrongly(roos.email, '10.2.0.1', password)).toBe('in')
    for (let guess = 0; guess < 8; guess++) {
      await wrongly(roos.email, '10.2.9.9')
      later(130)
    }
    await wrongly(roos.email, '10.2.9.9')
    expect(await wrongly(roos.email, '10.2.9.9', password)).toContain('Wacht')
    expect(await wrongly(roos.email, '10.2.0.1', password)).toBe('in')
  })

  test('is over for who does not work here any more', async () => {
    const piet = await someone('piet')
    await doorway.system({ tenant, via: 'command', purpose: 'test' }, (store) =>
      store.accounts.change(piet.id, { seen: 1 }, (was) => ({ ...was, endedOn: day('2025-03-01') })),
    )
    expect(await wrongly(piet.email, '10.3.0.1', password)).toContain('horen niet bij elkaar')
  })
})

describe('the second step', () => {
  test('gives a new token, and the old one is worthless', async () => {
    const tine = await someone('tine')
    const first = await gate.signIn({ email: tine.email, password, from: from('10.4.0.1') })
    const secret = newTotpSecret()
    const codes = await tine.as(
      (store) => store.credentials.setSecondStep(secret, totpCode(secret, stepAt(now)), vault, '10.4.0.1'),
      first,
    )
    expect(codes?.result).toHaveLength(10)
    const second = (await tine.as((store) => store.sessions.renew('Firefox op Windows'), first))?.result ?? ''
    expect(await tine.as(async () => 'still there', first)).toBeUndefined()
    expect((await tine.as(async (_s, _a, session) => session, second))?.result).toMatchObject({
      secondFactor: true,
      hasTotp: true,
    })
  })

  test('takes every code once, and no code of another account', async () => {
    const [jet, bep] = [await someone('jet'), await someone('bep')]
    const [secret, other] = [newTotpSecret(), newTotpSecret()]
    const token = await beginSession(doorway, { tenant, account: jet.id, role: 'worker' })
    const ofBep = await beginSession(doorway, { tenant, account: bep.id, role: 'worker' })
    await jet.as((store) => store.credentials.setSecondStep(secret, totpCode(secret, stepAt(now)), vault, ''), token)
    await bep.as((store) => store.credentials.setSecondStep(other, totpCode(other, stepAt(now)), vault, ''), ofBep)
    const isCode = async (step: number, from = secret) =>
      (await jet.as((store) => store.credentials.isCode(totpCode(from, step), vault), token))?.result
    expect(await isCode(stepAt(now))).toBe(false) // it was used to set up
    later(30)
    expect(await isCode(stepAt(now), other)).toBe(false)
    expect(await isCode(stepAt(now))).toBe(true)
    expect(await isCode(stepAt(now))).toBe(false)
  })

  test('can be taken with a recovery code, once', async () => {
    const fien = await someone('fien')
    const token = await beginSession(doorway, { tenant, account: fien.id, role: 'worker' })
    const secret = newTotpSecret()
    const codes =
      (
        await fien.as(
          (store) => store.credentials.setSecondStep(secret, totpCode(secret, stepAt(now)), vault, ''),
          token,
        )
      )?.result ?? []
    const use = async (code: string) =>
      (await fien.as((store) => store.credentials.isRecoveryCode(code), token))?.result
    expect(await use(codes[3]?.toLowerCase().replaceAll('-', ' ') ?? '')).toBe(true)
    expect(await use(codes[3] ?? '')).toBe(false)
    expect((await fien.as((store) => store.credentials.own(), token))?.result.recoveryLeft).toBe(9)
  })

  test('is kept sealed: in the database stands nothing that an app could use', async () => {
    const kept = await test_.asAdmin((client) =>
      client.query('select totp_sealed from naober.account_secrets where totp_sealed is not null'),
    )
    for (const row of kept.rows) expect(row.totp_sealed).toMatch(/^1\.[\w-]{60,}$/)
  })
})

describe('a link', () => {
  let invited = 0
  const invite = async (account: string, resets: 'password' | 'password and second step') => {
    const ilse = await someone(`ilse${++invited}`, 'administrator')
    const token = await beginSession(doorway, { tenant, account: ilse.id, role: 'administrator' })
    return (await ilse.as((store) => store.credentials.invite(account, resets, ''), token))?.result ?? ''
  }
  const accept = (token: string, chosen = 'weer iets heel anders') =>
    gate.accept({ token, password: chosen, from: from('10.5.0.1') }).then(
      () => 'in',
      (problem: Invalid) => Object.values(problem.problems).join(),
    )

  test('lets a new colleague choose a password, once', async () => {
    const admin = await someone('ilse', 'administrator')
    const session = await beginSession(doorway, { tenant, account: admin.id, role: 'administrator' })
    const made = await admin.as(async (store) => {
      const account = await store.accounts.add({
        email: 'nieuw@voorbeeld.example',
        name: 'Nieuw',
        role: 'worker',
        endedOn: null,
      })
      await store.credentials.reserve(account.id, account.email)
      return { token: await store.credentials.invite(account.id, 'password', '') }
    }, session)
    expect(await wrongly('nieuw@voorbeeld.example', '', '')).toContain('horen niet bij elkaar')
    expect(await gate.invited(made?.result.token ?? '')).toMatchObject({
      name: 'Nieuw',
      tenantName: 'Welzijn Lindeveen',
    })
    expect(await accept(made?.result.token ?? '', 'nieuw')).toContain('dat moeten er minstens 12 zijn')
    expect(await accept(made?.result.token ?? '')).toBe('in')
    expect(await accept(made?.result.token ?? '')).toContain('gebruikt of verlopen')
    expect(await wrongly('nieuw@voorbeeld.example', '', 'weer iets heel anders')).toBe('in')
  })

  test('works for two days, and only the last one that was made', async () => {
    const dirk = await someone('dirk')
    const [first, second] = [await invite(dirk.id, 'password'), await invite(dirk.id, 'password')]
    expect(await gate.invited(first)).toBeUndefined()
    later(48 * 3600 + 1)
    expect(await gate.invited(second)).toBeUndefined()
    expect(await accept(second)).toContain('verlopen')
  })

  test('for a lost phone takes the second step away, and ends every session of before', async () => {
    const wim = await someone('wim')
    const token = await beginSession(doorway, { tenant, account: wim.id, role: 'worker' })
    const secret = newTotpSecret()
    await wim.as((store) => store.credentials.setSecondStep(secret, totpCode(secret, stepAt(now)), vault, ''), token)
    const fresh = await gate.accept({
      token: await invite(wim.id, 'password and second step'),
      password: 'weer iets heel anders',
      from: from(''),
    })
    expect(await wim.as(async () => 'still there', token)).toBeUndefined()
    expect((await wim.as(async (_s, _a, session) => session, fresh))?.result).toMatchObject({
      hasTotp: false,
      secondFactor: false,
    })
  })

  test('is made by who keeps accounts and by nobody else', async () => {
    const [jan, target] = [await someone('jan'), await someone('target')]
    const token = await beginSession(doorway, { tenant, account: jan.id, role: 'worker' })
    await expect(jan.as((store) => store.credentials.invite(target.id, 'password', ''), token)).rejects.toThrow(
      NotFound,
    )
  })
})

describe('a phone', () => {
  const line = 'buurtbemiddeling'
  let made = 0

  /** Somebody who works on the line, and a volunteer whom nobody invited yet. */
  async function pool(role = 'coordinator', lines = [line]) {
    made += 1
    const noor = await someone(`noor${made}`, role)
    const volunteer = await doorway.system({ tenant, via: 'command', purpose: 'test' }, async (store) => {
      const team = await store.accounts.addTeam({ name: `team ${made}`, lines })
      await store.accounts.join(team.id, noor.id)
      return store.volunteers.add({ name: `Truus ${made}` }, { line, validFrom: day('2025-01-01') })
    })
    const token = await beginSession(doorway, { tenant, account: noor.id, role: role as 'coordinator' })
    const email = `truus${made}@voorbeeld.example`
    const asks = <T>(work: (store: Store) => Promise<T>) => noor.as(work, token).then((done) => done?.result as T)
    return {
      email,
      asks,
      volunteer: volunteer.id,
      invites: () => asks((store) => store.invitations.invite(volunteer.id, email, '')),
      renews: () => asks((store) => store.invitations.renew(volunteer.id, '')),
    }
  }

  /** What a phone is asked, as it reads it. */
  const asked = ({ options, sealed }: PhoneAsked) => ({
    question: options as { challenge: string; user: { id: string } },
    sealed,
  })

  async function welcomes(code: string, phone = newPhone(site.origin), wrongly: Wrongly = {}) {
    const { question, sealed } = asked(await gate.askNewPhone(code))
    return gate.acceptWithPhone({ code, answer: phone.makes(question, wrongly), sealed, from: from('10.6.0.1') })
  }

  async function signsIn(phone: ReturnType<typeof newPhone>, wrongly: Wrongly = {}) {
    const { question, sealed } = asked(await gate.askPhone())
    return gate.signInWithPhone({ answer: phone.proves(question, wrongly), sealed, from: from('10.6.0.1') })
  }

  const whyNot = (work: Promise<unknown>) =>
    work.then(
      () => 'in',
      (problem: Invalid) => Object.values(problem.problems ?? {}).join(),
    )
  const sessionOf = async (token: string) =>
    (
      await doorway.page(
        { token, purpose: '/test', request: 'TEST1', writes: false },
        async (_s, _a, session) => session,
      )
    )?.result

  test('becomes the key of a volunteer by her invitation, which works once', async () => {
    const { invites, email } = await pool()
    const [code, phone] = [await invites(), newPhone(site.origin)]
    const token = await welcomes(code.toLowerCase().replaceAll('-', ' '), phone)
    expect(await sessionOf(token)).toMatchObject({ role: 'volunteer', secondFactor: true, email })
    expect(await whyNot(welcomes(code))).toContain('Deze uitnodiging is al gebruikt of verlopen.')
    expect(await sessionOf(await signsIn(phone))).toMatchObject({ role: 'volunteer', secondFactor: true })
    expect(await wrongly(email, '')).toContain('horen niet bij elkaar')
  })

  test('that cannot do this still leads in, with a password and a second step', async () => {
    const { invites, email } = await pool()
    const token = await gate.accept({ token: await invites(), password: 'weer iets heel anders', from: from('') })
    expect(await sessionOf(token)).toMatchObject({ role: 'volunteer', secondFactor: false, hasTotp: false })
    expect(await wrongly(email, '', 'weer iets heel anders')).toBe('in')
  })

  test('works for a week from paper, and not longer', async () => {
    const { invites } = await pool()
    const code = await invites()
    later(7 * 24 * 3600 - 60)
    expect(await gate.invited(code)).toBeDefined()
    later(61)
    expect(await whyNot(welcomes(code))).toContain('verlopen')
  })

  test('proves nothing with an answer of before, of another site, without a finger, or with a key that was copied', async () => {
    const { invites } = await pool()
    const phone = newPhone(site.origin, { counts: false })
    await welcomes(await invites(), phone)
    const { question, sealed } = asked(await gate.askPhone())
    const answer = phone.proves(question)
    expect(await whyNot(gate.signInWithPhone({ answer, sealed, from: from('') }))).toBe('in')
    expect(await whyNot(gate.signInWithPhone({ answer, sealed, from: from('') }))).toContain('kent deze telefoon niet')
    expect(await whyNot(signsIn(phone, { origin: 'http://localhost:4181' }))).toContain('kent deze telefoon niet')
    expect(await whyNot(signsIn(phone, { verified: false }))).toContain('kent deze telefoon niet')
    expect(await whyNot(signsIn(phone, { counter: 7 }))).toBe('in')
    expect(await whyNot(signsIn(phone, { counter: 7 }))).toContain('kent deze telefoon niet')
    expect(await whyNot(signsIn(newPhone(site.origin)))).toContain('kent deze telefoon niet')
    const slow = asked(await gate.askPhone())
    later(5 * 60 + 1)
    expect(
      await whyNot(gate.signInWithPhone({ ...slow, answer: phone.proves(slow.question), from: from('') })),
    ).toContain('duurde te lang')
    expect(await whyNot(gate.signInWithPhone({ answer: 'geen json', sealed: 'x', from: from('') }))).toContain(
      'duurde te lang',
    )
    expect(await whyNot(signsIn(phone, { counter: 8 }))).toBe('in')
  })

  test('that is made a key must ask for a finger, and for the site that asks', async () => {
    const { invites } = await pool()
    const code = await invites()
    expect(await whyNot(welcomes(code, newPhone(site.origin), { verified: false }))).toContain('klopte niet')
    expect(await whyNot(welcomes(code, newPhone(site.origin), { origin: 'https://elders.example' }))).toContain(
      'klopte niet',
    )
    expect(await whyNot(welcomes(code))).toBe('in')
  })

  test('that is lost opens nothing any more, and every screen closes, until the new invitation is used', async () => {
    const { invites, renews, asks, volunteer } = await pool()
    const phone = newPhone(site.origin)
    const token = await welcomes(await invites(), phone)
    expect((await asks((store) => store.invitations.wayIn(volunteer)))?.phones).toHaveLength(1)
    const code = await renews()
    expect(await sessionOf(token)).toBeUndefined()
    expect(await whyNot(signsIn(phone))).toContain('Vraag je coördinator om een nieuwe uitnodiging')
    const fresh = newPhone(site.origin)
    expect(await sessionOf(await welcomes(code, fresh))).toMatchObject({ role: 'volunteer' })
    expect(await whyNot(signsIn(fresh))).toBe('in')
  })

  test('is for volunteers of one’s own lines, and never for a colleague', async () => {
    const elsewhere = await pool('coordinator', ['ouderenwerk'])
    await expect(elsewhere.asks((store) => store.invitations.renew(elsewhere.volunteer, ''))).rejects.toThrow(NotFound)
    const worker = await pool('worker')
    await expect(worker.invites()).rejects.toThrow(NotFound)
    const { asks, volunteer } = await pool()
    const colleague = await someone(`collega${made}`)
    await doorway.system({ tenant, via: 'command', purpose: 'test' }, (store) =>
      store.volunteers.change(volunteer, { seen: 1 }, (was) => ({ ...was, account: colleague.id })),
    )
    expect(await whyNot(asks((store) => store.invitations.invite(volunteer, 'x@voorbeeld.example', '')))).toContain(
      'meldt zich aan als collega',
    )
    await expect(asks((store) => store.invitations.renew(volunteer, ''))).rejects.toThrow(NotFound)
  })

  test('of a colleague is added with the password of now, and ends when she says so', async () => {
    const bas = await someone(`bas${++made}`)
    const token = await beginSession(doorway, { tenant, account: bas.id, role: 'worker' })
    const phone = newPhone(site.origin)
    const added = await bas.as(async (store) => {
      const { question, sealed } = asked(await store.phones.ask(vault, site))
      const given = { answer: phone.makes(question), sealed, device: 'Chrome op Android', origin: '' }
      return [await store.phones.add(given, vault, site), await store.phones.add(given, vault, site)]
    }, token)
    expect(added?.result).toEqual([true, false])
    expect(await whyNot(signsIn(phone))).toBe('in')
    await bas.as(async (store) => store.phones.end((await store.phones.own())[0]?.id ?? '', ''), token)
    expect(await whyNot(signsIn(phone))).toContain('kent deze telefoon niet')
    const again = newPhone(site.origin)
    await bas.as(async (store) => {
      const { question, sealed } = asked(await store.phones.ask(vault, site))
      await store.phones.add({ answer: again.makes(question), sealed, device: '', origin: '' }, vault, site)
    }, token)
    // Lost: the link of the administrator ends it at once, whether or not it is used.
    const admin = await someone(`ada${made}`, 'administrator')
    const keeping = await beginSession(doorway, { tenant, account: admin.id, role: 'administrator' })
    await admin.as((store) => store.credentials.invite(bas.id, 'password', ''), keeping)
    expect(await whyNot(signsIn(again))).toBe('in')
    await admin.as((store) => store.credentials.invite(bas.id, 'password and second step', ''), keeping)
    expect(await whyNot(signsIn(again))).toContain('kent deze telefoon niet')
  })
})

describe('sessions', () => {
  test('end when the role changes', async () => {
    const lies = await someone('lies')
    const token = await beginSession(doorway, { tenant, account: lies.id, role: 'worker' })
    await doorway.system({ tenant, via: 'command', purpose: 'test' }, (store) =>
      store.accounts.change(lies.id, { seen: 1 }, (was) => ({ ...was, role: 'coordinator' })),
    )
    expect(await lies.as(async () => 'still there', token)).toBeUndefined()
  })

  test('of others end when the password changes', async () => {
    const mies = await someone('mies')
    const [here, there] = await Promise.all(
      [1, 2].map(() => beginSession(doorway, { tenant, account: mies.id, role: 'worker' })),
    )
    await mies.as((store) => store.credentials.setPassword(mies.email, 'hash', ''), here ?? '')
    expect(await mies.as(async () => 'still there', there ?? '')).toBeUndefined()
    expect(await mies.as(async () => 'still there', here ?? '')).toBeDefined()
  })

  test('of somebody else are nobody’s to see or end, but of who keeps accounts', async () => {
    const [oom, tante] = [await someone('oom'), await someone('tante')]
    const token = await beginSession(doorway, { tenant, account: oom.id, role: 'worker' })
    await beginSession(doorway, { tenant, account: tante.id, role: 'worker' })
    await expect(oom.as((store) => store.sessions.of(tante.id), token)).rejects.toThrow(NotFound)
    await expect(oom.as((store) => store.sessions.endAll(tante.id, ''), token)).rejects.toThrow(NotFound)
  })

  test('that are over are forgotten after their days, and who is in stays in', async () => {
    const janneke = await someone('janneke')
    const [gone, here] = await Promise.all(
      [1, 2].map(() => beginSession(doorway, { tenant, account: janneke.id, role: 'worker' })),
    )
    await janneke.as((store) => store.sessions.signOut(''), gone ?? '')
    const forget = (before: Date) =>
      doorway.system({ tenant, via: 'job', purpose: 'test' }, (store) => store.sessions.forgetBefore(before))
    expect(await forget(new Date('2025-03-12T08:00:00Z'))).toBe(0)
    expect(await forget(new Date(now.getTime() + 1))).toBeGreaterThan(0)
    expect(await forget(new Date(now.getTime() + 1))).toBe(0)
    expect(await janneke.as(async () => 'still there', here ?? '')).toBeDefined()
  })

  test('as an invented person exist in no real installation, however the process was started', async () => {
    const lied = openGate(doorway, key, { demo: true, site })
    const [anyone] = await test_.asAdmin(
      async (client) => (await client.query('select id from naober.accounts limit 1')).rows,
    )
    expect(await lied.demoAccounts()).toEqual([])
    await expect(lied.enterDemo({ account: anyone?.id, from: from('') })).rejects.toThrow(NotFound)
  })
})
