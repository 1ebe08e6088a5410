import { expectStatus, type Caller, type TestApi } from './api.js';

export const charterText = (title = 'Charte des PTCE', adoptedOn = '2021-06-15', keys: readonly string[] = ['cooperation', 'ess']) => ({
  title,
  adoptedOn,
  preamble: 'Les pôles s’engagent.',
  items: keys.map((key) => ({ key, title: `Engagement ${key}`, help: '' })),
});

export const assessed = (keys: readonly string[] = ['cooperation', 'ess'], level = 'acquired') => keys.map((item) => ({ item, level, comment: '' }));

/** A version written by an officer and published by another person; its id. */
export async function publishedCharter(api: TestApi, text: object = charterText()): Promise<string> {
  const [officer, publisher] = [await api.signIn('Odile Officière', 'officer'), await api.signIn('Paul Publieur', 'publisher')];
  const { id } = expectStatus<{ id: string }>(await officer.call('post', '/api/charters', text), 201);
  expectStatus(await publisher.call('post', `/api/charters/${id}/publish`), 200);
  return id;
}

export const signCharter = async (applicant: Caller, poleId: string, charterId: string, answers: object[] = assessed(), isPublic = false): Promise<string> =>
  expectStatus<{ id: string }>(await applicant.call('post', `/api/poles/${poleId}/charter-signatures`, { charterId, answers, signedAs: 'Présidente', isPublic }), 201).id;

interface SignedSide {
  dossiers: { decided: { applicant: Caller } };
  ids: { pole?: string; charter?: string; 'draft-charter'?: string; 'charter-signature'?: string };
}

/** For the matrix: a version in force, one in preparation, and what the pole of each side signed. */
export async function openCharters(api: TestApi, sides: readonly [SignedSide, SignedSide]): Promise<void> {
  const charter = await publishedCharter(api);
  const officer = await api.signIn('Odile Officière', 'officer');
  const { id: draft } = expectStatus<{ id: string }>(await officer.call('post', '/api/charters', charterText('Charte en préparation')), 201);
  Object.assign(sides[0].ids, { charter, 'draft-charter': draft });
  for (const { ids, dossiers } of sides) ids['charter-signature'] = await signCharter(dossiers.decided.applicant, ids.pole!, charter);
}
