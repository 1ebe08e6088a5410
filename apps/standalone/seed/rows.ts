import { refusals, sentences } from './words.js';
import { texts, today, type Step } from './step.js';

const list = texts(sentences);
const prose = (count: number, key: string): string => Array.from({ length: count }, (_, n) => `seed.pick(${list}, '${key}${n}' || l.i)`).join(` || ' ' || `);

const applications = `
insert into applications (id, call_id, phase_id, pole_id, form_version_id, project_title, state, version, number, prerequisite_declared, submitted_at, silence_on, silence_noted_at, started_by, created_at)
  select l.id, l.call_id, c.phase_id, p.id, c.form_id, l.title, l.state, 4, l.number, false, l.submitted_at, l.silence_on, l.silence_noted_at, l.applicant_id, l.created_at
  from seed.lives l join seed.calls c using (k) join seed.poles p on p.n = l.pole order by l.created_at, l.i;
`;

const answers = `
create unlogged table seed.answers as
select l.i, l.id, jsonb_build_object('resume', ${prose(4, 's')}, 'territoire', p.city, 'innovation', ${prose(2, 'n')}, 'strategie', ${prose(3, 'c')}, 'salaries', 1 + l.i % 4) as answers
from seed.lives l join seed.poles p on p.n = l.pole;
`;

const sections = `
insert into application_sections (application_id, key, answers) select id, 'projet', answers from seed.answers order by i;
insert into section_revisions (id, application_id, key, answers, based_on, kept, saved_by, saved_at)
  select seed.id(l.created_at, 'revision' || l.i), l.id, 'projet', a.answers, 0, true, l.applicant_id, l.created_at + interval '1 minute' from seed.lives l join seed.answers a on a.i = l.i order by l.created_at, l.i;
`;

const members = `
insert into application_members (id, application_id, position, name, siren, legal_category, slots, evidence)
  select seed.id(l.created_at + interval '3 minutes', 'member' || position || '/' || l.i), l.id, position, name || ' ' || l.pole, seed.siren((l.pole * 3 + position) % 100000), category, slots, evidence
  from seed.lives l cross join (values (1, 'Association fictive', '9220', '{ess}'::text[], 'Statuts'), (2, 'Société fictive', '5710', '{non-ess}', 'Extrait Kbis'), (3, 'Commune fictive', '7210', '{other}', ''))
    m(position, name, category, slots, evidence) order by l.created_at, l.i;
`;

/** The text of a submission is what the application seals: the same keys in the same order. */
const submissions = `
with sealed as (
  select l.i, json_build_object('call', c.code, 'projectTitle', l.title, 'prerequisiteDeclared', false,
    'pole', json_build_object('city', p.city, 'name', p.name, 'siren', p.siren, 'postalCode', p.postal_code, 'regionCode', p.region_code, 'addressLine', 1 + p.n % 90 || ' rue Imaginaire', 'legalCategory', p.legal_category),
    'members', json_build_array(
      json_build_object('name', 'Association fictive ' || p.n, 'siren', seed.siren((p.n * 3 + 1) % 100000), 'slots', array['ess'], 'evidence', 'Statuts', 'legalCategory', '9220'),
      json_build_object('name', 'Société fictive ' || p.n, 'siren', seed.siren((p.n * 3 + 2) % 100000), 'slots', array['non-ess'], 'evidence', 'Extrait Kbis', 'legalCategory', '5710'),
      json_build_object('name', 'Commune fictive ' || p.n, 'siren', seed.siren((p.n * 3 + 3) % 100000), 'slots', array['other'], 'evidence', '', 'legalCategory', '7210')),
    'sections', json_build_array(json_build_object('key', 'projet', 'answers', a.answers)))::text as content
  from seed.lives l join seed.calls c using (k) join seed.poles p on p.n = l.pole join seed.answers a on a.i = l.i where l.submitted_at is not null
)
insert into submissions (id, application_id, ordinal, draft_version, number, received_at, content, content_sha256, submitted_by)
  select l.submission_id, l.id, 1, 4, l.number, l.submitted_at, s.content, sha256(convert_to(s.content, 'UTF8')), l.applicant_id from sealed s join seed.lives l using (i) order by l.submitted_at, l.i;
`;

const eligibility = `
create unlogged table seed.findings as
select l.i, l.id, l.examined_at, f.number, f.key, not (l.state = 'ineligible' and f.number = 3 + l.i % 4) as met
from seed.lives l cross join (values (3, 'innovation'), (4, 'territory'), (5, 'specification'), (6, 'not-already-funded')) f(number, key) where l.examined_at is not null;
insert into application_findings (application_id, condition, met, reason, found_by, found_at)
  select id, key, met, case when met then '' else 'Le dossier ne permet pas de l’établir.' end, seed.person('officer'), examined_at from seed.findings order by i;
insert into application_verdicts (application_id, outcome, conditions, ruled_by, ruled_at)
  select id, case when bool_and(met) then 'eligible' else 'ineligible' end, '[{"number": 1, "key": "private-law", "met": true, "reasons": [], "note": null}, {"number": 2, "key": "composition", "met": true, "reasons": [], "note": null}]'::jsonb
      || jsonb_agg(jsonb_build_object('number', number, 'key', key, 'met', met, 'reasons', case when met then '[]' else jsonb_build_array('eligibility.' || key || '-not-met') end,
        'note', case when met then '' else 'Le dossier ne permet pas de l’établir.' end) order by number),
    seed.person('officer'), examined_at + interval '1 minute'
  from seed.findings group by i, id, examined_at order by i;
`;

/** Reviews are there with their marks at once: what guards marks of a review that was sent, row by row, is the owner's to leave out of it. */
const reviews = `
insert into conflicts (id, application_id, person_id, basis, since, recorded_by) select id, application_id, person_id, basis, since, person_id from seed.conflicts;
insert into assignments (id, application_id, submission_id, reviewer_id, level, assigned_by, assigned_at)
  select assignment_id, application_id, submission_id, reviewer_id, case when role = 'regional-reviewer' then 'regional' else 'national' end, seed.person('officer'), assigned_at from seed.reviews order by assigned_at, i;
insert into reviews (id, assignment_id, rubric_version_id, state, version, basis_points, below_threshold, sent_at)
  select r.id, r.assignment_id, c.rubric_id, case when r.sent_at is null then 'draft' else 'final' end, case when r.sent_at is null then 1 else 2 end,
    case when r.sent_at is not null then r.basis_points end, case when r.sent_at is null then null when r.cooperation < 2 then '{cooperation}'::text[] else '{}' end, r.sent_at
  from seed.reviews r join seed.lives l using (i) join seed.calls c using (k) order by r.assigned_at, r.i;
begin;
alter table review_marks disable trigger review_marks_guard;
insert into review_marks (review_id, criterion, value)
  select r.id, m.key, m.value from seed.reviews r cross join lateral (values ('cooperation', cooperation), ('innovation', innovation), ('territoire', territoire), ('modele', modele)) m(key, value)
  where r.sent_at is not null or (r.i % 3 = 0 and m.key = 'cooperation') order by r.assigned_at, r.i;
alter table review_marks enable trigger review_marks_guard;
commit;
`;

const rankings = `
insert into rankings (id, call_id, ordinal, committee_order, frozen_by, frozen_at) select ranking_id, id, 1, '{}', seed.person('chair'), frozen_at from seed.calls where frozen_at <= ${today};
insert into ranking_rows (ranking_id, application_id, position, rank, mean_numerator, mean_denominator, spread, review_count, below_threshold)
  select ranking_id, application_id, position, case when not eliminated then position end, points, reviews, spread, reviews, case when eliminated then '{cooperation}'::text[] else '{}' end from seed.ranking order by k, position;
`;

const decisions = `
insert into decisions (id, reference, application_id, submission_id, kind, amount_cents, reserve_rank, motivation, release_on, state, proposed_by, proposed_at, confirmed_by, confirmed_at, decided_on,
    signatory_name, signatory_quality, released_by, released_at)
  select d.id, d.reference, d.application_id, d.submission_id, d.kind, d.amount_cents, d.reserve_rank, case when d.kind = 'refusal' then seed.pick(${texts(refusals)}, 'why' || d.i) else '' end, d.release_on,
    case when d.released_at is not null then 'released' when d.confirmed_at is not null then 'confirmed' else 'proposed' end,
    case when d.kind = 'ineligible' then seed.person('officer') else seed.person('chair') end, d.proposed_at, case when d.confirmed_at is not null then s.id end, d.confirmed_at,
    (d.confirmed_at at time zone 'Europe/Paris')::date, case when d.confirmed_at is not null then s.full_name end, case when d.confirmed_at is not null then s.quality end,
    case when d.released_at is not null then s.id end, d.released_at
  from seed.decisions d cross join (select * from seed.people where key = 'signatory') s order by d.proposed_at, d.i;
`;

/** Dossiers first; then what was said of them; what they say themselves waits for nothing else. The events that tell of it come from the same lives. */
export const started: readonly Step[] = [{ makes: 'dossiers', text: applications + answers }];
export const examined: readonly Step[] = [
  { makes: 'sealed submissions', text: submissions },
  { makes: 'assignments, reviews and marks', text: reviews },
  { makes: 'rankings', text: rankings },
  { makes: 'decisions', text: decisions },
];
export const said: readonly Step[] = [
  { makes: 'answers', text: sections },
  { makes: 'members', text: members },
  { makes: 'findings and verdicts', text: eligibility },
];
