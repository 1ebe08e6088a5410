import { Injectable } from '@nestjs/common';
import { canEditProfile, canSeePole, keepsDirectory } from '#domain/directory/pole.policy.js';
import { changedParts, checkActivity, checkProfile, checkReason, tidyProfile, type PoleProfile } from '#domain/directory/profile.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { parisDay, type Day } from '#domain/shared/day.js';
import { conflict, forbidden, notFound, ruleViolated } from '#domain/shared/error.js';
import { cleanJson } from '#domain/shared/text.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ProfileRepository, type LockedPole } from './profile.repository.js';

/** What the directory says of a pole: its own people write its profile, they or an officer say whether it is active, an officer takes it out. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly transactions: Transactions,
    private readonly profiles: ProfileRepository,
    private readonly events: EventLog,
  ) {}

  async save(actor: Actor, id: string, version: number, sent: PoleProfile, at: Date): Promise<void> {
    const profile = tidyProfile(cleanJson(sent).value as PoleProfile);
    checkProfile(profile);
    await this.onPole(actor, id, async (tx, pole) => {
      if (!canEditProfile(actor, pole)) throw forbidden('pole.edit-not-yours');
      checkVersion(pole, version);
      if (profile.listed && pole.unlistedReason !== null) throw ruleViolated('pole.told-by-officer');
      const parts = changedParts(pole.profile, profile);
      if (parts.length === 0) return;
      await this.profiles.save(tx, id, profile);
      await this.events.append(tx, { name: 'pole.profile-changed', actor, subject: { type: 'pole', id }, payload: { poleId: id, version: version + 1, parts }, occurredAt: at });
    });
  }

  /** Says that the pole is active, or not any more, since a day. */
  async tellActivity(actor: Actor, id: string, version: number, told: { active: boolean; since: Day; reason: string }, at: Date): Promise<void> {
    await this.onPole(actor, id, async (tx, pole) => {
      const side = canEditProfile(actor, pole) ? 'pole' : keepsDirectory(actor) ? 'officer' : undefined;
      if (side === undefined) throw forbidden('pole.tell-activity-not-yours');
      checkVersion(pole, version);
      checkActivity({ active: pole.active, side: pole.activitySide }, told, side, parisDay(at));
      await this.profiles.tellActivity(tx, id, { ...told, reason: told.reason.trim(), side, by: actor.userId });
      await this.events.append(tx, { name: 'pole.activity-told', actor, subject: { type: 'pole', id }, payload: { poleId: id, active: told.active, side }, occurredAt: at });
    });
  }

  /** An officer takes a pole out of the directory, for a reason that its people read, or puts back what an officer took out. */
  async list(actor: Actor, id: string, version: number, told: { listed: boolean; reason: string }, at: Date): Promise<void> {
    await this.onPole(actor, id, async (tx, pole) => {
      if (!keepsDirectory(actor)) throw forbidden('pole.list-not-yours');
      checkVersion(pole, version);
      if (told.listed ? pole.unlistedReason === null : !pole.profile.listed) throw conflict('pole.listing-unchanged');
      if (!told.listed) checkReason(told.reason);
      await this.profiles.list(tx, id, told.listed ? null : told.reason.trim());
      await this.events.append(tx, { name: 'pole.listing-told', actor, subject: { type: 'pole', id }, payload: { poleId: id, listed: told.listed }, occurredAt: at });
    });
  }

  private async onPole(actor: Actor, id: string, work: (tx: Tx, pole: LockedPole) => Promise<void>): Promise<void> {
    await this.transactions.run(async (tx) => {
      const pole = canSeePole(actor, { id }) ? await this.profiles.lock(tx, id) : undefined;
      if (pole === undefined) throw notFound('pole');
      await work(tx, pole);
    });
  }
}

const checkVersion = (pole: LockedPole, version: number): void => {
  if (pole.version !== version) throw conflict('pole.stale', { version: pole.version });
};
