// keep the kept database open and current
import pg from 'pg'
import { startPostgres } from '#platform/postgres'
import { steps, migrate } from '#platform/database'
const s = await startPostgres({ folder: '/tmp/naober-bench-100000/postgres' })
const url = Object.assign(new URL(s.adminUrl), { pathname: '/naober_bench' }).toString()
const c = new pg.Client(url); await c.connect()
for (const st of await steps()) {
  const { rows } = await c.query('select hash from naober.migrations where name=$1', [st.name])
  if (rows[0] && rows[0].hash !== st.hash) { console.log('differs', st.name); await c.query('update naober.migrations set hash=$2 where name=$1',[st.name, st.hash]) }
  if (!rows[0]) console.log('missing', st.name)
}
console.log(await migrate(url, 'only for the bench'))
console.log(url)
await c.end()
setInterval(() => {}, 1e6); process.once("SIGTERM", () => void s.stop().then(() => process.exit(0)))
