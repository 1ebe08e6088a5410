import { texts, today, type Step } from './step.js';
import type { Size } from './ground.js';
import { projects, images } from './words.js';

const ms = (instant: string): string => `date_trunc('milliseconds', ${instant})`;
/** Null once it lies in the future: it has not happened yet. */
const past = (instant: string): string => `case when ${instant} <= ${today} then ${ms(instant)} end`;

/** What becomes of each dossier until its reviews are there. f draws its fate: left, discarded, withdrawn, ineligible, or reviewed. */
const dossiers = ({ poles }: Size): string => `
create unlogged table seed.lives as
select d.i, c.k, seed.id(t.created_at, 'dossier' || d.i) as id, p.n as pole, p.applicant_id, c.id as call_id, c.closes_at, t.created_at, s.submitted_at,
  case when s.submitted_at is null then case when d.f < 0.06 then 'discarded' else 'draft' end
    when d.f < 0.19 and w.withdrawn_at is not null then 'withdrawn' when d.f >= 0.19 and d.f < 0.30 and e.examined_at is not null then 'ineligible'
    when d.f >= 0.30 and e.examined_at is not null then case when c.closes_at + interval '25 days' <= ${today} then 'under-review' else 'eligible' end
    else 'submitted' end as state,
  case when d.f < 0.19 then w.withdrawn_at end as withdrawn_at, case when d.f >= 0.19 then e.examined_at end as examined_at,
  case when s.submitted_at is not null then ((s.submitted_at at time zone 'Europe/Paris')::date + interval '2 months')::date end as silence_on,
  seed.id(s.submitted_at, 'submission' || d.i) as submission_id, null::text as number,
  seed.pick(${texts(projects)}, 'project' || d.i) || ' ' || seed.pick(${texts(images)}, 'of' || d.i) as title
from seed.calls c cross join lateral generate_series(0, c.dossiers - 1) j
cross join lateral (select c.first + j as i, least(c.closes_at, ${today}) as ends, seed.draw('fate' || c.first + j) as f) d
join seed.poles p on p.n = (j + c.k * 131) % ${poles}
cross join lateral (select ${ms(`c.opens_at + (d.ends - c.opens_at) * (0.01 + 0.9 * seed.draw('start' || d.i))`)} as created_at) t
cross join lateral (select case when d.f >= case when c.closes_at > ${today} then 0.45 else 0.15 end
  then ${ms(`t.created_at + (d.ends - t.created_at) * (0.05 + 0.9 * seed.draw('send' || d.i))`)} end as submitted_at) s
cross join lateral (select ${past(`s.submitted_at + interval '3 days' + interval '20 days' * seed.draw('withdraw' || d.i)`)} as withdrawn_at) w
cross join lateral (select case when s.submitted_at is not null then ${past(`c.closes_at + interval '5 days' + interval '15 days' * seed.draw('examine' || d.i)`)} end as examined_at) e;
create index on seed.lives (submitted_at);
with numbered as (select i, next_number(extract(year from submitted_at at time zone 'Europe/Paris')::int) as number
  from (select i, submitted_at from seed.lives where submitted_at is not null order by submitted_at, i) s)
update seed.lives l set number = n.number from numbered n where n.i = l.i;
create unique index on seed.lives (i);
create index on seed.lives (state);
analyze seed.lives;
`;

/** Two reviews of each dossier, three of every fifth; those of the call under review are sent one after the other. */
const reviews = ({ reviewers }: Size): string => `
create unlogged table seed.reviews as
select l.i, r, l.id as application_id, l.submission_id, p.id as reviewer_id, p.role, a.assigned_at, seed.id(a.assigned_at, 'assignment' || l.i || '/' || r) as assignment_id,
  seed.id(a.assigned_at, 'review' || l.i || '/' || r) as id, m.cooperation, m.innovation, m.territoire, m.modele,
  20 * (40 * m.cooperation + 30 * m.innovation + 20 * m.territoire + 10 * m.modele) as basis_points,
  ${past(`a.assigned_at + interval '4 days' + interval '30 days' * seed.draw('sent' || l.i || '/' || r)`)} as sent_at
from seed.lives l cross join lateral generate_series(0, case when l.i % 5 = 0 then 2 else 1 end) r
join seed.people p on p.role like '%-reviewer' and p.n = (l.i * 5 + r * (1 + l.i % 5)) % ${reviewers}
cross join lateral (select l.closes_at + interval '25 days' + interval '1 second' * (l.i % 40000) as assigned_at) a
cross join lateral (select 1.2 + 3.4 * seed.draw('quality' || l.i) as quality, l.i || '/' || r as key) q
cross join lateral (select greatest(0, least(5, round(q.quality + 2 * seed.draw('1' || q.key) - 1)))::int as cooperation, greatest(0, least(5, round(q.quality + 2 * seed.draw('2' || q.key) - 1)))::int as innovation,
  greatest(0, least(5, round(q.quality + 2 * seed.draw('3' || q.key) - 1)))::int as territoire, greatest(0, least(5, round(q.quality + 2 * seed.draw('4' || q.key) - 1)))::int as modele) m
where l.state = 'under-review';
create index on seed.reviews (i);
analyze seed.reviews;
create unlogged table seed.conflicts as
select seed.id(l.examined_at, 'conflict' || l.i) as id, l.id as application_id, p.id as person_id, 'employment' as basis, l.examined_at as since
from seed.lives l join seed.people p on p.role like '%-reviewer' and p.n = (l.i * 5 + 11) % ${reviewers} where l.i % 97 = 0 and l.examined_at is not null;
create unlogged table seed.ranking as
with scored as (
  select c.k, c.ranking_id, l.i, l.id as application_id, sum(r.basis_points)::int as points, count(*)::int as reviews, (max(r.basis_points) - min(r.basis_points))::int as spread,
    avg(r.cooperation) < 2 as eliminated
  from seed.calls c join seed.lives l on l.k = c.k join seed.reviews r on r.i = l.i where c.frozen_at <= ${today} group by c.k, c.ranking_id, l.i, l.id
)
select *, row_number() over (partition by k order by eliminated, points::numeric / reviews desc, spread, i)::int as position from scored;
create unique index on seed.ranking (i);
analyze seed.ranking;
`;

/** Decisions follow the ranking, or the verdict of those that were found ineligible; released ones move their dossier. */
const decisions = `
create unlogged table seed.decisions as
with outcomes as (
  select l.i, l.k, l.id as application_id, l.submission_id, l.number, c.closes_at, c.year, c.laureates, r.position, r.eliminated,
    case when r.i is null then 'ineligible' when r.eliminated then 'refusal' when r.position <= c.laureates then 'award' when r.position <= c.laureates * 1.4 then 'reserve' else 'refusal' end as kind,
    case when r.i is null then l.examined_at + interval '3 days' else c.frozen_at + interval '1 day' + interval '1 day' * seed.draw('propose' || l.i) end as proposed_at
  from seed.lives l join seed.calls c on c.k = l.k left join seed.ranking r on r.i = l.i where l.state = 'ineligible' or r.i is not null
), timed as (
  select *, case when kind = 'ineligible' then proposed_at + interval '3 days' else closes_at + interval '74 days' + interval '2 days' * seed.draw('confirm' || i) end as confirmed,
    case when kind = 'ineligible' then proposed_at + interval '11 days' else closes_at + interval '88 days' + interval '2 hours' * seed.draw('release' || i) end as released
  from outcomes
)
select i, k, application_id, submission_id, year, seed.id(${ms('proposed_at')}, 'decision' || i) as id, 'D-' || number || '-1' as reference, kind, ${ms('proposed_at')} as proposed_at, ${past('confirmed')} as confirmed_at,
  ${past('released')} as released_at, (released at time zone 'Europe/Paris')::date as release_on,
  case when kind = 'award' then 5000000 + 100000 * floor(51 * seed.draw('amount' || i))::bigint end as amount_cents, case when kind = 'reserve' then position - laureates end as reserve_rank
from timed where proposed_at <= ${today};
create unique index on seed.decisions (i);
analyze seed.decisions;
update seed.lives l set state = case d.kind when 'award' then 'awarded' when 'reserve' then 'reserve' else 'refused' end from seed.decisions d where d.i = l.i and d.released_at is not null and d.kind <> 'ineligible';
alter table seed.lives add column silence_noted_at timestamptz;
update seed.lives l set silence_noted_at = make_timestamptz(extract(year from silence_on)::int, extract(month from silence_on)::int, extract(day from silence_on)::int, 0, 5, 0, 'UTC')
  where silence_on < ${today}::date and state in ('submitted', 'eligible', 'ineligible', 'under-review', 'awarded', 'reserve', 'refused')
    and not exists (select from seed.decisions d where d.i = l.i and d.released_at < l.silence_on + interval '1 hour');
analyze seed.lives;
`;

/** What follows from each released award: agreement, account, instalments, their orders. */
const payments = `
create unlogged table seed.awards as
select d.i, d.k, d.id as decision_id, d.application_id, d.year, d.amount_cents, 'C-' || l.number as reference, l.pole, l.applicant_id, t.drafted_at, ${past('t.pole_at')} as pole_at,
  ${past('t.authority_at')} as authority_at, seed.id(t.drafted_at, 'agreement' || d.i) as id
from seed.decisions d join seed.lives l on l.i = d.i
cross join lateral (select ${ms(`d.released_at + interval '8 days' + interval '10 days' * seed.draw('draft' || d.i)`)} as drafted_at) a
cross join lateral (select a.drafted_at, a.drafted_at + interval '6 days' + interval '8 days' * seed.draw('pole' || d.i) as pole_at,
  a.drafted_at + interval '16 days' + interval '9 days' * seed.draw('authority' || d.i) as authority_at) t
where d.kind = 'award' and d.released_at is not null and t.drafted_at <= ${today};
create unlogged table seed.accounts as
select distinct on (pole) pole, applicant_id, pole_at + interval '1 day' as declared_at, ${past(`pole_at + interval '4 days'`)} as verified_at, seed.id(pole_at + interval '1 day', 'account' || pole) as id
from seed.awards where pole_at + interval '1 day' <= ${today} order by pole, pole_at;
create unlogged table seed.instalments as
select a.i, a.k, a.id as agreement_id, a.decision_id, a.application_id, a.pole, n as position, a.amount_cents * case n when 1 then 6 else 4 end / 10 as amount_cents, a.year + n - 1 as year,
  seed.id(a.drafted_at, 'instalment' || a.i || '/' || n) as id, r.reported_at, o.due_from, seed.id(${ms('t.prepared')}, 'order' || a.i || '/' || n) as order_id,
  case when t.cancelled then ${past(`o.due_from + interval '10 days'`)} end as cancelled_at, ${past('t.prepared')} as prepared_at,
  ${past(`t.prepared + interval '2 days'`)} as approved_at, ${past(`t.prepared + interval '4 days'`)} as executed_at
from seed.awards a cross join generate_series(1, 2) n
cross join lateral (select case when n = 2 then ${past(`a.authority_at + interval '300 days' + interval '200 days' * seed.draw('report' || a.i)`)} end as reported_at) r
cross join lateral (select case n when 1 then a.authority_at else r.reported_at end as due_from) o
cross join lateral (select o.due_from + interval '15 days' + interval '20 days' * seed.draw('pay' || a.i || '/' || n) as prepared, (a.i + n) % 40 = 0 as cancelled) t;
create unlogged table seed.cancelled as select *, seed.id(cancelled_at - interval '2 days', 'cancelled' || id) as cancelled_order_id from seed.instalments where cancelled_at is not null;
analyze seed.awards;
analyze seed.instalments;
`;

/** What happens to every dossier, from its first word to its last payment, computed before a row of it is written. */
export const lives = (size: Size): Step[] => [
  { makes: 'the lives of dossiers', text: dossiers(size) },
  { makes: 'the marks that they get', text: reviews(size) },
  { makes: 'what is decided and paid', text: decisions + payments },
];
