import { Injectable } from '@nestjs/common';
import { checkAssessment, checkInForce, isSignedAlike, signatureContent, type CharterStanding, type ItemAssessment } from '#domain/charters/assessment.rules.js';
import { canSignCharter } from '#domain/charters/charter.policy.js';
import { canSeePole } from '#domain/directory/pole.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { conflict, forbidden, notFound } from '#domain/shared/error.js';
import type { EventMap, EventName } from '#domain/shared/event.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { SignatureRepository, type InForce } from './signature.repository.js';

export interface Signing {
  charterId: string;
  answers: ItemAssessment[];
  /** The function in which the person signs. */
  signedAs: string;
  /** May everybody read the self-assessment? */
  isPublic: boolean;
}

/** What poles say of themselves on the charter in force, and that they sign it. */
@Injectable()
export class SignatureService {
  constructor(
    private readonly transactions: Transactions,
    private readonly signatures: SignatureRepository,
    private readonly events: EventLog,
  ) {}

  /** Keeps the self-assessment that the pole prepares; gives its new version. */
  async saveAssessment(actor: Actor, poleId: string, { charterId, version, answers }: { charterId: string; version: number; answers: ItemAssessment[] }, at: Date): Promise<number> {
    return this.transactions.run(async (tx) => {
      await this.seenPole(tx, actor, poleId);
      if (!canSignCharter(actor, poleId)) throw forbidden('charter.sign-not-yours');
      const { items } = await this.inForce(tx, charterId, at);
      checkAssessment(items, answers);
      const saved = await this.signatures.saveAssessment(tx, poleId, charterId, answers, version, actor.userId, at);
      if (saved === undefined) throw conflict((await this.signatures.of(tx, poleId, charterId)) === undefined ? 'charter.assessment-stale' : 'charter.already-signed');
      await this.append(tx, 'charter.assessment-saved', actor, poleId, { poleId, charterId, version: saved }, at);
      return saved;
    });
  }

  /** Signs the version in force for a pole. The same thing pressed twice gives the same signature; another text does not replace the first. */
  async sign(actor: Actor, poleId: string, { charterId, answers, signedAs, isPublic }: Signing, at: Date): Promise<string> {
    return this.transactions.run(async (tx) => {
      const pole = await this.seenPole(tx, actor, poleId);
      if (!canSignCharter(actor, poleId)) throw forbidden('charter.sign-not-yours');
      const charter = await this.inForce(tx, charterId, at);
      const content = signatureContent({ charter, pole, answers, signedBy: actor.userId, signedAs, signedAt: at });
      const made = await this.signatures.add(tx, { poleId, charterId, content, signedBy: actor.userId, signedAs: signedAs.trim(), signedAt: at, isPublic });
      if (made === undefined) {
        const before = (await this.signatures.of(tx, poleId, charterId))!;
        if (!isSignedAlike(before.content, content)) throw conflict('charter.already-signed');
        return before.id;
      }
      await this.append(tx, 'charter.signed', actor, poleId, { poleId, charterId, signatureId: made.id, sha256: made.sha256, isPublic }, at);
      return made.id;
    });
  }

  /** Opens the self-assessment of a signature to everybody, or closes it; the signature stays as it is. */
  async show(actor: Actor, id: string, isPublic: boolean, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const signature = await this.signatures.lock(tx, id);
      if (signature === undefined || !canSeePole(actor, { id: signature.poleId })) throw notFound('charter-signature');
      const { poleId } = signature;
      if (!canSignCharter(actor, poleId)) throw forbidden('charter.sign-not-yours');
      if (signature.isPublic === isPublic) return;
      await this.signatures.show(tx, id, isPublic);
      await this.append(tx, 'charter.assessment-shown', actor, poleId, { poleId, signatureId: id, isPublic }, at);
    });
  }

  /** The version in force at `at`, and what the pole signed of it: joins the caller's transaction. */
  standing(tx: Tx, poleId: string, at: Date): Promise<CharterStanding | null> {
    return this.signatures.standing(tx, poleId, at);
  }

  /** Is a version in force at `at`? Joins the caller's transaction. */
  async hasCharter(tx: Tx, at: Date): Promise<boolean> {
    return (await this.signatures.inForce(tx, at)) !== undefined;
  }

  private async inForce(tx: Tx, charterId: string, at: Date): Promise<InForce> {
    const charter = await this.signatures.inForce(tx, at);
    checkInForce(charter?.id, charterId);
    return charter!;
  }

  private async seenPole(tx: Tx, actor: Actor, id: string): Promise<{ name: string; siren: string }> {
    const pole = canSeePole(actor, { id }) ? await this.signatures.pole(tx, id) : undefined;
    if (pole === undefined) throw notFound('pole');
    return pole;
  }

  private async append<N extends EventName>(tx: Tx, name: N, actor: Actor, poleId: string, payload: EventMap[N], occurredAt: Date): Promise<void> {
    await this.events.append(tx, { name, actor, subject: { type: 'pole', id: poleId }, payload, occurredAt });
  }
}
