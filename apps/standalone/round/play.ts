import { apply, type Dossier } from './applying.js';
import { setClock, until } from './client.js';
import { decide, type Decided } from './deciding.js';
import { instruct, review } from './instructing.js';
import { roundInputs, type RoundInputs } from './inputs.js';
import { publishCharter } from './charter.js';
import { openRound } from './opening.js';
import { agreeAndPay, enterRoadmap } from './paying.js';
import { hireStaff, type Staff } from './people.js';

export interface Played {
  inputs: RoundInputs;
  staff: Staff;
  callId: string;
  envelopeId: string;
  roadmapId: string;
  dossiers: Dossier[];
  decided: Decided[];
}

export interface PlayOptions {
  url: string;
  /** As essaim_app, for the award that is tried in SQL; without it that one step is left out. */
  databaseUrl?: string;
  /** The call's cahier des charges, a PDF. */
  specification?: Uint8Array;
  say: (step: string) => void;
}

interface TimelineEntry {
  name: string;
}

const statesOf = async ({ officer }: Staff, callId: string): Promise<string> =>
  (await officer.all<{ id: string; state: string }>(`/api/applications?callId=${callId}`))
    .map(({ id, state }) => `${id} ${state}`)
    .sort()
    .join();

/** The 2023 round from the opening to the payment, over HTTP alone, except the sixteenth award's try in SQL. */
export async function playRound({ url, databaseUrl, specification, say }: PlayOptions): Promise<Played> {
  const inputs = roundInputs();
  say('The ministry’s people, the committee and 24 reviewers');
  const staff = await hireStaff(url, inputs.reviewers, inputs.regionalReviewers);
  say('The charter of June 2021');
  await publishCharter(url, staff);
  say('The envelope and the call');
  const { envelopeId, callId } = await openRound(url, staff, specification);
  say('72 poles apply in time, two too late, four withdraw');
  const dossiers = await apply(url, callId, inputs.poles);
  say('Eligibility: nine dossiers, nine reasons');
  await instruct(url, staff, dossiers);
  say('177 reviews');
  await review(url, staff, dossiers, inputs);
  say('Silence passes, and changes nothing');
  const states = (): Promise<string> => statesOf(staff, callId);
  const before = await states();
  await setClock(url, '2023-10-02T09:00:00+02:00');
  const last = dossiers.at(-1)!;
  await until('the last silence date is in its timeline', async () => {
    const timeline = await staff.officer.get<TimelineEntry[]>(`/api/applications/${last.id}/timeline`);
    return timeline.some(({ name }) => name === 'application.silence-passed');
  });
  if ((await states()) !== before) throw new Error('a silence date that passed changed the state of a dossier');
  say('Ranking, fifteen awards, five in reserve, 39 refusals, 68 letters');
  const decided = await decide(url, staff, dossiers, inputs, { databaseUrl, envelopeId, callId });
  say('Fifteen agreements and first payments');
  await agreeAndPay(url, staff, decided);
  say('The roadmap of 6 November 2023');
  const roadmapId = await enterRoadmap(url, staff);
  return { inputs, staff, callId, envelopeId, roadmapId, dossiers, decided };
}
