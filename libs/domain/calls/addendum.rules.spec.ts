import { toCents } from '../shared/money.js';
import { changeWords } from './addendum-words.js';
import { amend, publishAddendum, requestOf, type AddendumRequest, type AmendedCall } from './addendum.rules.js';
import { parseForm } from './form.rules.js';

const at = new Date('2023-06-15T10:00:00Z');
const form = parseForm({ sections: [{ key: 'project', title: 'Le projet', fields: [{ key: 'summary', label: 'Résumé', kind: 'text', required: true }] }] });
const terms = {
  support: 'cash' as const,
  minCents: toCents(10_000_000),
  maxCents: toCents(10_000_000),
  durationMonths: 24,
  laureatesExpected: 15,
  instalments: [{ key: 'all', label: 'Versement unique', sharePercent: 100, trigger: 'signature' as const, paymentDays: 60, yearOffset: 0 }],
};
const call = (changes: Partial<AmendedCall> = {}): AmendedCall => ({
  state: 'published',
  title: 'AMI PTCE 2023',
  summary: 'Un appel.',
  awardTerms: terms,
  charterRequired: false,
  hasCharter: true,
  form,
  documents: [],
  isDecided: false,
  phases: [{ id: 'p', title: 'Phase 2', opensAt: new Date('2023-05-31T22:00:00Z'), closesAt: new Date('2023-07-31T22:00:00Z'), started: 0 }],
  ...changes,
});
const phase = call().phases[0]!;
const closing = (closesAt: string): AddendumRequest => ({ closings: [{ phaseId: 'p', closesAt: new Date(closesAt) }] });
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing was thrown';
};

describe('an addendum', () => {
  it('keeps what stood and what will stand, of what differs only', () => {
    const { before, after } = amend(call(), { title: 'AMI PTCE 2023, prolongé', summary: 'Un appel.', ...closing('2023-08-31T22:00:00Z') }, at);
    expect(before).toEqual({ title: 'AMI PTCE 2023', closings: [{ phaseId: 'p', title: 'Phase 2', closesAt: '2023-07-31T22:00:00.000Z' }] });
    expect(after).toEqual({ title: 'AMI PTCE 2023, prolongé', closings: [{ phaseId: 'p', title: 'Phase 2', closesAt: '2023-08-31T22:00:00.000Z' }] });
    expect(amend(call(), requestOf(after), at)).toEqual({ before, after });
  });

  it('changes something, in a published call', () => {
    expect(code(() => amend(call(), { title: 'AMI PTCE 2023', awardTerms: { ...terms } }, at))).toBe('addendum.no-change');
    expect(code(() => amend(call({ state: 'draft' }), { title: 'Autre' }, at))).toBe('addendum.call-not-published');
    expect(code(() => amend(call({ state: 'closed' }), { title: 'Autre' }, at))).toBe('addendum.call-not-published');
    expect(code(() => amend(call(), { closings: [{ phaseId: 'x', closesAt: at }] }, at))).toBe('addendum.unknown-phase');
  });

  it('puts a closing later freely, until the phase is over', () => {
    const started = call({ phases: [{ ...phase, started: 12 }] });
    expect(amend(started, closing('2023-07-31T22:00:01Z'), at).after.closings).toHaveLength(1);
    expect(amend(started, closing('2023-08-31T22:00:00Z'), new Date('2023-07-31T21:59:59.999Z')).after.closings).toHaveLength(1);
    expect(code(() => amend(started, closing('2023-08-31T22:00:00Z'), phase.closesAt))).toBe('addendum.phase-over');
  });

  it('brings a closing forward only where nobody has started, with fifteen days left', () => {
    expect(amend(call(), closing('2023-06-30T10:00:00Z'), at).after.closings).toHaveLength(1);
    expect(code(() => amend(call(), closing('2023-06-30T09:59:59Z'), at))).toBe('addendum.closing-too-soon');
    expect(code(() => amend(call({ phases: [{ ...phase, started: 1 }] }), closing('2023-07-15T10:00:00Z'), at))).toBe('addendum.closing-earlier-with-dossiers');
    const later = call({ phases: [{ ...phase, opensAt: new Date('2023-07-10T00:00:00Z') }] });
    expect(code(() => amend(later, closing('2023-07-10T00:00:00Z'), at))).toBe('addendum.closing-too-soon');
  });

  it('changes the award until a decision is in force, and only into terms that can be kept', () => {
    const more = { ...terms, laureatesExpected: 16 };
    expect(amend(call(), { awardTerms: more }, at).after.awardTerms).toEqual(more);
    expect(code(() => amend(call({ isDecided: true }), { awardTerms: more }, at))).toBe('addendum.award-decided');
    expect(code(() => amend(call(), { awardTerms: { ...terms, minCents: toCents(1), maxCents: toCents(0) } }, at))).toBe('call.amounts-out-of-order');
    expect(amend(call({ isDecided: true }), { title: 'Autre titre' }, at).after).toEqual({ title: 'Autre titre' });
  });

  it('brings documents that wait, in the place of others or beside them', () => {
    const held = (id: string, state: 'in-force' | 'waiting' | 'replaced', isInfected = false) => ({ id, kind: 'guide' as const, title: `Guide ${id}`, name: `${id}.pdf`, state, isInfected });
    const full = call({ documents: [held('old', 'in-force'), held('new', 'waiting'), held('more', 'waiting'), held('gone', 'replaced'), held('bad', 'waiting', true)] });
    const { before, after } = amend(full, { documents: [{ documentId: 'new', replaces: 'old' }, { documentId: 'more', replaces: null }] }, at);
    expect(before.documents).toEqual([{ documentId: 'old', kind: 'guide', title: 'Guide old', name: 'old.pdf', replaces: null }]);
    expect(after.documents?.map(({ documentId, replaces }) => [documentId, replaces])).toEqual([['new', 'old'], ['more', null]]);
    expect(amend(full, requestOf(after), at)).toEqual({ before, after });
    expect(changeWords(before, after).map(({ what, before: was, after: will }) => `${what} | ${was ?? ''} | ${will}`.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual([
      'Document remplacé, Guide old | old.pdf | Guide new, new.pdf',
      'Document ajouté, Guide more |  | Guide : more.pdf',
    ]);
    const refused = (...documents: { documentId: string; replaces: string | null }[]): string => code(() => amend(full, { documents }, at));
    expect([refused({ documentId: 'old', replaces: null }), refused({ documentId: 'gone', replaces: null }), refused({ documentId: 'x', replaces: null }), refused({ documentId: 'new', replaces: 'gone' }), refused({ documentId: 'new', replaces: 'more' })]).toEqual(Array(5).fill('addendum.unknown-document'));
    expect(refused({ documentId: 'new', replaces: null }, { documentId: 'new', replaces: null })).toBe('addendum.document-twice');
    expect(refused({ documentId: 'new', replaces: 'old' }, { documentId: 'more', replaces: 'old' })).toBe('addendum.document-twice');
    expect(refused({ documentId: 'bad', replaces: 'old' })).toBe('addendum.document-infected');
    expect(refused()).toBe('addendum.no-change');
  });

  it('is published by another person, once', () => {
    expect(publishAddendum({ state: 'proposed', proposedBy: 'a' }, 'b', at)).toEqual({ state: 'published', publishedBy: 'b', publishedAt: at });
    expect(code(() => publishAddendum({ state: 'proposed', proposedBy: 'a' }, 'a', at))).toBe('addendum.second-person-required');
    expect(code(() => publishAddendum({ state: 'published', proposedBy: 'a' }, 'b', at))).toBe('addendum.cannot-publish');
    expect(code(() => publishAddendum({ state: 'dropped', proposedBy: 'a' }, 'b', at))).toBe('addendum.cannot-publish');
  });
});

it('says what changed, in French, with what stood before', () => {
  const longer = parseForm({ sections: [{ key: 'project', title: 'Le projet', fields: [{ key: 'partners', label: 'Partenaires', kind: 'text' }] }] });
  const { before, after } = amend(call(), { title: 'Autre titre', awardTerms: { ...terms, durationMonths: 36 }, form: longer, ...closing('2023-09-30T22:00:00Z') }, at);
  expect(changeWords(before, after).map(({ what, before: was, after: will }) => `${what} | ${was ?? ''} | ${will}`.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual([
    'Clôture, Phase 2 | 31 juillet 2023 à 23 h 59 | 30 septembre 2023 à 23 h 59',
    'Titre | AMI PTCE 2023 | Autre titre',
    'Durée | 24 mois | 36 mois',
    'Formulaire, pour les dossiers commencés ensuite |  | question ajoutée : Le projet, « Partenaires » ; question retirée : Le projet, « Résumé »',
  ]);
});
