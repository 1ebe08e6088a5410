import { today, type Step } from './step.js';

/** One kind of event: of which subject, when, by whom, with which payload, out of which rows. */
interface Telling {
  name: string;
  subject: string;
  id: string;
  at: string;
  actor: string;
  payload: string;
  from: string;
}

const by = (key: string): string => `(select id::text from seed.people where key = '${key}')`;
const dossier = (name: string, at: string, payload: string, from: string, actor = 'l.applicant_id::text'): Telling => ({ name: `application.${name}`, subject: 'application', id: 'l.id', at, actor, payload: `'applicationId', l.id${payload}`, from });

const tellings: readonly Telling[] = [
  { name: 'user.registered', subject: 'user', id: 'p.id', at: `timestamptz '2014-12-01Z'`, actor: by('administration'), payload: `'userId', p.id`, from: 'seed.people p' },
  { name: 'pole.created', subject: 'pole', id: 'p.id', at: `timestamptz '2014-12-04Z'`, actor: 'p.applicant_id::text', payload: `'poleId', p.id, 'regionCode', p.region_code`, from: 'seed.poles p' },
  ...(['proposed', 'opened'] as const).map((step): Telling => ({
    name: `envelope.${step}`, subject: 'envelope', id: 'c.envelope_id', at: `c.opens_at - interval '${step === 'opened' ? 50 : 60} days'`, actor: by(step === 'opened' ? 'budget' : 'officer'),
    payload: `'envelopeId', c.envelope_id, 'movementId', c.movement_id, 'aeCents', c.ae_cents, 'cpCents', c.ae_cents`, from: 'seed.calls c',
  })),
  { name: 'call.drafted', subject: 'call', id: 'c.id', at: `c.opens_at - interval '40 days'`, actor: by('officer'), payload: `'callId', c.id`, from: 'seed.calls c' },
  { name: 'call.published', subject: 'call', id: 'c.id', at: `c.opens_at - interval '20 days'`, actor: by('publisher'), payload: `'callId', c.id`, from: 'seed.calls c' },
  { name: 'ranking.frozen', subject: 'call', id: 'c.id', at: 'c.frozen_at', actor: by('chair'), payload: `'rankingId', c.ranking_id, 'callId', c.id, 'ordinal', 1, 'ranked', (select count(*) from seed.ranking r where r.k = c.k)`, from: `seed.calls c where c.frozen_at <= ${today}` },
  dossier('started', 'l.created_at', `, 'callId', l.call_id, 'poleId', p.id`, 'seed.lives l join seed.poles p on p.n = l.pole'),
  dossier('section-saved', `l.created_at + interval '1 minute'`, `, 'key', 'projet', 'version', 1`, 'seed.lives l'),
  dossier('members-declared', `l.created_at + interval '3 minutes'`, `, 'count', 3`, 'seed.lives l'),
  dossier('submitted', 'l.submitted_at', `, 'callId', l.call_id, 'submissionId', l.submission_id`, 'seed.lives l where l.submitted_at is not null'),
  dossier('withdrawn', 'l.withdrawn_at', `, 'callId', l.call_id`, `seed.lives l where l.state = 'withdrawn'`),
  dossier('findings-recorded', 'l.examined_at', `, 'conditions', '["innovation", "territory", "specification", "not-already-funded"]'::jsonb`, 'seed.lives l where l.examined_at is not null', by('officer')),
  dossier('found-eligible', `l.examined_at + interval '1 minute'`, '', `seed.lives l where l.examined_at is not null and l.state <> 'ineligible'`, by('officer')),
  dossier('found-ineligible', `l.examined_at + interval '1 minute'`, `, 'conditions', jsonb_build_array((array['innovation', 'territory', 'specification', 'not-already-funded'])[1 + l.i % 4])`, `seed.lives l where l.state = 'ineligible'`, by('officer')),
  dossier('review-started', 'r.assigned_at', '', 'seed.lives l join seed.reviews r on r.i = l.i and r.r = 0', by('officer')),
  dossier('silence-passed', 'l.silence_noted_at', `, 'silenceOn', l.silence_on`, 'seed.lives l where l.silence_noted_at is not null', `'system'`),
  { name: 'review.conflict-declared', subject: 'application', id: 'k.application_id', at: 'k.since', actor: 'k.person_id::text', payload: `'conflictId', k.id, 'applicationId', k.application_id, 'personId', k.person_id, 'basis', k.basis`, from: 'seed.conflicts k' },
  { name: 'review.assigned', subject: 'assignment', id: 'r.assignment_id', at: 'r.assigned_at', actor: by('officer'), payload: `'assignmentId', r.assignment_id, 'reviewId', r.id, 'applicationId', r.application_id, 'reviewerId', r.reviewer_id, 'level', split_part(r.role, '-', 1)`, from: 'seed.reviews r' },
  { name: 'review.sent', subject: 'review', id: 'r.id', at: 'r.sent_at', actor: 'r.reviewer_id::text', payload: `'reviewId', r.id, 'applicationId', r.application_id, 'revision', 1, 'basisPoints', r.basis_points`, from: 'seed.reviews r where r.sent_at is not null' },
  ...(['proposed', 'confirmed', 'released'] as const).map((step): Telling => ({
    name: `decision.${step}`, subject: 'decision', id: 'd.id', at: `d.${step}_at`, actor: step === 'proposed' ? `case when d.kind = 'ineligible' then ${by('officer')} else ${by('chair')} end` : by('signatory'),
    payload: `'decisionId', d.id, 'applicationId', d.application_id, 'kind', d.kind${step === 'released' ? '' : `, 'amountCents', d.amount_cents`}`, from: `seed.decisions d where d.${step}_at is not null`,
  })),
  { name: 'agreement.drafted', subject: 'agreement', id: 'a.id', at: 'a.drafted_at', actor: by('officer'), payload: `'agreementId', a.id, 'decisionId', a.decision_id, 'applicationId', a.application_id, 'amountCents', a.amount_cents`, from: 'seed.awards a' },
  { name: 'agreement.signed-by-pole', subject: 'agreement', id: 'a.id', at: 'a.pole_at', actor: 'a.applicant_id::text', payload: `'agreementId', a.id, 'applicationId', a.application_id`, from: 'seed.awards a where a.pole_at is not null' },
  { name: 'agreement.concluded', subject: 'agreement', id: 'a.id', at: 'a.authority_at', actor: by('signatory'), payload: `'agreementId', a.id, 'applicationId', a.application_id`, from: 'seed.awards a where a.authority_at is not null' },
  { name: 'instalment.report-accepted', subject: 'instalment', id: 'n.id', at: 'n.reported_at', actor: by('officer'), payload: `'instalmentId', n.id, 'agreementId', n.agreement_id`, from: 'seed.instalments n where n.reported_at is not null' },
  { name: 'bank-account.declared', subject: 'bank-account', id: 'b.id', at: 'b.declared_at', actor: 'b.applicant_id::text', payload: `'bankAccountId', b.id, 'poleId', p.id`, from: 'seed.accounts b join seed.poles p on p.n = b.pole' },
  { name: 'bank-account.verified', subject: 'bank-account', id: 'b.id', at: 'b.verified_at', actor: by('approver'), payload: `'bankAccountId', b.id, 'poleId', p.id`, from: 'seed.accounts b join seed.poles p on p.n = b.pole where b.verified_at is not null' },
  ...([['prepared', 'preparer'], ['approved', 'approver'], ['executed', 'executor']] as const).map(([step, person]): Telling => ({
    name: `payment-order.${step}`, subject: 'payment-order', id: 'n.order_id', at: `n.${step}_at`, actor: by(person),
    payload: `'orderId', n.order_id, 'instalmentId', n.id, 'amountCents', n.amount_cents${step === 'executed' ? `, 'applicationId', n.application_id` : ''}`, from: `seed.instalments n where n.${step}_at is not null`,
  })),
  ...([['prepared', 'preparer', `c.cancelled_at - interval '2 days'`], ['cancelled', 'approver', 'c.cancelled_at']] as const).map(([step, person, at]): Telling => ({
    name: `payment-order.${step}`, subject: 'payment-order', id: 'c.cancelled_order_id', at, actor: by(person), payload: `'orderId', c.cancelled_order_id, 'instalmentId', c.id, 'amountCents', c.amount_cents`, from: 'seed.cancelled c',
  })),
];

const one = ({ name, subject, id, at, actor, payload, from }: Telling): string =>
  `select seed.id(${at}, '${name}' || ${id}) as id, '${subject}' collate "C" as subject_type, ${id}::text collate "C" as subject_id, '${name}' as name, ${actor} as actor, jsonb_build_object(${payload}) as payload, ${at} as occurred_at from ${from}`;

/**
 * Everything that happened. The trigger that chains events takes them one by one, a hundred microseconds each; here the owner of the table
 * chains them all in one pass, with the same function: `npm run verify` proves the result.
 */
export const events: Step = {
  makes: 'events',
  text: `
create aggregate seed.chain(text, text, int, text, text, timestamptz, jsonb) (sfunc = event_hash, stype = bytea);
create unlogged table seed.events as
select *, lag(hash) over w as prev_hash, lead(id) over w is null as is_last from (
  select *, seed.chain(subject_type, subject_id, seq, name, actor, occurred_at, payload) over w as hash from (
    select *, (row_number() over w)::int as seq from (
${tellings.map(one).join('\nunion all\n')}) e
    window w as (partition by subject_type, subject_id order by id)) numbered
  window w as (partition by subject_type, subject_id order by id)) chained
window w as (partition by subject_type, subject_id order by id);
begin;
alter table events disable trigger event_chain;
insert into events (id, subject_type, subject_id, seq, name, actor, payload, occurred_at, recorded_at, prev_hash, hash)
  select id, subject_type, subject_id, seq, name, actor, payload, occurred_at, occurred_at + interval '20 milliseconds', prev_hash, hash from seed.events order by id;
alter table events enable trigger event_chain;
insert into event_heads (subject_type, subject_id, seq, hash)
  select subject_type, subject_id, seq, hash from seed.events where is_last;
commit;
`,
};
