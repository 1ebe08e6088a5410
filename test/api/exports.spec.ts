import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { expectStatus, openApi, type Caller, type TestApi } from '../support/api.js';
import { begun, endlessDossiers } from '../support/endless-list.js';
import { completeDraft, form, openCall, type Dossier, type OpenCall } from '../support/open-call.js';
import { statementsOf } from '../support/statements.js';
import { bytesOf, readCsv, readXlsx } from '../support/tables.js';
import { until } from '../support/until.js';
import { tracks } from '../support/world-loans.js';

const more = {
  key: 'moyens',
  title: 'Les moyens',
  fields: [
    { key: 'demande', label: 'Aide demandée', kind: 'amount', required: false },
    { key: 'debut', label: 'Début', kind: 'date', required: false },
    { key: 'axes', label: 'Axes', kind: 'choices', required: false, options: [{ value: 'emploi', label: 'Emploi' }, { value: 'alimentation', label: 'Alimentation' }] },
    { key: 'partenaires', label: 'Partenaires : qui ? [avec qui]', kind: 'repeat', required: false, itemLabel: 'Partenaire', fields: [{ key: 'nom', label: 'Nom', kind: 'text', required: true }, { key: 'apport', label: 'Apport', kind: 'amount', required: false }] },
    { key: 'budget', label: 'Budget', kind: 'budget', required: false },
    { key: 'resume-court', label: 'Résumé', kind: 'text', required: false },
    { key: 'parts', label: 'Aide par partenaire', kind: 'computed', unit: 'amount', formula: { divide: [{ field: 'demande' }, { count: 'partenaires' }] } },
  ],
};

let api: TestApi;
let call: OpenCall;
let first: Dossier;
let second: Dossier;
let third: Dossier;
const numbers = new Map<string, string>();

const answers = {
  demande: 10_000_001,
  debut: '2023-09-01',
  axes: ['alimentation', 'emploi'],
  partenaires: [{ nom: '=HYPERLINK("http://exemple.test")', apport: 150_050 }, { nom: 'Laine; des « Sept Granges »' }],
  budget: { charges: [{ account: '60', label: 'Achats', cents: 12_345 }], products: [{ account: '74', label: 'Subvention', cents: 12_345 }] },
  'resume-court': '-1 et\nla suite',
};

beforeAll(async () => {
  api = await openApi();
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api, { definition: { sections: [...form.sections, more] }, tracks });
  [first, second, third] = [await completeDraft(api, call, false, 'aide'), await completeDraft(api, call, false, 'pret'), await completeDraft(api, call, false, 'aide')];
  const { applicationVersion } = expectStatus<{ applicationVersion: number }>(await first.applicant.call('put', `/api/applications/${first.id}/sections/moyens`, { version: 0, answers }), 200);
  for (const [dossier, version] of [[first, applicationVersion], [second, second.version]] as const) {
    numbers.set(dossier.id, expectStatus<{ number: string }>(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version }), 200).number);
  }
});
afterAll(() => api?.close());

const exported = async (by: Caller, query: string): Promise<{ rows: string[][]; type: string; disposition: string }> => {
  const { answer, bytes } = await bytesOf(by, `/api/calls/${call.id}/dossiers/export?${query}`);
  expect(answer.status).toBe(200);
  return { rows: readCsv(bytes), type: answer.headers['content-type'] as string, disposition: answer.headers['content-disposition'] as string };
};

describe('the dossiers of a call', () => {
  it('are what the list shows, in a file that says of what and of which day it is', async () => {
    const { rows, type, disposition } = await exported(call.officer, 'format=csv');
    const { code } = expectStatus<{ code: string }>(await call.officer.call('get', `/api/calls/${call.id}`), 200);
    expect(type).toBe('text/csv; charset=utf-8; header=present');
    expect(disposition).toContain(`filename="dossiers-${code}-2023-06-15.csv"`);
    expect(rows[0]).toEqual(['Numéro', 'Pôle', 'Région', 'Projet', 'Volet', 'État', 'Reçu le (heure de Paris)', 'Rejet implicite le', 'En retard', 'Évaluations demandées', 'Évaluations rendues']);
    const listed = expectStatus<{ items: { number: string }[] }>(await call.officer.call('get', `/api/calls/${call.id}/dossiers`), 200);
    expect(rows.slice(1).map(([number]) => number)).toEqual(listed.items.map(({ number }) => number));
    expect(rows.slice(1).map((row) => row[4])).toEqual(['Prêt à taux zéro', 'Aide']);
    expect(rows.at(-1)!.slice(2, 9)).toEqual(['Bretagne', expect.stringMatching(/^Projet \d+$/) as string, 'Aide', 'À vérifier', expect.stringMatching(/^2023-06-15 12:00:\d\d$/) as string, '2023-08-15', 'non']);
  });

  it('are filtered and ordered as the list is', async () => {
    const wanted = numbers.get(first.id)!;
    expect((await exported(call.officer, `format=csv&search=${wanted}`)).rows.slice(1).map(([number]) => number)).toEqual([wanted]);
    expect((await exported(call.officer, 'format=csv&regionCode=11')).rows).toHaveLength(1);
    expect((await exported(call.officer, 'format=csv&sort=number')).rows.slice(1).map(([number]) => number)).toEqual([...numbers.values()].sort());
  });

  it('leave out those with which the reader has a declared link', async () => {
    const linked = await api.signIn('Liée', 'officer');
    expectStatus(await call.officer.call('post', `/api/applications/${first.id}/conflicts`, { basis: 'family', personId: linked.id }), 201);
    expect((await exported(linked, 'format=csv&answers=true')).rows.slice(1).map(([number]) => number)).toEqual([numbers.get(second.id)]);
  });

  it('ask for a format that there is, and for nothing else', async () => {
    for (const query of ['', 'format=pdf', 'format=csv&limit=5', 'format=csv&after=x']) {
      expect([query, (await call.officer.call('get', `/api/calls/${call.id}/dossiers/export?${query}`)).status]).toEqual([query, 400]);
    }
  });

  it('read a page in as many statements, however many its rows', async () => {
    const { statements } = await statementsOf(api, () => exported(call.officer, 'format=csv&answers=true'));
    expect(statements.map(({ text }) => text.trim().split(/\s+/).slice(0, 3).join(' ')).length).toBe(5);
  });
});

describe('their answers', () => {
  it('have a column each, under their label; a block its number of items, a budget its totals', async () => {
    const { rows } = await exported(call.officer, `format=csv&answers=true&search=${numbers.get(first.id)}`);
    expect(Object.fromEntries(rows[0]!.map((head, index) => [head, rows[1]![index]]).slice(11))).toEqual({
      'Le projet : Résumé': 'Coopérer en Écosse bretonne',
      Territoire: 'Pays de Rennes',
      Annexes: '',
      'Aide demandée (€)': '100000,01',
      Début: '2023-09-01',
      Axes: 'Alimentation\nEmploi',
      'Partenaires : qui ? [avec qui], nombre': '2',
      'Budget, total des dépenses (€)': '123,45',
      'Budget, total des ressources (€)': '123,45',
      'Les moyens : Résumé': `'-1 et\nla suite`,
      'Aide par partenaire (€)': '50000,01',
    });
  });

  it('are those that were received, never those that are being written', async () => {
    expectStatus(await second.applicant.call('post', `/api/applications/${second.id}/reopen`), 200);
    expectStatus(await second.applicant.call('put', `/api/applications/${second.id}/sections/project`, { version: 1, answers: { summary: 'BROUILLON', territory: 'BROUILLON' } }), 200);
    const { rows } = await exported(call.officer, 'format=csv&answers=true');
    expect(rows.flat().filter((cell) => cell.includes('BROUILLON'))).toEqual([]);
    expect(rows).toHaveLength(3);
    expect(third.id).toBeDefined();
  });

  it('fill the sheets of an XLSX: typed cells, blocks and budgets apart', async () => {
    const { answer, bytes } = await bytesOf(call.officer, `/api/calls/${call.id}/dossiers/export?format=xlsx&answers=true&sort=number`);
    expect(answer.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const sheets = await readXlsx(bytes);
    const number = numbers.get(first.id);
    const pole = expect.stringMatching(/^Pôle fictif \d+$/) as string;
    expect([...sheets.keys()]).toEqual(['Dossiers', 'Partenaires qui avec qui', 'Budget']);
    expect(sheets.get('Dossiers')![1]).toContain(100_000.01);
    expect(sheets.get('Dossiers')![1]).toContain(45_170);
    expect(sheets.get('Partenaires qui avec qui')).toEqual([['Numéro', 'Pôle', 'N°', 'Nom', 'Apport (€)'], [number, pole, 1, '=HYPERLINK("http://exemple.test")', 1500.5], [number, pole, 2, 'Laine; des « Sept Granges »']]);
    expect(sheets.get('Budget')!.slice(1)).toEqual([[number, pole, 1, 'Dépense', '60', 'Achats', 123.45], [number, pole, 2, 'Ressource', '74', 'Subvention', 123.45]]);
  });
});

describe('the other lists', () => {
  it('the transfers of an envelope', async () => {
    const { answer, bytes } = await bytesOf(call.officer, `/api/envelopes/${call.envelopeId}/transfers/export?format=csv&nature=ae`);
    expect(answer.headers['content-disposition']).toContain('filename="ecritures-Enveloppe-2023-2023-06-15.csv"');
    const rows = readCsv(bytes);
    expect(rows.slice(1).map((row) => row.slice(1, 10).filter((_, index) => index !== 1))).toEqual([['Ouverture', 'AE', 'Budget de l’État', '2023', 'Disponible', '2023', '1500000,00', 'Basile Budget']]);
  });

  it('the ranking, with the dossiers whose reviews are missing', async () => {
    const { bytes } = await bytesOf(call.officer, `/api/calls/${call.id}/ranking/export?format=csv`);
    expect(readCsv(bytes)[0]!.slice(5, 13)).toEqual(['Volet', 'Région', 'Note moyenne (sur 100)', 'Écart des notes', 'Évaluations rendues', 'Coopération (60\u00a0%)', 'Innovation (40\u00a0%)', 'Sous un seuil éliminatoire']);
  });

  it('the laureates, of a call that people may know', async () => {
    const { answer, bytes } = await bytesOf(api.visitor, '/api/laureates/export?format=csv');
    expect([answer.status, readCsv(bytes)]).toEqual([200, [['Appel', 'Pôle', 'Région', 'Projet', 'Montant attribué (€)']]]);
    expect(answer.headers['content-disposition']).toContain('laureats-tous-les-appels-2023-06-15.csv');
    expect((await api.visitor.call('get', '/api/laureates/export?format=csv&callId=00000000-0000-7000-8000-00000000abed')).status).toBe(404);
  });
});

describe('a list that never ends', () => {
  const begin = (): Promise<IncomingMessage> => begun(api, call.officer, `/api/calls/${call.id}/dossiers/export?format=csv`);

  it('is read no faster than it is taken, and no more once the connection is cut', async () => {
    const list = endlessDossiers(api);
    try {
      const response = await begin();
      let still = -1;
      await until('nobody reads, so nothing is read', async () => {
        const before = still;
        still = list.pages();
        await new Promise((resolve) => setTimeout(resolve, 200));
        return before === still;
      });
      expect(still).toBeLessThan(100);
      response.destroy();
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(list.pages()).toBeLessThanOrEqual(still + 1);
    } finally {
      list.stop();
    }
  });

  it('that fails on its way is cut, never ended as if it were whole', async () => {
    const list = endlessDossiers(api, 3);
    try {
      const response = await begin();
      response.resume();
      await expect(once(response, 'end')).rejects.toThrow('aborted');
      expect(response.complete).toBe(false);
    } finally {
      list.stop();
    }
  });

  it('that is refused says so before anything is sent', async () => {
    const list = endlessDossiers(api, 1);
    try {
      expect((await call.officer.call('get', `/api/calls/${call.id}/dossiers/export?format=csv`)).status).toBe(500);
    } finally {
      list.stop();
    }
  });
});
