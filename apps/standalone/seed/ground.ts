import { texts, today, type Step } from './step.js';
import { firstNames, images, places, posts, sectors, themes } from './words.js';

/**
 * Draws that depend on their key alone, so that two seeds of one size are the same to the last number; ids that sort by the instant at
 * which their rows were made, as the application's do; numbers of the ranges that belong to nobody. Each is one expression that names its
 * arguments once and is declared as stable as its least stable part: else PostgreSQL would call it row by row instead of inlining it.
 */
const tools = `
create function seed.draw(key text) returns double precision language sql stable parallel safe
  as $$ select ('x' || substr(md5(key), 1, 8))::bit(32)::bigint / 4294967296.0::double precision $$;
create function seed.id(at timestamptz, key text) returns uuid language sql stable parallel safe
  as $$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || overlay(substr(md5(key), 1, 19) placing '8' from 4 for 1))::uuid $$;
create function seed.pick(list text[], key text) returns text language sql stable parallel safe
  as $$ select list[1 + mod(('x' || substr(md5(key), 1, 7))::bit(28)::int, cardinality(list))] $$;
create function seed.twice(digit int) returns int language sql immutable parallel safe as $$ select digit * 2 - case when digit > 4 then 9 else 0 end $$;
create function seed.siren(n int) returns text language sql immutable parallel safe as $$
  select '000' || lpad(n::text, 5, '0')
    || ((10 - (seed.twice(n / 10000) + n / 1000 % 10 + seed.twice(n / 100 % 10) + n / 10 % 10 + seed.twice(n % 10)) % 10) % 10)::text $$;
create function seed.iban(n int) returns text language sql immutable parallel safe as $$
  select 'FR' || lpad((98 - (bban || '152700')::numeric % 97)::text, 2, '0') || bban
  from (select '9999900001' || lpad(n::text, 11, '0') || lpad((97 - (89::bigint * 99999 + 15 + 3::bigint * n) % 97)::text, 2, '0') as bban) b $$;
`;

const people = (poles: number, reviewers: number): string => `
create unlogged table seed.people (key text primary key, role text not null, n int not null, id uuid not null, full_name text not null, email text not null, quality text);
insert into seed.people
  select key, role, 0, seed.id('2014-12-01Z', key), name, key || '@exemple.test', quality from (values
    ${posts.map(([key, role, name, quality]) => `('${key}', '${role}', '${name}', '${quality}')`).join(',\n    ')}) post(key, role, name, quality)
  union all
  select 'evaluation-' || n, case when n % 3 = 0 then 'regional-reviewer' else 'national-reviewer' end, n, seed.id('2014-12-02Z', 'reviewer' || n),
    seed.pick(${texts(firstNames)}, 'r' || n) || ' Fictive, évaluatrice ' || n, 'evaluation-' || n || '@exemple.test', 'Cellule d’animation' from generate_series(0, ${reviewers - 1}) n
  union all
  select 'pole-' || n, 'applicant', n, seed.id('2014-12-03Z', 'applicant' || n),
    seed.pick(${texts(firstNames)}, 'a' || n) || ' Fictive ' || n, 'pole-' || n || '@exemple.test', null from generate_series(0, ${poles - 1}) n;
create index on seed.people (role, n);
create function seed.person(wanted text) returns uuid language sql stable parallel safe as $$ select id from seed.people where key = wanted $$;
analyze seed.people;
insert into users (id, email, full_name, quality, created_at) select id, email, full_name, quality, '2014-12-01Z' from seed.people order by id;
`;

const poleRows = `
create unlogged table seed.poles as
select a.n, seed.id('2014-12-04Z', 'pole' || a.n) as id, a.id as applicant_id,
  'Pôle fictif ' || seed.pick(${texts(themes)}, 'theme' || a.n) || ' ' || seed.pick(${texts(images)}, 'image' || a.n) || ' ' || a.n as name,
  seed.siren(a.n) as siren, case when a.n % 5 = 0 then '5460' else '9220' end as legal_category,
  (${texts(places.map(([region]) => region))})[place] as region_code, (${texts(places.map(([, code]) => code))})[place] as postal_code, (${texts(places.map(([, , city]) => city))})[place] as city
from seed.people a, lateral (select 1 + floor(power(seed.draw('place' || a.n), 1.6) * ${places.length})::int as place) p where a.role = 'applicant';
create unique index on seed.poles (n);
analyze seed.poles;
insert into poles (id, name, siren, legal_category, region_code, address_line, postal_code, city, created_by, created_at,
    department_code, themes, territory_departments, territory, description, listed, active, activity_since, activity_side, activity_reason, activity_by)
  select id, name, siren, legal_category, region_code, 1 + n % 90 || ' rue Imaginaire', postal_code, city, applicant_id, '2014-12-04Z',
    d.code, array[seed.pick(${texts(sectors)}, 'sector' || n)], array[d.code], city || ' et ses environs', 'Un pôle d’une base d’essai.', n % 10 > 0, a.active, case when not a.active then date '2022-03-01' end, case when not a.active then 'pole' end,
    case when not a.active then 'Le pôle a cessé ses actions.' end, case when not a.active then applicant_id end
  from seed.poles, lateral (select case when postal_code like '20%' then '2B' when postal_code like '97%' then left(postal_code, 3) else left(postal_code, 2) end as code) d, lateral (select n % 25 <> 3 as active) a order by id;
insert into pole_members (pole_id, position, name, siren, legal_category, kind)
  select id, position, (array['Association fictive', 'Société fictive', 'Commune fictive'])[position] || ' ' || n, seed.siren((n * 3 + position) % 100000), (array['9220', '5710', '7210'])[position], (array['ess', 'enterprise', 'authority'])[position]
  from seed.poles cross join generate_series(1, 3) position order by id, position;
insert into role_grants (user_id, role, scope, starts_at, given_by)
  select p.id, p.role, case when o.id is null then '{}' else jsonb_build_object('poleId', o.id) end, '2014-12-05Z', seed.person('administration')
  from seed.people p left join seed.poles o on p.role = 'applicant' and o.n = p.n order by p.id;
`;

/** Calls of ten years. The last five are agreed on, decided, reviewed, examined and open now; the first one is a draft without dossiers. */
const callRows = (dossiers: number, calls: number): string => `
create unlogged table seed.calls as
with timed as (
  select k, case ${calls} - k when 0 then timestamptz '2024-01-31 23:00Z' when 1 then '2023-12-19 23:00Z' when 2 then '2023-11-29 23:00Z' when 3 then '2023-10-23 23:00Z'
      when 4 then '2023-09-14 23:00Z' else make_timestamptz(2014 + ceil(k * 9.0 / ${calls - 5})::int, 1 + k % 3, 14, 23, 0, 0, 'UTC') end as opens_at,
    1 / sqrt(1 + (k * 7919) % ${calls}) as weight
  from generate_series(1, ${calls}) k
), sized as (
  select *, opens_at + case when k = ${calls} then interval '90 days' when ${calls} - k = 1 then interval '70 days' else interval '62 days' end as closes_at,
    floor(${dossiers} * sum(weight) over (order by k) / sum(weight) over ())::int - floor(${dossiers} * (sum(weight) over (order by k) - weight) / sum(weight) over ())::int as dossiers
  from timed
)
select k, opens_at, closes_at, dossiers, (sum(dossiers) over (order by k) - dossiers)::int as first,
  seed.id(opens_at, 'call' || k) as id, seed.id(opens_at, 'envelope' || k) as envelope_id, seed.id(opens_at, 'phase' || k) as phase_id, seed.id(opens_at, 'form' || k) as form_id,
  seed.id(opens_at, 'rubric' || k) as rubric_id, seed.id(opens_at, 'movement' || k) as movement_id, seed.id(closes_at, 'ranking' || k) as ranking_id,
  'AMI-' || extract(year from opens_at + interval '1 day') || '-' || lpad(k::text, 3, '0') as code,
  extract(year from closes_at + interval '76 days')::int as year, greatest(1, round(dossiers * 0.12))::int as laureates, closes_at + interval '65 days' as frozen_at
from sized;
alter table seed.calls add column ae_cents bigint generated always as (laureates * 11000000::bigint) stored;
insert into envelopes (id, title, programme_code, action_code, state, proposed_by, proposed_at, confirmed_by, confirmed_at)
  select envelope_id, 'Enveloppe ' || code, '305', '305-04', 'open', seed.person('officer'), opens_at - interval '60 days', seed.person('budget'), opens_at - interval '50 days' from seed.calls;
insert into envelope_movements (id, envelope_id, kind, state, proposed_by, proposed_at, confirmed_by, confirmed_at)
  select movement_id, envelope_id, 'open', 'confirmed', seed.person('officer'), opens_at - interval '60 days', seed.person('budget'), opens_at - interval '50 days' from seed.calls;
create unlogged table seed.lines as
  select k, 'ae' as nature, year, ae_cents as amount_cents from seed.calls
  union all select k, 'cp', year, ae_cents * 6 / 10 from seed.calls union all select k, 'cp', year + 1, ae_cents * 4 / 10 from seed.calls;
insert into envelope_movement_lines (movement_id, nature, year, amount_cents) select c.movement_id, l.nature, l.year, l.amount_cents from seed.lines l join seed.calls c using (k);
`;

const definitions = (form: object, rubric: object, terms: object, draft: string): string => `
insert into calls (id, code, title, instrument, summary, state, version, envelope_id, authority, prerequisite, tie_break, award_terms, authored_by, published_by, published_at, created_at)
  select id, code, 'Pôles territoriaux de coopération économique, appel ' || k, 'AMI', 'Un appel d’une base d’essai.', 'published', 4, envelope_id, 'Ministère fictif', null,
    '{criterion:cooperation,spread}'::text[], jsonb_set('${JSON.stringify(terms)}'::jsonb, '{laureatesExpected}', to_jsonb(laureates)), seed.person('officer'), seed.person('publisher'),
    opens_at - interval '20 days', opens_at - interval '40 days' from seed.calls
  union all
  select seed.id(${today}, 'draft'), '${draft}', 'Un appel en préparation', 'AMI', 'Pas encore publié.', 'draft', 1, envelope_id, 'Ministère fictif', null, '{}', '${JSON.stringify(terms)}'::jsonb,
    seed.person('officer'), null, null, ${today} - interval '3 days' from seed.calls where k = 1;
insert into call_phases (id, call_id, position, title, opens_at, closes_at) select phase_id, id, 1, 'Candidatures', opens_at, closes_at from seed.calls;
insert into form_versions (id, call_id, ordinal, definition, frozen_at) select form_id, id, 1, '${JSON.stringify(form).replaceAll("'", "''")}', opens_at - interval '20 days' from seed.calls;
insert into rubric_versions (id, call_id, ordinal, definition, frozen_at) select rubric_id, id, 1, '${JSON.stringify(rubric)}', opens_at - interval '20 days' from seed.calls;
analyze seed.calls;
`;

export interface Size {
  dossiers: number;
  poles: number;
  reviewers: number;
  calls: number;
}

/** How many of each a seed of so many dossiers has: a pole applies once per call, so it takes as many poles as the largest call has dossiers. */
export const sizeOf = (dossiers: number): Size => ({
  dossiers,
  poles: Math.min(99_999, Math.max(20, Math.ceil(dossiers / 4))),
  reviewers: Math.max(15, Math.ceil(dossiers / 250)),
  calls: Math.min(60, Math.max(8, Math.ceil(dossiers / 500))),
});

/** Who is there before the first dossier, and what they may apply to. */
export const ground = ({ dossiers, poles, reviewers, calls }: Size, { form, rubric, terms }: { form: object; rubric: object; terms: object }): Step[] => [
  { makes: 'people', text: tools + people(poles, reviewers) },
  { makes: 'poles and roles', text: poleRows },
  { makes: 'envelopes and calls', text: callRows(dossiers, calls) + definitions(form, rubric, terms, 'AMI-BROUILLON') },
];
