import { notices } from './notification.rules.js';
import { writeMail, type Facts } from './templates.js';
import { toCents } from '../shared/money.js';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

it('a changed call: what changed before and after, why, and where to read it', () => {
  const { subject, text } = writeMail('call-changed', {
    recipientName: 'Agathe',
    addendum: {
      callTitle: 'AMI PTCE 2023',
      ordinal: 2,
      reason: 'Deux préfectures ont demandé un délai.',
      changes: [{ what: 'Clôture, Phase 2', before: '31 juillet 2023 à 23 h 59', after: '31 août 2023 à 23 h 59' }, { what: 'Formulaire', after: 'question ajoutée' }],
      url: 'http://localhost/appels/c',
    },
  });
  expect(plain(subject)).toBe('L’appel « AMI PTCE 2023 » a changé (additif n° 2)');
  for (const part of ['- Clôture, Phase 2\n  avant : 31 juillet 2023 à 23 h 59\n  désormais : 31 août 2023 à 23 h 59', '- Formulaire : question ajoutée', 'Motif : Deux préfectures ont demandé un délai.', 'http://localhost/appels/c']) expect(plain(text)).toContain(part);
});

it.each([
  [true, 'sont publiées'],
  [false, 'n’est pas publiée'],
])('an answer says whether it is published (%s)', (isPublic, words) => {
  const { text } = writeMail('question-answered', { recipientName: 'Agathe', question: { callTitle: 'AMI', question: 'Combien ?', answer: 'Un seul.', isPublic, url: 'http://localhost/appels/c' } });
  for (const part of ['Vous avez demandé : Combien ?', 'Réponse : Un seul.', words]) expect(plain(text)).toContain(part);
});

it('nothing is sent half written', () => {
  expect(() => writeMail('call-changed', { recipientName: 'Agathe' })).toThrow('lacks its facts');
});

const url = 'http://localhost/la-page';
const at = new Date('2023-06-15T10:00:00Z');
/** What each mail needs, of everything. */
const everything: Facts = {
  recipientName: 'Agathe',
  signIn: { url, expiresAt: at },
  invitation: { poleName: 'Pôle', role: 'applicant', projectTitle: null, invitedByName: 'Ana', url, expiresAt: at },
  application: { number: '2023-000001', projectTitle: 'Projet', callTitle: 'AMI', authority: 'Ministère fictif', poleName: 'Pôle', receivedAt: at, sha256: 'ab', silenceOn: '2023-08-15', closesAt: at, url },
  certification: { personName: 'Régine' },
  correction: { reason: 'Précisez', consequence: 'examined-as-is', dueAt: at },
  exception: { poleName: 'Pôle', callTitle: 'AMI', reason: 'Une panne', until: at, isDossier: true, url },
  attachment: { name: 'plan.pdf', signature: 'Eicar' },
  document: { name: 'cahier.pdf', signature: 'Eicar', callTitle: 'AMI', url },
  decision: { kind: 'award', reference: 'D-2023-000001-1' },
  payment: { amountCents: toCents(100_000), label: 'Premier versement' },
  addendum: { callTitle: 'AMI', ordinal: 1, reason: 'Un délai', changes: [], url },
  charter: { title: 'Charte', adoptedOn: '2023-01-01', calls: [], url },
  question: { callTitle: 'AMI', question: 'Combien ?', answer: 'Un seul.', isPublic: true, url },
};

it.each([...new Set(Object.values(notices).map(({ template }) => template))])('%s: leads to the page of what it speaks of', (template) => {
  expect(writeMail(template, everything).text).toContain(url);
});

it('a later deadline leads to the dossier of the pole, or to the call while it has none', () => {
  const text = (isDossier: boolean): string => plain(writeMail('late-exception-given', { ...everything, exception: { ...everything.exception!, isDossier } }).text);
  expect(text(true)).toContain(`Pour compléter et déposer votre dossier : ${url}`);
  expect(text(false)).toContain(`La page de l’appel : ${url}`);
});
