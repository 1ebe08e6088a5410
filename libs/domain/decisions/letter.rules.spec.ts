import type { Condition } from '#domain/applications/eligibility.rules.js';
import { DomainError } from '#domain/shared/error.js';
import { toCents } from '#domain/shared/money.js';
import type { AwardTrack } from '#domain/calls/track.rules.js';
import { scheduleOf } from './award.rules.js';
import { planInstalments } from './instalment.rules.js';
import { composeLetter } from './letter.rules.js';
import type { Run } from '#domain/shared/document.js';
import type { LetterContent, LetterFacts, LetterKind } from './letter.js';

const unmet = (number: Condition['number'], key: Condition['key'], reasons: string[], note: string | null = null): Condition => ({ number, key, met: false, reasons, note });

const amountCents = toCents(10_000_000);
const facts: LetterFacts = {
  reference: 'D-PTCE-2023-0042-1', applicationNumber: 'PTCE-2023-0042', callTitle: 'AMI fictif 2023', callCode: 'AMI-2023',
  poleName: 'Pôle fictif de l\'Écluse', poleSiren: '000123456', poleAddress: ['12 rue de l\'Écluse', '99000 Ville-Exemple'],
  projectTitle: '« Éco-filière »', decidedOn: '2023-10-17', releaseOn: '2023-10-17', support: 'cash', repaidOverMonths: null, amountCents, durationMonths: 24,
  instalments: planInstalments(amountCents, [
    { key: 'first', label: 'Premier versement', sharePercent: 60, trigger: 'signature', paymentDays: 60, yearOffset: 0 },
    { key: 'second', label: 'Solde', sharePercent: 40, trigger: 'report-accepted', yearOffset: 1 },
  ], '2023-10-17'),
  reserveRank: 1, conditions: [unmet(1, 'private-law', ['eligibility.not-a-private-law-person'])], motivation: 'Le portage reste à préciser.',
  signatory: { name: 'Claire Exemple', quality: 'Déléguée fictive' }, authority: 'Ministère fictif',
  court: { name: 'tribunal administratif de Ville-Exemple', address: '1 place du Droit, 99000 Ville-Exemple' },
  appealLastDay: '2023-12-18', demonstration: false, verificationCode: '7K3MQ9TZ4HXA', verificationUrl: 'https://essaim.example/lettres/7K3MQ9TZ4HXA',
};

const said = (runs: readonly Run[]): string => runs.map((run) => (typeof run === 'string' ? run : run.strong)).join('');
const linesOf = ({ blocks }: LetterContent): string[] =>
  blocks.flatMap((block) => {
    switch (block.kind) {
      case 'paragraph':
        return [said(block.runs)];
      case 'heading':
        return [block.text];
      case 'list':
        return block.items.map(said);
      case 'table':
        return [block.head, ...block.rows].map((row) => row.join(' | '));
    }
  });
/** The words of a letter with every space plain. */
const textOf = (kind: LetterKind, over: Partial<LetterFacts> = {}): string =>
  linesOf(composeLetter(kind, { ...facts, ...over })).join('\n').replace(/[\u00a0\u202f]/g, ' ');

const kinds: LetterKind[] = ['award', 'reserve', 'refusal', 'ineligible'];

describe('every letter', () => {
  it.each(kinds)('%s: bears what a notified decision must', (kind) => {
    const content = composeLetter(kind, facts);
    expect(content).toMatchObject({
      reference: 'D-PTCE-2023-0042-1', placeAndDate: 'Le 17\u00a0octobre 2023', sender: ['Ministère fictif'],
      recipient: ['Pôle fictif de l’Écluse', '12 rue de l’Écluse', '99000 Ville-Exemple', 'SIREN\u00a0000\u00a0123\u00a0456'],
      signatory: { name: 'Claire Exemple', quality: 'Déléguée fictive', authority: 'Ministère fictif' },
      verification: { code: '7K3M-Q9TZ-4HXA', url: 'https://essaim.example/lettres/7K3MQ9TZ4HXA' },
    });
    const text = textOf(kind);
    expect(text).toContain('dossier n° PTCE-2023-0042');
    expect(text).toContain('le projet « Éco-filière » dans le cadre de l’appel « AMI fictif 2023 » (référence AMI-2023)');
    expect(text).toContain('recours gracieux auprès de l’autorité signataire ou un recours hiérarchique');
    expect(text).toContain('le silence gardé pendant deux mois sur ce recours vaut rejet implicite');
    expect(text).toContain('saisir le tribunal administratif de Ville-Exemple (1 place du Droit, 99000 Ville-Exemple) dans les deux mois suivant sa notification et, si elle vous est notifiée le 17 octobre 2023, au plus tard le lundi 18 décembre 2023');
    expect(text).toContain('www.telerecours.fr');
    expect(text).toContain('augmenté d’un mois pour les personnes qui demeurent outre-mer et de deux mois pour celles qui demeurent à l’étranger');
  });

  it.each(kinds)('%s: is set in French typography, without anything unfilled', (kind) => {
    for (const line of linesOf(composeLetter(kind, { ...facts, motivation: "L'équilibre n'est pas établi ; à revoir." }))) {
      expect(line).not.toMatch(/'| [;:!?»%€]|« |undefined|null|NaN|\[object| {2}/);
    }
  });

  it('says that it is a demonstration where it is', () => {
    expect(composeLetter('award', facts)).not.toHaveProperty('notice');
    expect(composeLetter('award', { ...facts, demonstration: true }).notice).toBe('Document de démonstration');
  });

  it('counts the distance in when the last day does', () => {
    expect(textOf('refusal', { appealLastDay: '2024-01-18' })).toContain('dans les trois mois suivant sa notification, délai de distance compris, et, si elle vous est notifiée le 17 octobre 2023, au plus tard le jeudi 18 janvier 2024');
    expect(textOf('refusal', { appealLastDay: '2024-01-18' })).toContain('en principe de deux mois, est ainsi augmenté d’un mois');
    expect(() => composeLetter('refusal', { ...facts, appealLastDay: '2023-12-17' })).toThrow('letter.wrong-appeal-last-day');
  });

  const required: [LetterKind, keyof LetterFacts, string][] = [
    ...kinds.flatMap((kind) =>
      (['reference', 'applicationNumber', 'callTitle', 'callCode', 'poleName', 'poleSiren', 'poleAddress', 'projectTitle', 'decidedOn', 'releaseOn', 'signatory', 'authority',
        'court', 'appealLastDay', 'demonstration', 'verificationCode', 'verificationUrl'] as const).map(
        (key): [LetterKind, keyof LetterFacts, string] => [kind, key, `letter.missing-${key.replace(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`)}`])),
    ['award', 'amountCents', 'letter.missing-amount-cents'], ['award', 'durationMonths', 'letter.missing-duration-months'], ['award', 'instalments', 'letter.missing-instalments'],
    ['reserve', 'reserveRank', 'letter.missing-reserve-rank'], ['refusal', 'motivation', 'letter.missing-motivation'], ['ineligible', 'conditions', 'letter.missing-conditions'],
  ];
  it.each(required)('%s: without %s: %s', (kind, key, code) => {
    expect(() => composeLetter(kind, { ...facts, [key]: undefined })).toThrow(new DomainError('invalid-input', code));
    const empty = { conditions: [{ ...facts.conditions[0]!, met: true }], instalments: [], poleAddress: [] as string[], signatory: { name: 'Claire Exemple', quality: ' ' } };
    expect(() => composeLetter(kind, { ...facts, [key]: null, ...(key in empty ? { [key]: empty[key as keyof typeof empty] } : {}) })).toThrow(code);
  });

  it('refuses a day that is none and instalments that are not the amount', () => {
    expect(() => composeLetter('award', { ...facts, releaseOn: '17/10/2023' })).toThrow('letter.not-a-day');
    expect(() => composeLetter('award', { ...facts, amountCents: toCents(9_999_999) })).toThrow('letter.instalments-not-amount');
  });
});

describe('the award', () => {
  it('says amount, object, duration, payments and duties', () => {
    const text = textOf('award');
    expect(text).toContain('Une subvention de 100 000,00 € (cent mille euros) est attribuée à Pôle fictif de l’Écluse (SIREN 000 123 456) pour la réalisation du projet « Éco-filière »');
    expect(text).toContain('une durée de vingt-quatre mois');
    expect(text).toContain('1er versement (60 %) | 60 000,00 € | À la signature de la convention par les deux parties | Dans les soixante jours');
    expect(text).toContain('2e versement (40 %) | 40 000,00 € | Sur acceptation du compte rendu | Fixé par la convention');
    expect(text).toContain('article 10 de la loi n° 2000-321 du 12 avril 2000');
    expect(text).toContain('décret n° 2001-495 du 6 juin 2001');
    expect(text).toContain('la conclusion d’une convention est obligatoire');
    expect(text).toContain('aucun versement ne peut intervenir avant sa signature par les deux parties');
    expect(text).toContain('le reversement de tout ou partie des sommes versées exigé, après que vous aurez été mis en mesure de présenter vos observations');
    expect(text).toContain('Vous mentionnez le soutien financier de l’État');
  });

  it('says which programme of the budget bears it, when that is known', () => {
    expect(textOf('award', { programmeCode: '305', actionCode: '04' })).toContain('La dépense est imputée sur le programme 305 du budget de l’État, action 04.');
    expect(textOf('award', { programmeCode: '305', actionCode: null })).toContain('sur le programme 305 du budget de l’État.');
    expect(textOf('award', { programmeCode: null })).not.toContain('imputée');
  });

  it('does not call mandatory a convention that the law does not', () => {
    const amount = toCents(2_300_000);
    const instalments = planInstalments(amount, [{ key: 'only', label: '', sharePercent: 100, trigger: 'signature', paymentDays: 1, yearOffset: 0 }], '2023-10-17');
    const text = textOf('award', { amountCents: amount, instalments });
    expect(text).not.toContain('obligatoire');
    expect(text).toContain('cette subvention fait l’objet d’une convention');
    expect(text).toContain('1er versement (100 %) | 23 000,00 € | À la signature de la convention par les deux parties | un jour au plus');
  });
});

describe('the award of a track', () => {
  const terms = { support: 'cash' as const, minCents: toCents(1), maxCents: toCents(1), durationMonths: 1, laureatesExpected: 1, instalments: [] };
  const plan = (track: AwardTrack, amount: number): Partial<LetterFacts> => ({
    support: track.support, repaidOverMonths: track.repaidOverMonths, durationMonths: track.durationMonths, amountCents: toCents(amount), instalments: scheduleOf(toCents(amount), terms, track, '2023-10-17'),
  });
  const post: AwardTrack = { support: 'post', minCents: toCents(716_400), maxCents: toCents(716_400), durationMonths: 36, repaidOverMonths: null };
  const loan: AwardTrack = { support: 'loan', minCents: toCents(1_000_000), maxCents: toCents(3_000_000), durationMonths: 36, repaidOverMonths: 36 };
  const services: AwardTrack = { support: 'services', minCents: toCents(0), maxCents: toCents(0), durationMonths: 12, repaidOverMonths: null };

  it('a post: a subsidy, quarter by quarter', () => {
    const text = textOf('award', plan(post, 2_149_200));
    expect(text).toContain('Une subvention de 21 492,00 €');
    expect(text).toContain('1er trimestre | 1 791,00 € | Au début du trimestre, le 1er janvier 2024 | Dans les trente jours');
    expect(text).toContain('12e trimestre | 1 791,00 € | Au début du trimestre, le 1er octobre 2026');
  });

  it('a loan: no subsidy, and how it is paid back', () => {
    const text = textOf('award', plan(loan, 3_000_000));
    expect(composeLetter('award', { ...facts, ...plan(loan, 3_000_000) }).subject).toContain('Attribution d’un prêt sans intérêt');
    expect(text).toContain('Un prêt sans intérêt de 30 000,00 € (trente mille euros) est accordé à Pôle fictif de l’Écluse');
    expect(text).toContain('en trente-six mensualités de 833,34 € pour les 12 premières, puis de 833,33 €.');
    expect(text).not.toContain('subvention');
    expect(textOf('award', plan({ ...loan, repaidOverMonths: 12 }, 1_200_000))).toContain('en douze mensualités de 1 000,00 €. La première');
    expect(() => composeLetter('award', { ...facts, ...plan(loan, 3_000_000), repaidOverMonths: null })).toThrow('letter.missing-repaid-over-months');
  });

  it('accompaniment: no money at all', () => {
    const text = textOf('award', plan(services, 0));
    expect(text).toContain('Un accompagnement est accordé à Pôle fictif de l’Écluse (SIREN 000 123 456) pour la réalisation du projet « Éco-filière », pour une durée de douze mois.');
    expect(text).toContain('aucune somme ne vous est versée');
    expect(text).not.toMatch(/subvention|€/);
  });
});

it('who is refused a loan is not told of a subsidy', () => {
  for (const kind of ['reserve', 'refusal'] as const) {
    expect(textOf(kind, { support: 'loan' })).not.toContain('subvention');
    expect(textOf(kind, { support: 'post' })).toContain('subvention');
  }
});

it('the reserve says the rank and promises nothing', () => {
  expect(textOf('reserve')).toContain('votre projet est inscrit au 1er rang de la liste complémentaire.');
  expect(textOf('reserve', { reserveRank: 5 })).toContain('au 5e rang');
  expect(textOf('reserve')).toContain('ne vaut pas attribution d’une subvention');
});

it('the refusal quotes its reasons, a paragraph for each line', () => {
  const lines = linesOf(composeLetter('refusal', { ...facts, motivation: ' Note sous le seuil.\n\nPortage  fragile. ' }));
  const at = lines.findIndex((line) => line.startsWith('La décision est prise pour le motif suivant'));
  expect(lines.slice(at + 1, at + 3)).toEqual(['Note sous le seuil.', 'Portage fragile.']);
});

describe('the ineligible', () => {
  const item = (condition: Condition): string => textOf('ineligible', { conditions: [condition], motivation: '' }).split('\n').find((line) => line.startsWith('Condition'))!;
  const source = (number: number): string => `(décret n° 2015-431 du 15 avril 2015, art. 3, ${number}°)`;

  it.each([
    [unmet(1, 'private-law', ['eligibility.not-a-private-law-person']), 1, 'une personne morale de droit privé'],
    [unmet(2, 'composition', ['eligibility.fewer-than-three-legal-persons', 'eligibility.no-other-person']), 2, 'or il compte moins de trois personnes morales distinctes et il ne comprend pas d’autre personne mentionnée par cette loi.'],
    [unmet(2, 'composition', ['eligibility.fewer-than-three-legal-persons', 'eligibility.same-siren-twice']), 2, 'plusieurs de ses membres portent un même numéro SIREN'],
    [unmet(2, 'composition', ['eligibility.fewer-than-three-legal-persons', 'eligibility.not-a-legal-person']), 2, 'un de ses membres au moins n’a pas la qualité de personne morale'],
    [unmet(2, 'composition', ['eligibility.no-non-ess-enterprise']), 2, 'or il ne comprend ni entreprise hors de l’économie sociale et solidaire'],
    [unmet(2, 'composition', ['eligibility.no-ess-enterprise']), 2, 'or il ne comprend pas d’entreprise de l’économie sociale et solidaire.'],
    [unmet(2, 'composition', ['eligibility.no-distinct-representatives']), 2, 'trois personnes différentes'],
    [unmet(3, 'innovation', ['eligibility.innovation-not-met'], 'Projet courant.'), 3, 'Le service instructeur précise : « Projet courant ».'],
    [unmet(4, 'territory', ['eligibility.territory-not-met'], '« Toute la France »'), 4, 'précise : « Toute la France ».'],
    [unmet(5, 'specification', ['eligibility.specification-not-met'], 'Budget "absent"'), 5, 'cahier des charges'],
    [unmet(6, 'not-already-funded', ['eligibility.not-already-funded-not-met'], 'Lauréat en 2015'), 6, 'déjà été soutenu par l’État'],
  ] as const)('tells condition %#', (condition, number, words) => {
    const text = item(condition);
    expect(text).toContain(`Condition ${number} :`);
    expect(text).toContain(source(number));
    expect(text).toContain(words);
  });

  it('tells the call’s own condition', () => {
    expect(item(unmet('prerequisite', 'prerequisite', ['eligibility.prerequisite-not-declared']))).toContain('le pôle n’a pas déclaré l’avoir été');
    expect(item(unmet('prerequisite', 'prerequisite', ['eligibility.prerequisite-not-validated']))).toContain('vérifiée par le service instructeur');
  });

  it('tells the unmet ones only', () => {
    const conditions = [{ ...facts.conditions[0]!, met: true }, unmet(3, 'innovation', []), { ...unmet(4, 'territory', []), met: null }, unmet(6, 'not-already-funded', [])];
    const text = textOf('ineligible', { conditions });
    expect(text.match(/Condition \d/g)).toEqual(['Condition 3', 'Condition 6']);
    expect(text).toContain('Les conditions suivantes ne sont pas remplies');
  });
});
