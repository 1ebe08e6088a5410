import { Injectable } from '@nestjs/common';
import { canConfirmDecision, canReleaseDecision, canSeeDecision, decisionReaders } from '#domain/decisions/decision.policy.js';
import { appealLastDay, type DecisionKind } from '#domain/decisions/decision.rules.js';
import { decisionLifecycle, type DecisionState } from '#domain/decisions/decision.lifecycle.js';
import { isOfPole, poleReaders, polesKeptFrom } from '#domain/identity/pole-people.js';
import { scopesOf, type Actor, type Scope } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';
import { envelopeOfDossier } from '../calls/call.queries.js';

export interface DecisionSummary {
  id: string;
  reference: string;
  kind: DecisionKind;
  amountCents: number | null;
  reserveRank: number | null;
  state: DecisionState;
  releaseOn: string;
  releasedAt: Date | null;
  supersededAt: Date | null;
  applicationId: string;
  applicationNumber: string;
  projectTitle: string;
  callId: string;
  callCode: string;
  /** The title of its dossier's track; null where its call has none. */
  trackTitle: string | null;
  poleId: string;
  poleName: string;
  regionCode: string;
  /** Is its letter there to be read? */
  hasLetter: boolean;
}

export interface DecisionView extends DecisionSummary {
  motivation: string;
  /** The last day to appeal, counted from the release day. */
  appealLastDay: string;
  decidedOn: string | null;
  signatoryName: string | null;
  signatoryQuality: string | null;
  supersedes: string | null;
  /** Deliberation: null for the pole. */
  proposedByName: string | null;
  proposedAt: Date | null;
  confirmedByName: string | null;
  confirmedAt: Date | null;
  letter: { sha256: string; verificationCode: string; madeAt: string } | null;
  actions: ('confirm' | 'release')[];
}

interface Raw extends DecisionView {
  envelopeId: string;
  conflicted: boolean;
  overseas: boolean;
  proposedBy: string;
}

const summary = `d.id, d.reference, d.kind, d.amount_cents as "amountCents", d.reserve_rank as "reserveRank", d.state, d.release_on as "releaseOn",
  d.released_at as "releasedAt", d.superseded_at as "supersededAt", a.id as "applicationId", a.number as "applicationNumber", a.project_title as "projectTitle",
  c.id as "callId", c.code as "callCode",
  (select title from call_tracks t where t.call_id = a.call_id and t.key = a.track_key) as "trackTitle", p.id as "poleId", p.name as "poleName", p.region_code as "regionCode",
  exists (select from letters l where l.decision_id = d.id) as "hasLetter"`;
const tables = `decisions d join applications a on a.id = d.application_id join calls c on c.id = a.call_id join poles p on p.id = a.pole_id`;
const conflicted = (user: string): string => `exists (select from conflicts k where k.application_id = a.id and k.person_id = ${user})`;

/**
 * SQL that says whether the dossier at hand (`a` applications, `d` decisions) lies within one of `scopes`: the same question as
 * `holds`, asked of rows. Scopes of a pole or of a call alone are asked of the dossier's keys, which have indexes.
 */
export function withinScopes(where: Where, scopes: readonly Scope[]): string {
  const fieldsOf = (scope: Scope): string => Object.keys(scope).join();
  if (scopes.some((scope) => fieldsOf(scope) === '')) return 'true';
  const poles = scopes.filter((scope) => fieldsOf(scope) === 'poleId');
  const calls = scopes.filter((scope) => fieldsOf(scope) === 'callId');
  const others = scopes.filter((scope) => !poles.includes(scope) && !calls.includes(scope));
  const among = (key: string, ids: readonly (string | undefined)[]): string => (ids.length === 1 ? `${key} = ${where.value(ids[0])}::uuid` : `${key} = any(${where.value(ids)}::uuid[])`);
  const within = [
    ...(poles.length > 0 ? [among('a.pole_id', poles.map((scope) => scope.poleId))] : []),
    ...(calls.length > 0 ? [among('d.call_id', calls.map((scope) => scope.callId))] : []),
    ...(others.length > 0
      ? [
          `exists (select from jsonb_to_recordset(${where.value(JSON.stringify(others))}::jsonb) s("callId" uuid, "regionCode" text, "poleId" uuid, "envelopeId" uuid)
             where (s."callId" is null or s."callId" = a.call_id) and (s."poleId" is null or s."poleId" = a.pole_id)
               and (s."envelopeId" is null or s."envelopeId" = ${envelopeOfDossier})
               and (s."regionCode" is null or s."regionCode" = (select region_code from poles where id = a.pole_id)))`,
        ]
      : []),
  ];
  return within.length === 0 ? 'false' : `(${within.join(' or ')})`;
}

@Injectable()
export class DecisionQueries {
  constructor(private readonly database: Database) {}

  /** Decisions, the last proposed first: all those that one's desk covers, and what was released to one's poles. */
  async list(
    actor: Actor,
    filter: { callId?: string; applicationId?: string; kind?: DecisionKind; state?: DecisionState; search?: string; limit: number; after?: string },
  ): Promise<Page<DecisionSummary>> {
    const where = new Where();
    const own = withinScopes(where, scopesOf(actor, poleReaders));
    const kept = withinScopes(where, polesKeptFrom(actor));
    const covered = withinScopes(where, scopesOf(actor, decisionReaders));
    where.and(`${own} and d.state = 'released' or ${covered} and (d.state = 'released' or not ${kept} and not ${conflicted(`${where.value(actor.userId)}::uuid`)})`);
    if (filter.callId !== undefined) where.and(`d.call_id = ${where.value(filter.callId)}::uuid`);
    if (filter.applicationId !== undefined) where.and(`d.application_id = ${where.value(filter.applicationId)}::uuid`);
    if (filter.kind !== undefined) where.and(`d.kind = ${Where.word(filter.kind)}`);
    if (filter.state !== undefined) where.and(`d.state = ${Where.word(filter.state)}`);
    if (filter.search !== undefined) {
      const pattern = `'%' || essaim_fold(${where.value(filter.search)}) || '%'`;
      where.and(`d.id = any(array(select y.id from applications x join decisions y on y.application_id = x.id where x.search like ${pattern} union all select id from decisions where essaim_fold(reference) like ${pattern}))`);
    }
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(d.proposed_at, d.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<DecisionSummary & { cursor: string }>(
      this.database,
      `select ${summary}, d.proposed_at::text as cursor
       from (select d.* from decisions d join applications a on a.id = d.application_id where ${where.sql} order by d.proposed_at desc, d.id desc limit ${fetched(filter.limit)}) d
       join applications a on a.id = d.application_id join calls c on c.id = a.call_id join poles p on p.id = a.pole_id order by d.proposed_at desc, d.id desc`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map(({ cursor: _, ...row }) => row), next };
  }

  async one(actor: Actor, id: string): Promise<DecisionView> {
    const [found] = await rows<Omit<Raw, 'actions' | 'appealLastDay'>>(
      this.database,
      `select ${summary}, d.motivation, d.decided_on as "decidedOn", d.signatory_name as "signatoryName", d.signatory_quality as "signatoryQuality", d.supersedes,
         d.proposed_by as "proposedBy", x.full_name as "proposedByName", d.proposed_at as "proposedAt", y.full_name as "confirmedByName", d.confirmed_at as "confirmedAt",
         ${envelopeOfDossier} as "envelopeId", p.overseas, ${conflicted('$2')} as conflicted,
         (select jsonb_build_object('sha256', encode(f.sha256, 'hex'), 'verificationCode', l.verification_code, 'madeAt', l.made_at)
          from letters l join letter_files f on f.letter_id = l.id where l.decision_id = d.id order by l.made_at desc, l.id desc limit 1) as letter
       from ${tables} join users x on x.id = d.proposed_by left join users y on y.id = d.confirmed_by where d.id = $1`,
      [id, actor.userId],
    );
    if (found === undefined || !canSeeDecision(actor, found)) throw notFound('decision');
    const { envelopeId, conflicted: _, overseas, proposedBy, ...view } = found;
    const place = { ...view, envelopeId };
    const may = { confirm: canConfirmDecision(actor, place) && proposedBy !== actor.userId, release: canReleaseDecision(actor, place) };
    const actions = view.supersededAt === null ? decisionLifecycle.actionsFrom(view.state).filter((action) => may[action]) : [];
    const hidden = isOfPole(actor, place) ? { proposedByName: null, proposedAt: null, confirmedByName: null, confirmedAt: null } : {};
    return { ...view, ...hidden, appealLastDay: appealLastDay(view.releaseOn, overseas), actions };
  }
}
