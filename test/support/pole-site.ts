import type { APIResponse, Page } from 'playwright-core';
import { openSite, type Site, type Visit, type VisitOptions } from './browser.js';
import { fictitiousSiren } from './open-call.js';

export const json = async <T>(page: Page, address: string): Promise<T> => (await (await page.request.get(address)).json()) as T;

/** The answer of a request that must succeed. */
export async function made<T>(asked: Promise<APIResponse>): Promise<T> {
  const answer = await asked;
  if (!answer.ok()) throw new Error(await answer.text());
  return (await answer.json()) as T;
}

export const answersOf = async (page: Page, id: string, key: string): Promise<Record<string, unknown> | undefined> =>
  (await json<{ sections: { key: string; answers: Record<string, unknown> }[] }>(page, `/api/applications/${id}`)).sections.find((one) => one.key === key)?.answers;

let sirens = 40_000;
export const siren = (): string => fictitiousSiren(sirens++);

export interface Draft {
  email: string;
  id: string;
  section: (key: string) => string;
}

/** The demonstration with people who join it: windows of anybody by address, newcomers, and dossiers just begun. */
export class PoleSite {
  private people = 0;

  private constructor(
    readonly site: Site,
    /** The open call. */
    readonly call: string,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<PoleSite> {
    const site = await openSite(settings);
    return new PoleSite(site, (await site.get<{ items: { id: string }[] }>('/api/calls?open=true')).items[0]!.id);
  }

  async signIn(page: Page, email: string): Promise<void> {
    const [account] = await this.site.get<{ id: string }[]>(`/api/demonstration/accounts?search=${email}`);
    await page.request.post('/api/demonstration/sign-in', { data: { userId: account!.id } });
  }

  /** The window of the first person whose address holds `email`. */
  async visit(email: string, options: VisitOptions = {}): Promise<Visit> {
    const one = await this.site.visit(options);
    await this.signIn(one.page, email);
    return one;
  }

  /** Somebody who has no pole yet: their address. */
  async newcomer(): Promise<string> {
    const email = `benevole-${++this.people}@exemple.test`;
    const answer = await fetch(`${this.site.url}/api/accounts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, fullName: `Bénédicte Bénévole ${this.people}` }) });
    if (answer.status !== 202) throw new Error(await answer.text());
    return email;
  }

  /** A dossier that was just begun, made over HTTP. */
  async draft(callId = this.call): Promise<Draft> {
    const email = await this.newcomer();
    const { page } = await this.visit(email);
    const pole = { name: 'Pôle fictif du Bocage', siren: siren(), legalCategory: '9220', regionCode: '53', addressLine: '1 rue Imaginaire', postalCode: '35000', city: 'Rennes' };
    const { id: poleId } = await made<{ id: string }>(page.request.post('/api/poles', { data: pole }));
    const { id } = await made<{ id: string }>(page.request.post('/api/applications', { data: { callId, poleId, projectTitle: 'Un bocage partagé', prerequisiteDeclared: true } }));
    return { email, id, section: (key) => `/pole/dossiers/${id}/rubriques/${key}` };
  }
}
