import { Client, each, findUser, refused, setClock, signIn } from './client.js';
import { answersOf, type PoleInput } from './inputs.js';

export interface Dossier {
  input: PoleInput;
  applicant: Client;
  poleId: string;
  id: string;
  /** The version of the draft that is submitted. */
  version: number;
}

/** A pole's volunteer registers, makes the pole and fills in a dossier that lacks nothing. */
export async function prepareDossier(url: string, callId: string, input: PoleInput): Promise<Dossier> {
  const visitor = new Client(url);
  await visitor.post('/api/accounts', input.person);
  const applicant = await signIn(url, await findUser(url, input.person.email), input.person.fullName);
  const { id: poleId } = await applicant.post<{ id: string }>('/api/poles', {
    name: input.name,
    siren: input.siren,
    legalCategory: input.legalCategory,
    regionCode: input.regionCode,
    addressLine: input.addressLine,
    postalCode: input.postalCode,
    city: input.city,
  });
  return draft(applicant, callId, poleId, input);
}

export async function draft(applicant: Client, callId: string, poleId: string, input: PoleInput): Promise<Dossier> {
  const { id } = await applicant.post<{ id: string }>('/api/applications', { callId, poleId, projectTitle: input.projectTitle, prerequisiteDeclared: input.prerequisiteDeclared });
  let version = 1;
  for (const [key, answers] of Object.entries(answersOf(input))) {
    ({ applicationVersion: version } = await applicant.put<{ applicationVersion: number }>(`/api/applications/${id}/sections/${key}`, { version: 0, answers }));
  }
  ({ version } = await applicant.put<{ version: number }>(`/api/applications/${id}/members`, { version, members: input.members }));
  return { input, applicant, poleId, id, version };
}

export const submit = ({ applicant, id, version }: Dossier): Promise<{ number: string; silenceOn: string }> => applicant.post(`/api/applications/${id}/submit`, { version });

/** 74 dossiers are prepared; 72 arrive in time, in three waves, the last one on the last evening; two press too late. */
export async function apply(url: string, callId: string, poles: readonly PoleInput[]): Promise<Dossier[]> {
  await setClock(url, '2023-06-06T09:00:00+02:00');
  const dossiers = await each(poles, (pole) => prepareDossier(url, callId, pole));
  const inTime = dossiers.filter(({ input }) => input.fate !== 'late');
  const waves = [
    ['2023-06-20T11:00:00+02:00', inTime.slice(0, 16)],
    ['2023-07-17T16:00:00+02:00', inTime.slice(16, 38)],
    ['2023-07-31T23:52:00+02:00', inTime.slice(38)],
  ] as const;
  for (const [instant, wave] of waves) {
    await setClock(url, instant);
    await each(wave, submit);
  }
  await setClock(url, '2023-08-01T00:00:01+02:00');
  await each(dossiers.filter(({ input }) => input.fate === 'late'), (late) => refused(submit(late), 422, 'application.call-closed'));
  await setClock(url, '2023-08-10T10:00:00+02:00');
  await each(dossiers.filter(({ input }) => input.fate === 'withdrawn'), ({ applicant, id }) => applicant.post(`/api/applications/${id}/withdraw`));
  return dossiers;
}
