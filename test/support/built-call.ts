import type { Page } from 'playwright-core';
import type { Site } from './browser.js';
import { newCall } from './open-call.js';

const day = 86_400_000;

/** A draft call of the officer who has this window, without form or rubric, whose phase is open now. */
export async function draftCall(page: Page, code: string): Promise<string> {
  const { items } = (await (await page.request.get('/api/envelopes?state=open&limit=1')).json()) as { items: { id: string }[] };
  const phases = [{ title: 'Dépôt', opensAt: new Date(Date.now() - day).toISOString(), closesAt: new Date(Date.now() + 60 * day).toISOString() }];
  const made = await page.request.post('/api/calls', { data: { ...newCall(code, items[0]!.id), title: `Appel ${code}`, tieBreak: ['spread'], phases } });
  expect([made.status(), await made.text()]).toEqual([201, expect.stringContaining('id')]);
  return ((await made.json()) as { id: string }).id;
}

/** A call with this form, open to everybody. */
export async function openCallWith(site: Site, code: string, form: object): Promise<string> {
  const { page } = await site.visit({ as: 'officer' });
  const id = await draftCall(page, code);
  const put = (part: string, version: number, definition: object) => page.request.put(`/api/calls/${id}/${part}`, { data: { version, definition } });
  expect((await put('form', 1, form)).status()).toBe(200);
  expect((await put('rubric', 2, { criteria: [{ key: 'a', label: 'A', weight: 100, scale: { min: 0, max: 5 } }] })).status()).toBe(200);
  const publisher = await site.visit({ as: 'publisher' });
  expect((await publisher.page.request.post(`/api/calls/${id}/publish`)).status()).toBe(200);
  return id;
}
