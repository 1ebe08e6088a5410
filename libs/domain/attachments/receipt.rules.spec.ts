import { composeReceipt, type ReceiptFacts } from './receipt.rules.js';

const facts: ReceiptFacts = {
  number: '2026-000012',
  ordinal: 1,
  receivedAt: new Date('2026-11-20T12:38:05Z'),
  sha256: 'a'.repeat(64),
  callTitle: 'AMI PTCE 2026',
  callCode: 'PTCE-2026',
  authority: 'Le ministère fictif',
  projectTitle: 'Un quai partagé',
  poleName: 'Pôle fictif',
  poleSiren: '000000019',
  poleAddress: ['1 rue Imaginaire', '33000 Bordeaux'],
  files: [],
  demonstration: false,
};

const textOf = (more: Partial<ReceiptFacts>): string =>
  composeReceipt({ ...facts, ...more })
    .blocks.map((block) => (block.kind === 'paragraph' ? block.runs.map((run) => (typeof run === 'string' ? run : run.strong)).join('') : ''))
    .join('\n')
    .replaceAll(/[\u00a0\u202f]/g, ' ');

it('says number, instant, fingerprint, and the day on which silence is a rejection', () => {
  const text = textOf({});
  for (const words of ['n° 2026-000012', '20 novembre 2026 à 13 h 38 min 05 s, heure de Paris', facts.sha256, 'Aucune pièce n’est jointe.', '20 janvier 2027']) expect(text).toContain(words);
  for (const words of ['Volet', 'Charte', 'Certifié', 'dépôt n°']) expect(text).not.toContain(words);
});

it('says the track, the charter that was signed and who certified, where the call asks for them', () => {
  const text = textOf({
    ordinal: 2,
    track: 'Postes d’animation',
    charter: { title: 'Charte des pôles, juin 2021', adoptedOn: '2021-06-30', sha256: 'b'.repeat(64), signature: 'c'.repeat(64), signedAt: '2026-11-02T09:00:00.000Z' },
    certification: { by: 'Réjane Fictive', quality: 'Présidente', at: new Date('2026-11-19T08:00:00Z') },
  });
  expect(text).toContain('Volet demandé : Postes d’animation');
  expect(text).toContain(`Charte signée : « Charte des pôles, juin 2021 », adoptée le 30 juin 2021, signée par le pôle le 2 novembre 2026 à 10 h 00 min 00 s, heure de Paris. Empreinte du texte : ${'b'.repeat(64)}. Empreinte de la signature : ${'c'.repeat(64)}.`);
  expect(text).toContain('Certifié par Réjane Fictive, Présidente, le 19 novembre 2026 à 09 h 00 min 00 s, heure de Paris.');
  expect(text).toContain('dépôt n° 2 de ce dossier ; il remplace le précédent');
});
