import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBackup, placeInFolder, putBack, secretIn, tableParts, takeBackup } from '#platform/backup'
import { steps } from '#platform/database'
import { testDatabase, testSecret } from '#platform/testing'
import { lineOf } from '#service-lines'
import { type Deeds, lindeveen, type TestTown } from '../../demo/testing.ts'
import { accountOf, deskForCopies, through } from './copies.ts'

const buurtbemiddeling = lineOf('buurtbemiddeling')
const desk = deskForCopies()
let town: TestTown
let file: string
/** How many cases there were when the copy was made. */
let cases: number
beforeAll(async () => {
  town = await lindeveen({ cases: true })
  await town.database.asAdmin((client) => client.query(`insert into naober.installation (kind) values ('demo')`))
  await sealAll(town)
  cases = await town.database.asAdmin(
    async (client) =>
      (await client.query<{ n: number }>('select count(*)::int as n from naober.cases')).rows[0]?.n ?? 0,
  )
  file = (await desk.take(town.database)).file
}, 120_000)
afterAll(async () => {
  await desk.clear()
  await town.close()
})

test('the town that comes back has the same figures, the same seals and every row', async () => {
  const back = await desk.putBack(file, town.database)

  const was = await accountOf(town.doorway, town.town.tenant)
  const is = await through(back.adminUrl, testSecret, (doorway) => accountOf(doorway, town.town.tenant))
  expect(is).toEqual(was)
  expect(was.seals.length).toBeGreaterThan(0)
  expect(is.seals.every(({ sound }) => sound)).toBe(true)
  expect(await everyRow(back.adminUrl)).toEqual(await everyRow(town.database.adminUrl))
})

test('nobody is signed in any more, and no link of before works', async () => {
  const back = await desk.putBack(file, town.database)
  const rows = await ask(
    back.adminUrl,
    'select (select count(*) from naober.sessions) as n, (select count(*) from naober.invitations) as m',
  )
  expect(rows).toEqual([{ n: '0', m: '0' }])
  expect((await ask(town.database.adminUrl, 'select count(*) > 0 as some from naober.sessions'))[0]).toEqual({
    some: true,
  })
})

test('what comes back is guarded as before: row security forced, keys watched, triggers at work', async () => {
  const back = await desk.putBack(file, town.database)
  const guards = `select
      (select array_agg(relname::text order by relname) from pg_class where relnamespace = 'naober'::regnamespace and relforcerowsecurity) as forced,
      (select array_agg(conname || pg_get_constraintdef(oid) order by conname, conrelid::regclass::text) from pg_constraint where connamespace = 'naober'::regnamespace) as keys,
      (select array_agg(tgname || tgrelid::regclass || tgenabled::text order by tgname, tgrelid::regclass::text) from pg_trigger where not tgisinternal) as triggers`
  expect(await ask(back.adminUrl, guards)).toEqual(await ask(town.database.adminUrl, guards))
})

test('lines that are written after a copy came back on a fresh server are sealed behind the old ones', async () => {
  // The server of the tests has given out many numbers of transactions; a fresh one has not.
  await town.database.asAdmin((client) =>
    client.query(
      `do $$ begin for i in 1..5000 loop begin perform pg_logical_emit_message(true, '', ''); exception when others then raise; end; end loop; end $$`,
    ),
  )
  await town.noor.opensCase(buurtbemiddeling)
  await sealAll(town)
  const { file } = await desk.take(town.database)
  const place = await placeInFolder(path.join(desk.folder, 'fresh'), path.join(desk.folder, 'fresh', 'secret'))
  try {
    await putBack(place.adminUrl, testSecret, await openBackup(file))
    const seals = await through(place.adminUrl, testSecret, async (doorway) => {
      const asked = { tenant: town.town.tenant, via: 'command', purpose: 'test' } as const
      await doorway.system(asked, (store) => store.areas.addVillages(['Nieuwdorp']))
      // A seal waits for every transaction that began before.
      expect(await doorway.system(asked, (store) => store.log.seal())).toBeGreaterThan(0)
      return doorway.system(asked, (store) => store.log.verify())
    })
    expect(seals.length).toBeGreaterThan((await verified(town)).length)
    expect(seals.filter(({ sound }) => !sound)).toEqual([])
  } finally {
    await place.abandon()
  }
}, 120_000)

test('a copy that is made while people work shows one moment of it', async () => {
  let going = true
  let opened = 0
  const work = async (who: Deeds) => {
    while (going) {
      await who.opensCase(buurtbemiddeling)
      opened++
    }
  }
  const working = Promise.all([work(town.noor), work(town.noor)])
  while (opened < 2) await new Promise((resolve) => setTimeout(resolve, 20))
  const before = opened
  const { file } = await desk.take(town.database)
  const meanwhile = opened - before
  going = false
  await working
  expect(meanwhile).toBeGreaterThan(3)

  const back = await desk.putBack(file, town.database)
  // Tables are read one after the other: what was opened halfway would miss its line, its content or its side.
  expect(
    await ask(
      back.adminUrl,
      `select (select count(*) from naober.changes c where not exists (select from naober.change_content x where x.change = c.id)) as without_content,
              (select count(*) from naober.change_content x where not exists (select from naober.changes c where c.id = x.change)) as without_line,
              (select count(*) from naober.cases c where not exists (select from naober.case_sides s where s.case_id = c.id)) as without_side,
              (select count(*) from naober.cases c where not exists (select from naober.changes x where x.record = c.id)) as unlogged`,
    ),
  ).toEqual([{ without_content: '0', without_line: '0', without_side: '0', unlogged: '0' }])
}, 60_000)

test('odd content comes back as it was', async () => {
  await town.database.asAdmin((client) =>
    client.query(`
      insert into naober.notes (tenant, id, case_id, line, happened_at, kind, words)
        select tenant, gen_random_uuid(), id, line, moment, 'talk', words from
          (select tenant, id, line from naober.cases limit 1) c,
          (values ('2025-01-01 00:00:00.000001+00'::timestamptz, E'👩‍👧‍👦 \\\\N \\\\. \\\\u0000 \\\\x00 %00 \\t \\r\\n'), ('infinity', repeat('méér 🍜 ', 120000)),
                  ('-infinity', ''), ('0001-01-01 00:00:00+00 BC', E'\\\\')) odd (moment, words);
      insert into naober.settings (tenant, id, key, valid_from, valid_until, value, source)
        select tenant, gen_random_uuid(), 'test ' || n, '-infinity', 'infinity', value, '' from naober.tenants,
          (values (1, '-0.0'::jsonb), (2, '1e400'), (3, '{"a": [1.50, null, "\\\\u2028 </script>", "\\\\\\\\N"]}'), (4, '0.1')) odd (n, value)`),
  )
  const { file } = await desk.take(town.database)
  const back = await desk.putBack(file, town.database)
  expect(await everyRow(back.adminUrl)).toEqual(await everyRow(town.database.adminUrl))
})

test('an organisation without a single case can be copied and put back', async () => {
  const empty = await testDatabase()
  try {
    await empty.asAdmin((client) =>
      client.query(`insert into naober.installation (kind) values ('real');
      insert into naober.tenants (tenant, name, municipality) values (gen_random_uuid(), 'Welzijn Leeg', 'Leeg')`),
    )
    const { file, contents } = await desk.take(empty)
    expect(contents).toMatchObject({ kind: 'real', organisations: ['Welzijn Leeg'] })
    const back = await desk.putBack(file, empty)
    expect(await everyRow(back.adminUrl)).toEqual(await everyRow(empty.adminUrl))
  } finally {
    await empty.close()
  }
})

test('a copy is for its owner alone, has no name of anyone, and tells what is in it', async () => {
  const { contents } = await openBackup(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(path.basename(file)).toMatch(/^naober-\d{4}-\d\d-\d\d-\d{6}(-\d+)?\.reservekopie$/)
  expect(readdirSync(desk.folder).filter((name) => name.endsWith('.onaf'))).toEqual([])
  expect(contents.organisations).toEqual(['Welzijn Lindeveen'])
  expect(contents.steps.map(({ name }) => name)).toEqual((await steps()).map(({ name }) => name))
  expect(cases).toBeGreaterThan(70)
  expect(tableParts(contents).find(({ name }) => name === 'cases')?.rows).toBe(cases)
  expect(contents.leftOut).toContain('sessions')
})

test('an old copy is never overwritten', async () => {
  const was = readFileSync(file)
  const made = await Promise.all([desk.take(town.database), desk.take(town.database)])
  expect(new Set([file, ...made.map((one) => one.file)]).size).toBe(3)
  expect(readFileSync(file).equals(was)).toBe(true)
})

test('who stops a copy halfway keeps no half file', async () => {
  const folder = path.join(desk.folder, 'stopped')
  const { adminUrl } = town.database
  const taking = takeBackup({ adminUrl, folder, key: desk.key, withSecret: true, signal: AbortSignal.timeout(60) })
  await expect(taking).rejects.toThrow('Gestopt. Er is geen reservekopie gemaakt.')
  expect(readdirSync(folder)).toEqual([])
})

test('when the database stops halfway that is said in one sentence, and no half file is kept', async () => {
  const folder = path.join(desk.folder, 'cut off')
  const { adminUrl } = town.database
  let going = true
  const ending = (async () => {
    while (going) {
      await ask(
        adminUrl,
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'naober administration' and query like 'copy%'`,
      )
    }
  })()
  const problem = await takeBackup({ adminUrl, folder, key: desk.key, withSecret: true }).catch((thrown) => thrown)
  going = false
  await ending
  expect(problem.message).toBe('De database stopte terwijl de reservekopie werd gemaakt. Maak hem opnieuw.')
  expect(readdirSync(folder)).toEqual([])
})

test('of a copy in which one byte is wrong nothing is used, wherever the byte is', async () => {
  const whole = readFileSync(file)
  const damaged = path.join(desk.folder, 'damaged')
  const places = [
    0,
    5,
    21,
    22,
    23,
    ...Array.from({ length: 60 }, (_, n) => Math.floor((n * whole.length) / 60)),
    whole.length - 1,
  ]
  for (let back = 2; back < 240; back += 7) places.push(whole.length - back)
  for (const place of places) {
    const bytes = Buffer.from(whole)
    bytes[place] = (bytes[place] as number) ^ 1
    writeFileSync(damaged, bytes)
    await expect(openBackup(damaged), `byte ${place}`).rejects.toThrow(
      /beschadigd|niet heel|geen reservekopie|nieuwere versie/,
    )
  }
})

test('a copy that was cut off is refused, wherever it ends', async () => {
  const whole = readFileSync(file)
  const cut = path.join(desk.folder, 'cut')
  for (const length of [
    0,
    10,
    22,
    23,
    300,
    whole.length >> 1,
    whole.length - 300,
    whole.length - 2,
    whole.length - 1,
  ]) {
    writeFileSync(cut, whole.subarray(0, length))
    await expect(openBackup(cut), `${length} bytes`).rejects.toThrow(/niet heel|beschadigd|geen reservekopie/)
  }
  writeFileSync(cut, Buffer.concat([whole, Buffer.from('\n')]))
  await expect(openBackup(cut)).rejects.toThrow(/niet heel|beschadigd/)
})

test('a copy of a newer version is refused before anything is made', async () => {
  const later = { name: '99991231-2359-what-comes-later.sql', hash: '' }
  await expect(
    desk.putBack(file, town.database, (backup) => ({
      ...backup,
      contents: { ...backup.contents, steps: [...backup.contents.steps, later] },
    })),
  ).rejects.toThrow(
    'Deze reservekopie is van een nieuwere versie van Naober. Werk eerst Naober bij en zet hem dan terug.',
  )
})

test('a copy of an older version comes back and goes forward to this one', async () => {
  const all = (await steps()).map(({ name }) => name)
  const older = { adminUrl: await desk.makeDatabase(town.database, all.at(-4)) }
  await ask(
    older.adminUrl,
    `insert into naober.installation (kind) values ('real');
     insert into naober.tenants (tenant, name, municipality) values (gen_random_uuid(), 'Welzijn Vroeger', 'Vroeger');
     insert into naober.areas (tenant, id, name, kind) select tenant, gen_random_uuid(), 'Oud dorp', 'village' from naober.tenants`,
  )
  const { file, contents } = await desk.take(older)
  expect(contents.steps).toHaveLength(all.length - 3)

  const back = await desk.putBack(file, town.database)
  expect(
    (await ask(back.adminUrl, 'select name from naober.migrations order by name')).map(({ name }) => name),
  ).toEqual(all)
  expect(await ask(back.adminUrl, 'select name from naober.areas')).toEqual([{ name: 'Oud dorp' }])
})

test('a copy that does not hold what it says is noticed, and the database stays empty', async () => {
  let adminUrl = ''
  const swapped = desk.putBack(file, town.database, (backup) => ({
    ...backup,
    contents: {
      ...backup.contents,
      parts: backup.contents.parts.map((part) => (part.name === 'persons' ? { ...part, says: '0'.repeat(64) } : part)),
    },
  }))
  await expect(swapped).rejects.toThrow(
    'In de tabel persons staat na het terugzetten niet hetzelfde als in de reservekopie.',
  )
  adminUrl = desk.lastMade()
  expect(await ask(adminUrl, 'select count(*) as n from naober.persons')).toEqual([{ n: '0' }])
})

test('a copy that is locked opens with its word and no other, and gives nothing away', async () => {
  const [word, other] = ['woord', 'ander'].map((name) => path.join(desk.folder, name)) as [string, string]
  writeFileSync(word, 'twaalf bomen achter het kanaal\n')
  writeFileSync(other, 'dertien bomen achter het kanaal\n')
  const { file } = await desk.take(town.database, word)

  await expect(openBackup(file)).rejects.toThrow(/op slot/)
  await expect(openBackup(file, other)).rejects.toThrow('Het wachtwoord past niet bij deze reservekopie.')
  expect(readFileSync(file).includes('Lindeveen')).toBe(false)
  const backup = await openBackup(file, word)
  expect(Buffer.from((await secretIn(backup)) as Uint8Array).equals(Buffer.from(desk.key))).toBe(true)
  const pieces: Buffer[] = []
  for await (const piece of backup.read(tableParts(backup.contents).find(({ name }) => name === 'tenants') as never))
    pieces.push(piece as Buffer)
  expect(Buffer.concat(pieces).toString()).toContain('Welzijn Lindeveen')
})

const verified = ({ doorway, town: { tenant } }: TestTown) =>
  doorway.system({ tenant, via: 'command', purpose: 'test' }, (store) => store.log.verify())

async function sealAll({ doorway, town: { tenant } }: TestTown): Promise<void> {
  await doorway.system({ tenant, via: 'command', purpose: 'test' }, (store) => store.log.seal())
}

const ask = (adminUrl: string, text: string) => desk.ask(adminUrl, text)

/** A digest of every table that is copied, over the text of its rows whatever their order. */
async function everyRow(adminUrl: string): Promise<Record<string, string>> {
  const tables = await ask(
    adminUrl,
    `select relname as name from pg_class where relnamespace = 'naober'::regnamespace and relkind = 'r'
      and relname <> all ('{sessions,invitations,searches,migrations}') order by 1`,
  )
  const digests: Record<string, string> = {}
  for (const name of tables.map((table) => String(table.name))) {
    const [row] = await ask(
      adminUrl,
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as digest from naober.${name} t`,
    )
    digests[name] = row?.digest as string
  }
  return digests
}
