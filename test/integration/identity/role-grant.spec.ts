import { randomUUID } from 'node:crypto';
import { expectStatus, openApi, type Caller, type TestApi } from '../../support/api.js';
import { openCall } from '../../support/open-call.js';

let api: TestApi;
let administrator: Caller;
let person: Caller;
beforeAll(async () => {
  api = await openApi();
  await api.setClock('2023-06-15T10:00:00Z');
  administrator = await api.signIn('Administratrice', 'administrator');
  person = await api.signIn('Personne');
});
afterAll(() => api.close());

const give = (body: object) => administrator.call('post', `/api/users/${person.id}/role-grants`, body);
const rolesOf = async (): Promise<string[]> => expectStatus<{ grants: { role: string }[] }>(await person.call('get', '/api/session'), 200).grants.map(({ role }) => role);

it('holds until its end, said ahead, and no longer', async () => {
  const endsAt = new Date(Date.now() + 1_500).toISOString();
  expectStatus(await give({ role: 'personality', endsAt }), 201);
  expect(await rolesOf()).toEqual(['personality']);
  await new Promise((resolve) => setTimeout(resolve, Date.parse(endsAt) - Date.now() + 50));
  expect(await rolesOf()).toEqual([]);
});

it('an end that is past, a scope that does not exist: refused, over HTTP and in SQL', async () => {
  expect(expectStatus(await give({ role: 'chair', endsAt: '2020-01-01T00:00:00Z' }), 400)).toMatchObject({ code: 'role-grant.ends-in-the-past' });
  for (const scope of [{ callId: randomUUID() }, { poleId: randomUUID() }, { envelopeId: randomUUID() }]) {
    expect(expectStatus(await give({ role: 'chair', scope }), 400)).toMatchObject({ code: 'role-grant.scope-unknown' });
    await expect(api.grant(person.id, 'chair', scope)).rejects.toMatchObject({ constraint: 'role_grants_scope_exists' });
  }
  expect(await rolesOf()).toEqual([]);
  const { id: callId } = await openCall(api);
  expectStatus(await give({ role: 'chair', scope: { callId } }), 201);
  expect(await rolesOf()).toEqual(['chair']);
});
