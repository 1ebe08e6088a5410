// The yardstick of a submission: node:http and pg, prepared statements, the same SQL as the api sends for one, in the same transaction.
import { createHash } from 'node:crypto';
import http from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20, options: '-c search_path=essaim,public -c lock_timeout=5s -c statement_timeout=15s -c idle_in_transaction_session_timeout=10s' });

const sql = {
  session: `select u.id, u.email, u.full_name as "fullName",
    coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope)) from role_grants g
              where g.user_id = u.id and g.starts_at <= clock_timestamp() and (g.ends_at is null or g.ends_at > clock_timestamp())), '[]') as grants, essaim_now() as at
    from sessions s join users u on u.id = s.user_id where s.token_sha256 = $1 and s.expires_at > clock_timestamp()`,
  callOf: `select call_id from applications where id = $1`,
  call: `select c.id, c.code, c.title, c.state, c.authority, c.envelope_id as "envelopeId", c.award_terms as "awardTerms",
      c.composition_profile as "compositionProfile", c.prerequisite, c.tie_break as "tieBreak",
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.position), '[]')
       from call_phases p where p.call_id = c.id) as phases
    from calls c where c.id = $1 for share`,
  lock: `select id, call_id, phase_id, pole_id, form_version_id, project_title, state, version, number, prerequisite_declared, prerequisite_validated, submitted_at, silence_on, silence_noted_at
    from applications where id = $1 for update`,
  content: `select exists (select from submissions where application_id = a.id and draft_version = $2) as "isSubmitted",
      (select definition from form_versions where id = a.form_version_id) as form,
      coalesce((select jsonb_object_agg(key, answers order by key) from application_sections where application_id = a.id), '{}') as sections,
      coalesce((select jsonb_agg(jsonb_build_object('name', name, 'siren', siren, 'legalCategory', legal_category, 'slots', slots, 'evidence', evidence) order by position)
                from application_members where application_id = a.id), '[]') as members,
      (select jsonb_build_object('name', name, 'siren', siren, 'legalCategory', legal_category, 'regionCode', region_code,
                'addressLine', address_line, 'postalCode', postal_code, 'city', city) from poles where id = a.pole_id) as pole
    from applications a where a.id = $1`,
  seal: `with moved as (
      update applications a
      set state = $2, submitted_at = $3, silence_on = $4, number = coalesce(a.number, next_number(extract(year from $3::timestamptz at time zone 'Europe/Paris')::integer))
      from call_phases p
      where a.id = $1 and p.id = a.phase_id and p.opens_at <= $3 and $3 < p.closes_at
      returning a.id, a.number, a.version, a.silence_on
    ), sealed as (
      insert into submissions (application_id, ordinal, draft_version, number, received_at, content, content_sha256, submitted_by)
      select m.id, (select count(*) + 1 from submissions where application_id = m.id), m.version, m.number, $3, $5, sha256(convert_to($5, 'UTF8')), $6 from moved m
      returning *
    )
    select s.id, s.number, s.ordinal, s.received_at as "receivedAt", encode(s.content_sha256, 'hex') as sha256, a.silence_on as "silenceOn"
    from sealed s join moved a on a.id = s.application_id`,
  event: `with appended as (
      insert into events (subject_type, subject_id, name, actor, payload, occurred_at) values ($1, $2, $3, $4, $5, $6) returning id
    ), handed as (
      insert into outbox (job, key, event_id) select job, id::text, id from appended, unnest($7::text[]) job
    )
    select id from appended`,
};

async function submit(token, id, version) {
  const client = await pool.connect();
  const ask = async (name, values) => (await client.query({ name, text: sql[name], values })).rows;
  try {
    const [session] = await ask('session', [createHash('sha256').update(token).digest()]);
    await client.query('START TRANSACTION');
    const [{ call_id: callId }] = await ask('callOf', [id]);
    const [call] = await ask('call', [callId]);
    const [application] = await ask('lock', [id]);
    const [{ isSubmitted, form, sections, members, pole }] = await ask('content', [id, version]);
    if (isSubmitted) throw new Error('submitted already');
    const content = JSON.stringify({
      call: call.code, projectTitle: application.project_title, prerequisiteDeclared: application.prerequisite_declared, pole, members,
      sections: form.sections.map(({ key }) => ({ key, answers: sections[key] ?? {} })),
    });
    const [submission] = await ask('seal', [id, 'submitted', session.at, '2024-05-11', content, session.id]);
    await ask('event', ['application', id, 'application.submitted', session.id, JSON.stringify({ applicationId: id, callId, submissionId: submission.id }), session.at, ['notifications.plan']]);
    await client.query('COMMIT');
    return submission;
  } finally {
    client.release();
  }
}

async function answer(request, response) {
  if (request.method === 'GET') return response.end('ok');
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const [, id] = /^\/api\/applications\/([^/]+)\/submit$/.exec(request.url);
  const { version } = JSON.parse(Buffer.concat(chunks));
  const body = JSON.stringify(await submit(request.headers.cookie.replace('essaim=', ''), id, version));
  return response.setHeader('content-type', 'application/json').end(body);
}

http.createServer((request, response) => void answer(request, response)).listen(Number(process.env.PORT), '127.0.0.1');
