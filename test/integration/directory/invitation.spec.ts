import { writeMail } from '#domain/notifications/templates.js';
import { NotificationQueries } from '#features/notifications/notification.queries.js';
import { NotificationService } from '#features/notifications/notification.service.js';
import { linkToken } from '#features/identity/sign-in-token.js';
import { expectStatus, openApi, type Caller, type TestApi } from '../../support/api.js';
import { testConfig } from '../../support/config.js';
import { completeDraft, openCall, type Dossier, type OpenCall } from '../../support/open-call.js';

let api: TestApi;
let call: OpenCall;
beforeAll(async () => {
  api = await openApi();
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api);
});
afterAll(() => api.close());

type Role = 'applicant' | 'representative' | 'pole-reader' | 'partner';
const invite = (by: Caller, poleId: string, email: string, role: Role, more: object = {}) => by.call('post', `/api/poles/${poleId}/invitations`, { email, role, ...more });
const invited = async (dossier: Dossier, email: string, role: Role = 'pole-reader', more: object = {}): Promise<string> => expectStatus<{ id: string }>(await invite(dossier.applicant, dossier.poleId, email, role, more), 201).id;
const accept = (by: Caller, id: string) => by.call('post', `/api/invitations/${id}/accept`);
const statuses = (answers: readonly { status: number }[]): number[] => answers.map(({ status }) => status).sort((one, other) => one - other);
const codeOf = (answer: { body: unknown }): string => (answer.body as { code: string }).code;
const tokenOf = (id: string): string => linkToken(testConfig().secret, 'invitation', id);
const team = async (dossier: Dossier): Promise<{ people: { grantId: string; userId: string; role: string }[]; invitations: { id: string; isOver: boolean }[] }> => expectStatus(await dossier.applicant.call('get', `/api/poles/${dossier.poleId}/team`), 200);
const endInvitation = (id: string): Promise<unknown> => api.sql.query(`update invitations set expires_at = clock_timestamp() where id = $1`, [id]);
const grantOf = async (dossier: Dossier, userId: string): Promise<string> => (await team(dossier)).people.find((one) => one.userId === userId)!.grantId;

it('a second person joins and writes, and loses the right at once when it is taken away', async () => {
  const dossier = await completeDraft(api, call);
  const second = await api.signIn('Seconde Personne');
  const path = `/api/applications/${dossier.id}`;
  const id = await invited(dossier, second.email.toUpperCase(), 'applicant');
  expect((await second.call('get', path)).status).toBe(404);
  expect(expectStatus<{ id: string }[]>(await second.call('get', '/api/invitations'), 200).map((one) => one.id)).toEqual([id]);
  expect(expectStatus(await accept(second, id), 200)).toEqual({ poleId: dossier.poleId, applicationId: null });
  expectStatus(await second.call('put', `${path}/sections/project`, { version: 1, answers: { summary: 'À deux', territory: 'Rennes' } }), 200);
  const { rows } = await api.sql.query<{ invitation_id: string; given_by: string }>(`select invitation_id, given_by from role_grants where user_id = $1`, [second.id]);
  expect(rows).toEqual([{ invitation_id: id, given_by: dossier.applicant.id }]);
  expectStatus(await dossier.applicant.call('post', `/api/role-grants/${await grantOf(dossier, second.id)}/end`), 204);
  expect((await second.call('get', path)).status).toBe(404);
});

it('accepted twice at once by one person: one role; once it is settled, nothing more', async () => {
  const dossier = await completeDraft(api, call);
  const second = await api.signIn('Seconde Personne');
  const id = await invited(dossier, second.email);
  const answers = await Promise.all([accept(second, id), accept(second, id)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await api.sql.query(`select from role_grants where user_id = $1`, [second.id])).rowCount).toBe(1);
  expect((await api.sql.query(`select from events where subject_id = $1 and name = 'invitation.accepted'`, [id])).rowCount).toBe(1);
  expect(codeOf(await dossier.applicant.call('post', `/api/invitations/${id}/revoke`))).toBe('invitation.not-usable');
});

it('the link opens an account for an address that nobody has, once; an account signs in first', async () => {
  const dossier = await completeDraft(api, call);
  const id = await invited(dossier, 'nouvelle.venue@essaim.test', 'representative');
  const body = { token: tokenOf(id), fullName: 'Nadia Nouvelle' };
  expect(expectStatus(await api.visitor.call('post', '/api/invitation-links', { token: body.token }), 200)).toMatchObject({ role: 'representative', state: 'pending', hasAccount: false });
  const answers = await Promise.all([api.visitor.call('post', '/api/invitation-links/accounts', body), api.visitor.call('post', '/api/invitation-links/accounts', body)]);
  expect(statuses(answers)).toEqual([204, 409]);
  const cookie = (answers.find(({ status }) => status === 204)!.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
  expect((await api.visitor.call('get', `/api/applications/${dossier.id}`, undefined, { cookie })).status).toBe(200);
  const known = await api.signIn('Connue Déjà');
  const other = await invited(dossier, known.email);
  expect(codeOf(await api.visitor.call('post', '/api/invitation-links/accounts', { token: tokenOf(other), fullName: 'Intruse' }))).toBe('invitation.sign-in-first');
  // A link of one kind does nothing of the other.
  expect((await api.visitor.call('post', '/api/sessions', { token: tokenOf(other) })).status).toBe(401);
  expect((await api.visitor.call('post', '/api/invitation-links', { token: linkToken(testConfig().secret, 'sign-in-link', other) })).status).toBe(404);
});

it('is for its own address only, until its end, unless it is revoked; it may be sent again', async () => {
  const dossier = await completeDraft(api, call);
  const [second, other] = [await api.signIn('Seconde Personne'), await api.signIn('Autre Personne')];
  const id = await invited(dossier, second.email);
  expect((await accept(other, id)).status).toBe(404);
  expect(codeOf(await accept(dossier.applicant, id))).toBe('invitation.accept-not-yours');
  await endInvitation(id);
  expect((await accept(second, id)).body).toMatchObject({ code: 'invitation.not-usable', params: { state: 'expired' } });
  await expect(api.sql.query(`update invitations set state = 'accepted', settled_by = $2, settled_at = now() where id = $1`, [id, second.id])).rejects.toMatchObject({ constraint: 'invitations_accepted_in_time' });
  expect((await team(dossier)).invitations).toMatchObject([{ id, isOver: true }]);
  expectStatus(await dossier.applicant.call('post', `/api/invitations/${id}/send-again`), 204);
  expect((await team(dossier)).invitations).toMatchObject([{ id, isOver: false }]);
  expectStatus(await dossier.applicant.call('post', `/api/invitations/${id}/revoke`), 204);
  expect((await accept(second, id)).body).toMatchObject({ code: 'invitation.not-usable', params: { state: 'revoked' } });
  expect((await api.sql.query(`select from role_grants where user_id = $1`, [second.id])).rowCount).toBe(0);
});

it('one waits per address, one more once its days are over; so many mails a day; two at once make one', async () => {
  const dossier = await completeDraft(api, call);
  const answers = await Promise.all([invite(dossier.applicant, dossier.poleId, 'deux@essaim.test', 'applicant'), invite(dossier.applicant, dossier.poleId, 'DEUX@essaim.test', 'pole-reader')]);
  expect(statuses(answers)).toEqual([201, 409]);
  const first = answers.find(({ status }) => status === 201)!.body as { id: string };
  await endInvitation(first.id);
  await invited(dossier, 'deux@essaim.test');
  for (let n = 2; n < 20; n++) await invited(dossier, `p${n}@essaim.test`);
  const over = await invite(dossier.applicant, dossier.poleId, 'trop@essaim.test', 'pole-reader');
  expect([over.status, codeOf(over)]).toEqual([422, 'invitation.too-many-today']);
  expect((await api.sql.query(`select from invitations where email = 'trop@essaim.test'`)).rowCount).toBe(0);
  expect(codeOf(await invite((await completeDraft(api, call)).applicant, dossier.poleId, 'x@essaim.test', 'applicant'))).toBe('pole.not-found');
});

it('a pole keeps somebody who applies: two who take each other away at once, over HTTP and in SQL', async () => {
  const dossier = await completeDraft(api, call);
  expect(codeOf(await dossier.applicant.call('post', `/api/role-grants/${await grantOf(dossier, dossier.applicant.id)}/end`))).toBe('role-grant.last-applicant');
  const second = await api.signIn('Seconde Personne');
  expectStatus(await accept(second, await invited(dossier, second.email, 'applicant')), 200);
  const [mine, theirs] = [await grantOf(dossier, dossier.applicant.id), await grantOf(dossier, second.id)];
  const answers = await Promise.all([dossier.applicant.call('post', `/api/role-grants/${theirs}/end`), second.call('post', `/api/role-grants/${mine}/end`)]);
  expect(statuses(answers)).not.toEqual([204, 204]);
  const left = await api.sql.query<{ id: string }>(`select id from role_grants where role = 'applicant' and scope->>'poleId' = $1 and ends_at is null`, [dossier.poleId]);
  expect(left.rows).toHaveLength(1);
  await expect(api.sql.query(`update role_grants set ends_at = clock_timestamp() where id = $1`, [left.rows[0]!.id])).rejects.toMatchObject({ constraint: 'role_grants_last_applicant' });
});

it('a partner has one dossier of the pole, which SQL checks too, and no other', async () => {
  const [dossier, elsewhere] = [await completeDraft(api, call), await completeDraft(api, call)];
  const partner = await api.signIn('Partenaire');
  const wrong = await invite(dossier.applicant, dossier.poleId, partner.email, 'partner', { applicationId: elsewhere.id });
  expect([wrong.status, codeOf(wrong)]).toEqual([404, 'application.not-found']);
  expect(codeOf(await invite(dossier.applicant, dossier.poleId, partner.email, 'partner'))).toBe('invitation.partner-needs-dossier');
  await expect(api.grant(partner.id, 'partner', { poleId: dossier.poleId, applicationId: elsewhere.id })).rejects.toMatchObject({ constraint: 'role_grants_scope_exists' });
  await expect(api.grant(partner.id, 'partner', { poleId: dossier.poleId })).rejects.toMatchObject({ constraint: 'role_grants_partner_of_a_dossier' });
  expectStatus(await accept(partner, await invited(dossier, partner.email, 'partner', { applicationId: dossier.id })), 200);
  const seen = expectStatus<{ items: { id: string }[] }>(await partner.call('get', '/api/applications'), 200).items.map(({ id }) => id);
  expect(seen).toEqual([dossier.id]);
  expect(expectStatus<{ actions: string[] }>(await partner.call('get', `/api/applications/${dossier.id}`), 200).actions).toEqual([]);
});

it('nobody of a pole, in whatever role, reviews it or rules on it', async () => {
  const dossier = await completeDraft(api, call);
  const people = [];
  for (const role of ['representative', 'pole-reader', 'partner'] as const) {
    const person = await api.signIn(`Personne ${role}`, 'national-reviewer', 'officer', 'chair');
    expectStatus(await accept(person, await invited(dossier, person.email, role, role === 'partner' ? { applicationId: dossier.id } : {})), 200);
    people.push(person);
  }
  expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version }), 200);
  await api.setClock('2023-08-15T10:00:00Z');
  const findings = ['innovation', 'territory', 'specification', 'not-already-funded'].map((condition) => ({ condition, met: true, reason: '' }));
  for (const person of people) {
    expect(codeOf(await person.call('post', `/api/applications/${dossier.id}/findings`, { findings }))).toBe('application.rule-eligibility-not-yours');
    expect(codeOf(await person.call('post', '/api/decisions', { applicationId: dossier.id, kind: 'ineligible', releaseOn: '2023-10-17' }))).toBe('decision.propose-not-yours');
  }
  expectStatus(await call.officer.call('post', `/api/applications/${dossier.id}/findings`, { findings }), 200);
  expectStatus(await call.officer.call('post', `/api/applications/${dossier.id}/rule-eligibility`), 200);
  for (const person of people) {
    expect(codeOf(await call.officer.call('post', '/api/assignments', { applicationId: dossier.id, reviewerId: person.id, level: 'national' }))).toBe('assignment.conflicted');
  }
});

it('plans one mail to the address, in French, without a name', async () => {
  await api.sql.query(`delete from outbox`);
  const dossier = await completeDraft(api, call).catch(() => undefined);
  const host = dossier ?? (await completeDraft(api, await openCall(api, { phase: { opensAt: '2023-08-01T00:00:00Z', closesAt: '2023-09-01T00:00:00Z' } })));
  await api.sql.query(`delete from outbox`);
  const id = await invited(host, 'inconnue@essaim.test', 'partner', { applicationId: host.id });
  const { rows } = await api.sql.query<{ id: string }>(`select id from outbox where job = 'notifications.plan'`);
  for (const one of rows) await api.app.get(NotificationService, { strict: false }).plan(one.id);
  const mails = await api.sql.query<{ id: string }>(`select id, template, recipient_id, invitation_id from notifications where invitation_id = $1`, [id]);
  expect(mails.rows).toMatchObject([{ template: 'invitation', recipient_id: null, invitation_id: id }]);
  const { email, facts } = await api.app.get(NotificationQueries, { strict: false }).facts(mails.rows[0]!.id);
  expect([email, facts.recipientName, facts.invitation?.role, facts.application]).toEqual(['inconnue@essaim.test', '', 'partner', null]);
  const { text } = writeMail('invitation', { recipientName: '', invitation: { ...facts.invitation!, url: 'https://essaim.test/invitation', expiresAt: new Date(facts.invitation!.expiresAt) } });
  expect(text).toMatch(/^Bonjour,\n\nAgathe Association \d+ vous invite à rejoindre Pôle fictif \d+ sur Essaim/);
});
