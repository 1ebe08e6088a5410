import { writeMail } from './templates.js';

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
