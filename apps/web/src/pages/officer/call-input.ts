import type { Schemas } from '../../client/client.js';

type Instalment = Schemas['InstalmentTermDto'];

/** A call as its form holds it: what people type. */
export interface CallInput {
  code: string;
  title: string;
  instrument: 'AAP' | 'AMI';
  summary: string;
  envelopeId: string;
  authority: string;
  compositionProfile: 'strict' | 'loose';
  prerequisite: string;
  min: string;
  max: string;
  months: string;
  laureates: string;
  instalments: { key: string; label: string; share: string; trigger: Instalment['trigger']; days: string; year: string }[];
  phases: { title: string; opens: string; closes: string }[];
  tieBreak: string[];
}

const minute = 60_000;
const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });

/** An instant as a field of date and hour wants it, in Paris. */
const localOf = (instant: number): string => local.format(instant).replace(' ', 'T');

/** The instant of a date and hour in Paris; undefined for none, and for the hour that summer time skips. */
export const parisInstant = (text: string): Date | undefined => ['+02:00', '+01:00'].map((offset) => new Date(`${text}:00${offset}`)).find((instant) => !Number.isNaN(instant.getTime()) && localOf(instant.getTime()) === text);

/** « 100 000,50 » as cents; undefined for what is no amount. */
export function centsOf(text: string): number | undefined {
  const match = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s\u00a0\u202f€]/g, ''));
  return match === null ? undefined : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
const eurosText = (cents: number): string => new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2 }).format(cents / 100);
const whole = (text: string): number | undefined => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined);

export const emptyCall: CallInput = {
  code: '',
  title: '',
  instrument: 'AMI',
  summary: '',
  envelopeId: '',
  authority: '',
  compositionProfile: 'strict',
  prerequisite: '',
  min: '',
  max: '',
  months: '24',
  laureates: '',
  instalments: [
    { key: 'premier', label: 'Premier versement', share: '60', trigger: 'signature', days: '60', year: '0' },
    { key: 'second', label: 'Second versement', share: '40', trigger: 'report-accepted', days: '60', year: '1' },
  ],
  phases: [{ title: 'Dépôt des dossiers', opens: '', closes: '' }],
  tieBreak: ['spread'],
};

export const inputOf = ({ awardTerms, phases, prerequisite, ...call }: Schemas['CallDto']): CallInput => ({
  code: call.code,
  title: call.title,
  instrument: call.instrument,
  summary: call.summary,
  envelopeId: call.envelopeId,
  authority: call.authority,
  compositionProfile: call.compositionProfile,
  prerequisite: prerequisite ?? '',
  min: eurosText(awardTerms.minCents),
  max: eurosText(awardTerms.maxCents),
  months: String(awardTerms.durationMonths),
  laureates: String(awardTerms.laureatesExpected),
  instalments: awardTerms.instalments.map(({ key, label, sharePercent, trigger, paymentDays, yearOffset }) => ({ key, label, share: String(sharePercent), trigger, days: String(paymentDays), year: String(yearOffset) })),
  phases: phases.map(({ title, opensAt, closesAt }) => ({ title, opens: localOf(Date.parse(opensAt)), closes: localOf(Date.parse(closesAt) - minute) })),
  tieBreak: [...call.tieBreak],
});

export interface InputError {
  id: string;
  label: string;
  error: string;
}

/** What keeps the call from being saved: each with its field. */
export function errorsOf(input: CallInput): InputError[] {
  const errors: InputError[] = [];
  const wants = (isWell: boolean, id: string, label: string, error: string): void => {
    if (!isWell) errors.push({ id, label, error });
  };
  const [min, max] = [centsOf(input.min), centsOf(input.max)];
  wants(/^[A-Z0-9-]{3,24}$/.test(input.code), 'code', 'Référence', 'De 3 à 24 signes : capitales sans accent, chiffres, tirets.');
  wants(input.title.trim().length >= 3, 'titre', 'Titre', 'Le titre manque.');
  wants(input.summary.trim() !== '', 'resume', 'Résumé', 'Le résumé manque.');
  wants(input.envelopeId !== '', 'enveloppe', 'Enveloppe', 'Choisissez une enveloppe ouverte.');
  wants(input.authority.trim().length >= 3, 'autorite', 'Autorité', 'Indiquez qui décide.');
  wants(min !== undefined && min > 0, 'minimum', 'Aide au moins', 'Un montant est attendu, par exemple 100 000,00.');
  wants(max !== undefined && max > 0 && (min === undefined || max >= min), 'maximum', 'Aide au plus', 'Un montant est attendu, au moins égal au premier.');
  wants((whole(input.months) ?? 0) >= 1, 'mois', 'Durée', 'Un nombre de mois est attendu.');
  wants((whole(input.laureates) ?? 0) >= 1, 'laureats', 'Lauréats attendus', 'Un nombre est attendu.');
  input.instalments.forEach(({ label, share, days }, index) => {
    wants(label.trim() !== '' && (whole(share) ?? 0) >= 1 && (whole(days) ?? 0) >= 1, `versement-${index}`, `Versement ${index + 1}`, 'Un nom, une part et un délai sont attendus.');
  });
  const sum = input.instalments.reduce((total, { share }) => total + (whole(share) ?? 0), 0);
  wants(sum === 100, 'part-0', 'Versements', `Les parts font ${sum} % en tout. Ajustez-les pour atteindre 100 %.`);
  input.phases.forEach(({ title, opens, closes }, index) => {
    const [from, to] = [parisInstant(opens), parisInstant(closes)];
    wants(title.trim() !== '' && from !== undefined && to !== undefined && from < to, `ouverture-${index}`, `Période ${index + 1}`, 'Un nom, une ouverture et une clôture qui la suit sont attendus.');
  });
  return errors;
}

/** What the api takes; only for an input without errors. */
export const bodyOf = (input: CallInput): Schemas['NewCallBody'] => ({
  code: input.code,
  title: input.title.trim(),
  instrument: input.instrument,
  summary: input.summary.trim(),
  envelopeId: input.envelopeId,
  authority: input.authority.trim(),
  compositionProfile: input.compositionProfile,
  prerequisite: input.prerequisite.trim() === '' ? null : input.prerequisite.trim(),
  tieBreak: input.tieBreak,
  awardTerms: {
    support: 'cash',
    minCents: centsOf(input.min)!,
    maxCents: centsOf(input.max)!,
    durationMonths: Number(input.months),
    laureatesExpected: Number(input.laureates),
    instalments: input.instalments.map(({ key, label, share, trigger, days, year }) => ({ key, label: label.trim(), sharePercent: Number(share), trigger, paymentDays: Number(days), yearOffset: Number(year) })),
  },
  phases: input.phases.map(({ title, opens, closes }) => ({ title: title.trim(), opensAt: parisInstant(opens)!.toISOString(), closesAt: new Date(parisInstant(closes)!.getTime() + minute).toISOString() })),
});
