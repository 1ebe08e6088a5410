import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Test, type TestingModule } from '@nestjs/testing';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Actor, Role } from '#domain/identity/actor.js';
import type { Proposal } from '#domain/decisions/decision.rules.js';
import type { MoneyLine } from '#domain/programmes/ledger.rules.js';
import { toCents } from '#domain/shared/money.js';
import { DecisionService } from '#features/decisions/decision.service.js';
import { ProposalService } from '#features/decisions/proposal.service.js';
import { LetterService } from '#features/decisions/letter.service.js';
import { DisbursementsModule } from '#features/disbursements/disbursements.module.js';
import { EnvelopeService } from '#features/programmes/envelope.service.js';
import { ProgrammesModule } from '#features/programmes/programmes.module.js';
import { DecisionsModule } from '#features/decisions/decisions.module.js';
import { AgreementsModule } from '#features/agreements/agreements.module.js';
import { readConfig } from '#platform/config/config.js';
import { PlatformModule } from '#platform/platform.module.js';
import { filesFolder } from '../../support/config.js';

export const at = new Date('2023-10-17T08:00:00Z');
export const euros = (amount: number) => toCents(amount * 100);

export interface Dossier {
  applicationId: string;
  poleId: string;
  applicant: Actor;
}

/** A call that reached its committee: an open envelope, people for each role, dossiers on demand. */
export class Round {
  constructor(
    readonly module: TestingModule,
    readonly app: pg.Pool,
    readonly owner: pg.Pool,
    private readonly connections: number,
    readonly envelopeId: string,
    readonly callId: string,
    private readonly ids: { phaseId: string; formId: string; rankingId: string; authorId: string },
    readonly people: Record<'officer' | 'chair' | 'signatory' | 'preparer' | 'approver' | 'executor' | 'auditor' | 'reviewer', Actor>,
  ) {}

  get decisions(): DecisionService {
    return this.module.get(DecisionService);
  }

  async dossier(state: 'under-review' | 'ineligible' = 'under-review', region = '84', rank: number | 'eliminated' | 'unranked' = 1): Promise<Dossier> {
    const { phaseId, formId, rankingId, authorId } = this.ids;
    const number = `2023-${String(++sequence).padStart(6, '0')}`;
    const pole = await one(this.app, `insert into poles (name, siren, legal_category, region_code, address_line, postal_code, city, created_by) values ($1, $2, '9220', $3, '1 rue Fictive', '69000', 'Lyon', $4) returning id`, [
      `Pôle fictif ${sequence}`,
      `000${String(sequence).padStart(6, '0')}`,
      region,
      authorId,
    ]);
    const applicant = await person(this.app, [{ role: 'applicant', scope: { poleId: pole } }]);
    const application = await one(
      this.app,
      `insert into applications (call_id, phase_id, pole_id, form_version_id, project_title, state, number, submitted_at, silence_on, started_by)
       values ($1, $2, $3, $4, 'Une halle pour tous', $5, $6, '2023-07-20T10:00:00Z', '2023-09-20', $7) returning id`,
      [this.callId, phaseId, pole, formId, state, number, applicant.userId],
    );
    await one(
      this.app,
      `insert into submissions (application_id, ordinal, draft_version, number, received_at, content, content_sha256, submitted_by)
       values ($1, 1, 1, $2, '2023-07-20T10:00:00Z', '{}', sha256('{}'), $3) returning id`,
      [application, number, applicant.userId],
    );
    if (state === 'ineligible') {
      const conditions = [{ number: 3, key: 'innovation', met: false, reasons: [], note: 'Le projet ne présente pas de caractère innovant.' }];
      await this.app.query(`insert into application_verdicts (application_id, outcome, conditions, ruled_by, ruled_at) values ($1, 'ineligible', $2, $3, now())`, [application, JSON.stringify(conditions), authorId]);
    } else if (rank !== 'unranked') {
      await this.app.query(
        `insert into ranking_rows (ranking_id, application_id, position, rank, mean_numerator, mean_denominator, spread, review_count, below_threshold) values ($1, $2, $3, $4, 7000, 1, 0, 3, $5)`,
        [rankingId, application, sequence, rank === 'eliminated' ? null : sequence, rank === 'eliminated' ? ['*'] : []],
      );
    }
    return { applicationId: application, poleId: pole, applicant };
  }

  async propose(dossier: Dossier, proposal: Partial<Proposal> = {}, by: Actor = this.people.chair): Promise<string> {
    return this.module.get(ProposalService).propose(by, dossier.applicationId, { ...award, ...proposal }, at);
  }

  /** Runs the jobs that make the letters of what was confirmed. */
  async makeLetters(): Promise<void> {
    const { rows } = await this.app.query<{ id: string }>(`select id from outbox where job = 'decisions.make-letter'`);
    for (const { id } of rows) await this.module.get(LetterService).make(id);
  }

  async released(dossier: Dossier, proposal: Partial<Proposal> = {}): Promise<string> {
    const id = await this.propose(dossier, proposal);
    await this.decisions.confirm(this.people.signatory, id, at);
    await this.makeLetters();
    await this.decisions.release(this.people.signatory, id, at);
    return id;
  }

  /** Opens every connection of the pool, so that what starts together next truly runs together. */
  async warm(): Promise<void> {
    await Promise.all(Array.from({ length: this.connections }, () => this.module.get(DataSource).query('select pg_sleep(0.2)')));
  }

  /** Lets `start` begin while somebody else holds a row, so that all that it starts waits there together. */
  async behindGate<T>(table: 'decisions' | 'agreements', id: string, start: () => Promise<T>): Promise<T> {
    await this.warm();
    const gate = await this.app.connect();
    await gate.query('begin');
    await gate.query(`select from ${table} where id = $1 for update`, [id]);
    const started = start();
    await pause(200);
    await gate.query('rollback');
    gate.release();
    return started;
  }

  async events(subjectType: string, subjectId: string): Promise<string[]> {
    const { rows } = await this.app.query<{ name: string }>(`select name from events where subject_type = $1 and subject_id = $2 order by seq`, [subjectType, subjectId]);
    return rows.map(({ name }) => name);
  }

  async close(): Promise<void> {
    await this.module.close();
    await this.app.end();
    await this.owner.end();
  }
}

let sequence = 0;

export const award: Proposal = { kind: 'award', amountCents: euros(100_000), reserveRank: null, motivation: '', releaseOn: '2023-10-17' };

export async function one(pool: pg.Pool, text: string, params: readonly unknown[]): Promise<string> {
  return (await pool.query<{ id: string }>(text, [...params])).rows[0]!.id;
}

export async function person(pool: pg.Pool, grants: Actor['grants'], quality: string | null = null): Promise<Actor> {
  const userId = await one(pool, `insert into users (email, full_name, quality) values ($1, 'Camille Fictive', $2) returning id`, [`${randomUUID()}@essaim.test`, quality]);
  return { userId, grants };
}

function connect(url: string | undefined, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, options: '-c search_path=essaim,public' });
  pool.on('error', () => undefined); // the database is dropped while connections say goodbye
  return pool;
}

export const figures2023: readonly MoneyLine[] = [
  { nature: 'ae', year: 2023, amountCents: euros(1_500_000) },
  { nature: 'cp', year: 2023, amountCents: euros(900_000) },
  { nature: 'cp', year: 2024, amountCents: euros(600_000) },
];

export async function openRound(money: readonly MoneyLine[] = figures2023, pool = 10): Promise<Round> {
  const config = readConfig({
    DATABASE_URL: process.env['DATABASE_URL'],
    DATABASE_POOL: String(pool),
    SMTP_URL: 'smtp://127.0.0.1:1',
    FILES_FOLDER: filesFolder,
    ESSAIM_SECRET: 'a secret of this test, long enough',
    LOG_LEVEL: 'silent',
  });
  const module = await Test.createTestingModule({ imports: [PlatformModule.with(config), ProgrammesModule, DecisionsModule, AgreementsModule, DisbursementsModule] }).compile();
  const app = connect(process.env['DATABASE_URL'], 6);
  const owner = connect(process.env['DATABASE_OWNER_URL'], 2);
  const holding = (role: Role): Promise<Actor> => person(app, [{ role, scope: {} }], role === 'signatory' ? 'Sous-directrice fictive' : null);
  const [officer, chair, signatory, preparer, approver, executor, auditor, reviewer, budgetApprover] = await Promise.all(
    (['officer', 'chair', 'signatory', 'preparer', 'approver', 'executor', 'auditor', 'national-reviewer', 'budget-approver'] as const).map(holding),
  ) as [Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor];
  const envelopeId = await module.get(EnvelopeService).propose(officer, { title: 'AMI 2023', programmeCode: '305', actionCode: '04' }, money, at);
  await module.get(EnvelopeService).confirm(budgetApprover, envelopeId, at);
  const terms = {
    support: 'cash',
    minCents: euros(10_000),
    maxCents: euros(100_000),
    durationMonths: 24,
    laureatesExpected: 15,
    instalments: [
      { key: 'first', label: 'Premier versement', sharePercent: 60, trigger: 'signature', paymentDays: 60, yearOffset: 0 },
      { key: 'second', label: 'Second versement', sharePercent: 40, trigger: 'report-accepted', paymentDays: 60, yearOffset: 1 },
    ],
  };
  const callId = await one(
    app,
    `insert into calls (code, title, instrument, summary, state, envelope_id, authority, award_terms, authored_by, published_by, published_at)
     values ('AMI-2023', 'Appel fictif 2023', 'AMI', '', 'published', $1, 'Secrétariat d’État fictif', $2, $3, $4, '2023-06-01T00:00:00Z') returning id`,
    [envelopeId, JSON.stringify(terms), officer.userId, signatory.userId],
  );
  const phaseId = await one(app, `insert into call_phases (call_id, position, title, opens_at, closes_at) values ($1, 1, 'Phase 2', '2023-06-01', '2023-08-01') returning id`, [callId]);
  const formId = await one(app, `insert into form_versions (call_id, ordinal, definition) values ($1, 1, '{}') returning id`, [callId]);
  const rankingId = await one(app, `insert into rankings (call_id, ordinal, committee_order, frozen_by, frozen_at) values ($1, 1, '{}', $2, $3) returning id`, [callId, chair.userId, at]);
  const people = { officer, chair, signatory, preparer, approver, executor, auditor, reviewer };
  return new Round(module, app, owner, pool, envelopeId, callId, { phaseId, formId, rankingId, authorId: officer.userId }, people);
}
