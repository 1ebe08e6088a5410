import { createHash } from 'node:crypto';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { ReceiptService } from '#features/attachments/receipt.service.js';
import { expectStatus, openApi, type TestApi } from '../../support/api.js';
import { pdf, png } from '../../support/files.js';
import { completeDraft, openCall, type Dossier, type OpenCall } from '../../support/open-call.js';
import { Tus } from '../../support/tus.js';

let api: TestApi;
let call: OpenCall;
beforeAll(async () => {
  api = await openApi();
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:05Z');
  call = await openCall(api);
});
afterAll(() => api.close());

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const make = async (): Promise<void> => {
  const { rows } = await api.sql.query<{ id: string }>(`select id from outbox where job = 'attachments.make-receipt'`);
  await Promise.all(rows.flatMap(({ id }) => [id, id]).map((id) => api.app.get(ReceiptService, { strict: false }).make(id)));
};
const receiptOf = async ({ applicant, id }: Dossier): Promise<Buffer> => {
  const answer = await applicant.call('get', `/api/applications/${id}/receipt`);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
  return answer.body as Buffer;
};
async function textOf(bytes: Buffer): Promise<string> {
  const pdfium = await PDFiumLibrary.init();
  const document = await pdfium.loadDocument(bytes);
  const text = [...document.pages()].map((page) => page.getText()).join(' ');
  document.destroy();
  pdfium.destroy();
  return text.replaceAll(/[\u00a0\u202f\s]+/g, ' ');
}

it('a submission seals the hashes of its files, and its receipt says them, the same bytes for ever', async () => {
  const dossier = await completeDraft(api, call);
  const tus = new Tus(api, dossier.applicant);
  const [budget, logo] = [pdf('budget'), png()];
  const ids = [(await tus.send(dossier.id, 'Budget 漢.pdf', budget)).id, (await tus.send(dossier.id, 'logo.png', logo)).id];
  const saved = expectStatus<{ applicationVersion: number }>(
    await dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/project`, { version: 1, answers: { summary: 'Coopérer', territory: 'Rennes', annexes: [ids[1], ids[0]] } }),
    200,
  );
  expect((await dossier.applicant.call('get', `/api/applications/${dossier.id}/receipt`)).body).toMatchObject({ status: 404, code: 'receipt.not-found' });
  const sealed = expectStatus<{ number: string; sha256: string }>(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: saved.applicationVersion }), 200);
  const { rows } = await api.sql.query<{ content: string; received: string }>(
    `select content, to_char(received_at at time zone 'Europe/Paris', 'FMDD "juin" YYYY "à" HH24 "h" MI "min" SS "s"') as received from submissions where application_id = $1`,
    [dossier.id],
  );
  expect(sha256(rows[0]!.content)).toBe(sealed.sha256);
  const file = (id: string | undefined, name: string, kind: string, bytes: Buffer) => ({ id, section: 'project', field: 'annexes', name, kind, bytes: bytes.length, sha256: sha256(bytes) });
  expect((JSON.parse(rows[0]!.content) as { attachments: object[] }).attachments).toEqual([file(ids[1], 'logo.png', 'png', logo), file(ids[0], 'Budget 漢.pdf', 'pdf', budget)]);

  await make();
  const receipt = await receiptOf(dossier);
  const text = await textOf(receipt);
  for (const words of [sealed.number, `${rows[0]!.received}, heure de Paris`, sealed.sha256, 'Budget ?.pdf (Annexes)', `empreinte ${sha256(budget)}`, sha256(logo), 'Pièces jointes (2)', 'décision de rejet le 15 août 2023', 'Document de démonstration']) expect(text).toContain(words);

  // Withdrawn since, renamed by nobody, asked for again: nothing of it changes.
  expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/withdraw`), 200);
  await api.setClock('2023-06-20T10:00:00Z');
  await make();
  expect(Buffer.compare(await receiptOf(dossier), receipt)).toBe(0);
  const view = expectStatus<{ submissions: { hasReceipt: boolean }[] }>(await dossier.applicant.call('get', `/api/applications/${dossier.id}`), 200);
  expect(view.submissions).toEqual([expect.objectContaining({ hasReceipt: true })]);
  await expect(api.sql.query(`update receipts set made_at = now()`)).rejects.toMatchObject({ code: '42501' });
});

it('a dossier without files seals what it always did', async () => {
  const dossier = await completeDraft(api, call);
  expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version }), 200);
  const { rows } = await api.sql.query<{ content: string }>(`select content from submissions where application_id = $1`, [dossier.id]);
  expect(Object.keys(JSON.parse(rows[0]!.content) as object)).toEqual(['call', 'projectTitle', 'prerequisiteDeclared', 'pole', 'members', 'sections']);
  await make();
  expect(await textOf(await receiptOf(dossier))).toContain('Aucune pièce n’est jointe.');
});
