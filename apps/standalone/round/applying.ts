import { Client, each, findUsers, refused, setClock, signIn } from './client.js';
import { answersOf, type PoleInput } from './inputs.js';
import { profileOf } from './profiles.js';

export interface Dossier {
  input: PoleInput;
  applicant: Client;
  poleId: string;
  id: string;
  /** The version of the draft that is submitted. */
  version: number;
}

/** A volunteer of each pole registers; their addresses all hold `search`. In the order of the poles. */
export async function register(url: string, poles: readonly PoleInput[], search: string): Promise<Client[]> {
  const visitor = new Client(url);
  await each(poles, ({ person }) => visitor.post('/api/accounts', person));
  const ids = await findUsers(url, search);
  return each(poles, ({ person: { email, fullName } }) => {
    const id = ids.get(email);
    if (id === undefined) throw new Error(`${email} registered, and is not there`);
    return signIn(url, id, fullName);
  });
}

export async function makePole(applicant: Client, input: PoleInput): Promise<string> {
  const { id } = await applicant.post<{ id: string }>('/api/poles', {
    name: input.name,
    siren: input.siren,
    legalCategory: input.legalCategory,
    regionCode: input.regionCode,
    addressLine: input.addressLine,
    postalCode: input.postalCode,
    city: input.city,
  });
  await applicant.put(`/api/poles/${id}/profile`, { version: 1, ...profileOf(input) });
  return id;
}

/** A pole's volunteer makes the pole and fills in a dossier that lacks nothing. */
export const prepareDossier = async (applicant: Client, callId: string, input: PoleInput): Promise<Dossier> =>
  draft(applicant, callId, await makePole(applicant, input), input);

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
  const applicants = await register(url, poles, 'pole-');
  const dossiers = await each(poles, (pole, index) => prepareDossier(applicants[index]!, callId, pole));
  const inTime = dossiers.filter(({ input }) => input.fate !== 'late');
  const waves = [
    ['2023-06-20T11:00:00+02:00', '2023-08-20', inTime.slice(0, 16)],
    ['2023-07-17T16:00:00+02:00', '2023-09-17', inTime.slice(16, 38)],
    ['2023-07-31T23:52:00+02:00', '2023-09-30', inTime.slice(38)],
  ] as const;
  for (const [instant, expected, wave] of waves) {
    await setClock(url, instant);
    await each(wave, async (dossier) => {
      const { number, silenceOn } = await submit(dossier);
      if (silenceOn !== expected) throw new Error(`silence on the dossier ${number} would be a rejection on ${silenceOn}, expected ${expected}`);
    });
  }
  await setClock(url, '2023-08-01T00:00:01+02:00');
  await each(dossiers.filter(({ input }) => input.fate === 'late'), (late) => refused(submit(late), 422, 'application.call-closed'));
  await setClock(url, '2023-08-10T10:00:00+02:00');
  await each(dossiers.filter(({ input }) => input.fate === 'withdrawn'), ({ applicant, id }) => applicant.post(`/api/applications/${id}/withdraw`));
  const stopped = dossiers.find(({ input }) => input.flaw === 'all-ess')!;
  await stopped.applicant.post(`/api/poles/${stopped.poleId}/activity`, { version: 2, active: false, since: '2023-08-01', reason: 'Le pôle a cessé ses actions, faute d’animation.' });
  return dossiers;
}
