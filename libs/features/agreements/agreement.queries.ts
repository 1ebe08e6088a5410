import { Injectable } from '@nestjs/common';
import { agreementLifecycle, type AgreementAction, type AgreementState } from '#domain/agreements/agreement.lifecycle.js';
import { agreementReaders, canSeeAgreement, canSign } from '#domain/agreements/agreement.policy.js';
import type { Trigger } from '#domain/decisions/instalment.rules.js';
import { poleReaders } from '#domain/identity/pole-people.js';
import { scopesOf, type Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';
import { envelopeOfDossier } from '../calls/call.queries.js';
import { withinScopes } from '../decisions/decision.queries.js';

export interface AgreementSummary {
  id: string;
  reference: string;
  version: number;
  state: AgreementState;
  decisionId: string;
  decisionReference: string;
  amountCents: number;
  applicationId: string;
  applicationNumber: string;
  projectTitle: string;
  callId: string;
  callCode: string;
  /** The title of its dossier's track; null where its call has none. */
  trackTitle: string | null;
  poleId: string;
  poleName: string;
  draftedAt: Date;
  signedByPoleAt: Date | null;
  signedByAuthorityAt: Date | null;
}

export interface AgreementView extends AgreementSummary {
  signedByPoleName: string | null;
  signedByAuthorityName: string | null;
  instalments: {
    id: string;
    position: number;
    label: string;
    amountCents: number;
    year: number;
    trigger: Trigger;
    paymentDays: number | null;
    startsOn: string | null;
    dueOn: string | null;
  }[];
  actions: AgreementAction[];
}

const summary = `g.id, g.reference, g.version, g.state, d.id as "decisionId", d.reference as "decisionReference", d.amount_cents as "amountCents",
  a.id as "applicationId", a.number as "applicationNumber", a.project_title as "projectTitle", c.id as "callId", c.code as "callCode",
  (select title from call_tracks t where t.call_id = a.call_id and t.key = a.track_key) as "trackTitle", p.id as "poleId",
  p.name as "poleName", g.drafted_at as "draftedAt", g.signed_by_pole_at as "signedByPoleAt", g.signed_by_authority_at as "signedByAuthorityAt"`;
const tables = `agreements g join decisions d on d.id = g.decision_id join applications a on a.id = d.application_id join calls c on c.id = a.call_id join poles p on p.id = a.pole_id`;

@Injectable()
export class AgreementQueries {
  constructor(private readonly database: Database) {}

  /** Agreements, the last drafted first: one's poles' own, and those that one's desk covers. */
  async list(actor: Actor, filter: { callId?: string; state?: AgreementState; search?: string; limit: number; after?: string }): Promise<Page<AgreementSummary>> {
    const where = new Where();
    where.and(withinScopes(where, scopesOf(actor, [...poleReaders, ...agreementReaders])));
    if (filter.callId !== undefined) where.and(`g.decision_id = any(array(select id from decisions where call_id = ${where.value(filter.callId)}::uuid and kind = 'award'))`);
    if (filter.state !== undefined) where.and(`g.state = ${Where.word(filter.state)}`);
    if (filter.search !== undefined) {
      const pattern = `'%' || essaim_fold(${where.value(filter.search)}) || '%'`;
      where.and(`g.id = any(array(select z.id from applications x join decisions y on y.application_id = x.id join agreements z on z.decision_id = y.id where x.search like ${pattern}
        union all select id from agreements where essaim_fold(reference) like ${pattern}))`);
    }
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(g.drafted_at, g.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<AgreementSummary & { cursor: string }>(
      this.database,
      `select ${summary}, g.drafted_at::text as cursor from ${tables} where ${where.sql} order by g.drafted_at desc, g.id desc limit ${fetched(filter.limit)}`,
      where.params,
    );
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map(({ cursor: _, ...row }) => row), next };
  }

  async one(actor: Actor, id: string): Promise<AgreementView> {
    const [found] = await rows<Omit<AgreementView, 'actions'> & { envelopeId: string; regionCode: string; signedByPole: string | null }>(
      this.database,
      `select ${summary}, ${envelopeOfDossier} as "envelopeId", p.region_code as "regionCode", g.signed_by_pole as "signedByPole",
         x.full_name as "signedByPoleName", y.full_name as "signedByAuthorityName",
         (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'position', i.position, 'label', i.label, 'amountCents', i.amount_cents, 'year', i.year,
            'trigger', i.trigger, 'paymentDays', i.payment_days, 'startsOn', i.starts_on, 'dueOn', i.due_on) order by i.position), '[]') from instalments i where i.agreement_id = g.id) as instalments
       from ${tables} left join users x on x.id = g.signed_by_pole left join users y on y.id = g.signed_by_authority where g.id = $1`,
      [id],
    );
    if (found === undefined || !canSeeAgreement(actor, found)) throw notFound('agreement');
    const { envelopeId, regionCode, signedByPole, ...view } = found;
    const place = { ...view, envelopeId, regionCode };
    const actions = agreementLifecycle.actionsFrom(view.state).filter((action) => canSign(actor, action, place) && signedByPole !== actor.userId);
    return { ...view, actions };
  }
}
