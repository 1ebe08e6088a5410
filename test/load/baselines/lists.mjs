// The yardstick of the list of dossiers: node:http and pg, prepared statements, the same SQL as the api sends.
import { createHash } from 'node:crypto';
import http from 'node:http';
import pg from 'pg';

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20, options: '-c search_path=essaim,public -c lock_timeout=5s -c statement_timeout=15s' });

const session = `select u.id, u.email, u.full_name as "fullName",
    coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope)) from role_grants g
              where g.user_id = u.id and g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())), '[]') as grants, essaim_now() as at
  from sessions s join users u on u.id = s.user_id where s.token_sha256 = $1 and s.expires_at > clock_timestamp()`;
const linked = `exists (select from conflicts k where k.application_id = a.id and k.person_id = $1::uuid)`;
const list = (after) => `select a.id, a.number, a.project_title as "projectTitle", a.state, a.call_id as "callId", c.code as "callCode", a.pole_id as "poleId",
    p.name as "poleName", p.region_code as "regionCode", a.submitted_at as "submittedAt", a.silence_on as "silenceOn",
    exists (select from decisions d where d.application_id = a.id and d.state = 'released' and d.superseded_at is null) as released, ${linked} as conflicted, a.created_at::text as "createdAt"
  from (select * from applications a where (true and a.state not in ('draft', 'discarded') and not ${linked})${after} order by created_at desc, id desc limit 51) a
    join calls c on c.id = a.call_id join poles p on p.id = a.pole_id
  order by a.created_at desc, a.id desc`;
const first = list('');
const next = list(' and ((a.created_at, a.id) < ($2::timestamptz, $3::uuid))');

async function page(token, after) {
  const { rows: [{ id }] } = await pool.query({ name: 'session', text: session, values: [createHash('sha256').update(token).digest()] });
  const cursor = after === null ? [] : JSON.parse(Buffer.from(after, 'base64url').toString());
  const { rows } = await pool.query(after === null ? { name: 'first', text: first, values: [id] } : { name: 'next', text: next, values: [id, ...cursor] });
  const items = rows.slice(0, 50).map(({ released: _, conflicted: __, createdAt: ___, ...row }) => row);
  const last = rows[49];
  return { items, next: rows.length > 50 ? Buffer.from(JSON.stringify([last.createdAt, last.id])).toString('base64url') : null };
}

async function answer(request, response) {
  if (request.url === '/') return response.end('ok');
  const body = JSON.stringify(await page(request.headers.cookie.replace('essaim=', ''), new URL(request.url, 'http://x').searchParams.get('after')));
  return response.setHeader('content-type', 'application/json').end(body);
}

http.createServer((request, response) => void answer(request, response)).listen(Number(process.env.PORT), '127.0.0.1');
