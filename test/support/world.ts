import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Persona } from '../api/matrix/persona.js';
import { expectStatus, openApi, type Caller, type TestApi } from './api.js';
import { caughtMail } from './caught-mail.js';
import { openCharters } from './charter.js';
import { agreeAndPay, decide, examine, keepUnderReview } from './world-decisions.js';
import { lend } from './world-loans.js';
import { operations } from './world-operations.js';
import { hire, personas } from './world-people.js';
import { attach, made, open, openSide, type OpenSide, type Side } from './world-side.js';

/** Two calls that have been played over HTTP, each with dossiers in every state, and everybody who may ask about them. */
export interface World {
  api: TestApi;
  people: Record<Persona, Caller>;
  here: Side;
  /** The other call; what belongs to no call (mails, roadmaps, people) is only here. */
  elsewhere: Side;
  /** A reviewer who has a declared link with the dossiers here. */
  linkedId: string;
  /** Somebody without a role, whose roles the matrix may change. */
  spareId: string;
  spareEmail: string;
  takenCode: string;
  takenSiren: string;
  /** The domain instant at which everything stands. */
  now: string;
  close(): Promise<void>;
}

const now = '2023-10-30T09:00:00Z';

const mail = `${Date.parse(now)}-00000000`;

export async function buildWorld(): Promise<World> {
  const mailbox = await mkdtemp(path.join(tmpdir(), 'essaim-mailbox-'));
  const api = await openApi({ ESSAIM_DEMONSTRATION: 'true', ESSAIM_MAILBOX: mailbox, QUEUE_ATTEMPTS: '1' });
  const close = async (): Promise<void> => {
    await api.close();
    await rm(mailbox, { recursive: true, force: true });
  };
  try {
    return { ...(await play(api, mailbox)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function play(api: TestApi, mailbox: string): Promise<Omit<World, 'close'>> {
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:00Z');
  const staff = await hire(api);
  const people = await personas(api);
  const sides = [await openSide(api, people.own), await openSide(api, people.stranger)] as const;
  await peopleOfPoles(api, people, sides[0]);
  for (const [n, side] of sides.entries()) await attach(api, [people.own, people.stranger][n]!, side);
  for (const side of sides) await open(api, staff, side);
  await openCharters(api, sides);
  await api.setClock('2023-08-28T09:00:00Z');
  const reviewers = { colleague: await api.signIn('Colette Collègue', 'national-reviewer'), assigned: [people.reviewer, await api.signIn('Rémi Relecteur', 'national-reviewer')] };
  for (const side of sides) await examine(staff, side, reviewers.colleague);
  for (const [n, side] of sides.entries()) await keepUnderReview(staff, side, reviewers.colleague, reviewers.assigned[n]!);
  await api.setClock('2023-10-17T08:00:00Z');
  for (const side of sides) await decide(api, staff, side);
  await api.setClock(now);
  for (const [n, side] of sides.entries()) await agreeAndPay(staff, side, n);
  for (const { call, dossiers, ids } of sides) Object.assign(ids, await lend(staff, call.id, dossiers.lent));
  const [here, elsewhere] = sides;
  here.ids.invitation = await made(people.own, `/api/poles/${here.ids.pole}/invitations`, { email: people.invited.email, role: 'pole-reader' });
  elsewhere.ids.invitation = await made(people.stranger, `/api/poles/${elsewhere.ids.pole}/invitations`, { email: 'ailleurs@essaim.test', role: 'pole-reader' });
  // Taken back: nobody who asks changes what the others are.
  for (const [by, { ids }] of [[people.own, here], [people.stranger, elsewhere]] as const) expectStatus(await by.call('post', `/api/invitations/${ids.invitation}/revoke`), 204);
  for (const persona of ['linked-reviewer', 'linked-member'] as const) {
    for (const dossier of Object.values(here.dossiers)) {
      if (dossier === here.dossiers.draft) continue;
      expectStatus(await staff.officer.call('post', `/api/applications/${dossier.id}/conflicts`, { basis: 'member', personId: people[persona].id }), 201);
    }
  }
  await scopedElsewhere(api, people, elsewhere);
  await writeFile(path.join(mailbox, `${mail}.eml`), caughtMail);
  const spare = await api.signIn('Camille Fictive');
  Object.assign(here.ids, await operations(api, staff, spare, here), { mail });
  const { rows } = await api.sql.query<{ code: string; siren: string }>(
    `select c.code, p.siren from applications a join calls c on c.id = a.call_id join poles p on p.id = a.pole_id where a.id = $1`,
    [here.ids.decided],
  );
  return {
    api,
    people,
    here: here.ids as Side,
    elsewhere: elsewhere.ids as Side,
    linkedId: people['linked-reviewer'].id,
    spareId: spare.id,
    spareEmail: spare.email,
    takenCode: rows[0]!.code,
    takenSiren: rows[0]!.siren,
    now,
  };
}

/** Those of the poles here who do not apply for them. */
async function peopleOfPoles(api: TestApi, people: Record<Persona, Caller>, here: OpenSide): Promise<void> {
  for (const { id, poleId } of Object.values(here.dossiers)) {
    for (const role of ['representative', 'pole-reader'] as const) await api.grant(people[role].id, role, { poleId });
    await api.grant(people.partner.id, 'partner', { poleId, applicationId: id });
  }
}

async function scopedElsewhere(api: TestApi, people: Record<Persona, Caller>, elsewhere: OpenSide): Promise<void> {
  for (const role of ['officer', 'chair', 'signatory', 'preparer'] as const) {
    const { id } = people[`${role}-elsewhere`];
    for (const scope of [{ callId: elsewhere.call.id }, { callId: elsewhere.ids['draft-call']! }, { envelopeId: elsewhere.call.envelopeId }]) await api.grant(id, role, scope);
  }
}
