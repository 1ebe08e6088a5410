import type { Track } from '#domain/calls/track.rules.js';
import { toCents } from '#domain/shared/money.js';
import type { Schemas } from '../../client/client.js';

type Instalment = Schemas['InstalmentTermDto'];

type Zoning = Schemas['CallDto']['zonings'][number];

/** A kind of support as its form holds it. */
export interface TrackInput {
  key: string;
  title: string;
  support: Schemas['TrackDto']['support'];
  envelopeId: string;
  min: string;
  max: string;
  months: string;
  laureates: string;
  repaid: string;
  requires: string;
}

/** A call as its form holds it: what people type. */
export interface CallInput {
  code: string;
  title: string;
  instrument: 'AAP' | 'AMI';
  summary: string;
  envelopeId: string;
  authority: string;
  compositionProfile: 'strict' | 'loose';
  certification: boolean;
  prerequisite: string;
  min: string;
  max: string;
  months: string;
  laureates: string;
  instalments: { key: string; label: string; share: string; trigger: Instalment['trigger']; days: string; year: string }[];
  phases: { title: string; opens: string; closes: string; requires: string }[];
  tracks: TrackInput[];
  prerequisiteCallId: string;
  themes: string;
  regions: string[];
  zonings: Zoning[];
  charterRequired: boolean;
  tieBreak: string[];
}

const minute = 60_000;
const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });

/** An instant as a field of date and hour wants it, in Paris. */
const localOf = (instant: number): string => local.format(instant).replace(' ', 'T');

/** The instant of a date and hour in Paris; undefined for none, and for the hour that summer time skips. */
export const parisInstant = (text: string): Date | undefined => ['+02:00', '+01:00'].map((offset) => new Date(`${text}:00${offset}`)).find((instant) => !Number.isNaN(instant.getTime()) && localOf(instant.getTime()) === text);

/** The minute after this one, as a field wants it: when the next period may open, the last minute of a closing being included. */
export function minuteAfter(text: string): string {
  const instant = parisInstant(text);
  return instant === undefined ? '' : localOf(instant.getTime() + minute);
}

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
  certification: false,
  prerequisite: '',
  min: '',
  max: '',
  months: '24',
  laureates: '',
  instalments: [
    { key: 'premier', label: 'Premier versement', share: '60', trigger: 'signature', days: '60', year: '0' },
    { key: 'second', label: 'Second versement', share: '40', trigger: 'report-accepted', days: '60', year: '1' },
  ],
  phases: [{ title: 'Dépôt des dossiers', opens: '', closes: '', requires: '' }],
  tracks: [],
  prerequisiteCallId: '',
  themes: '',
  regions: [],
  zonings: [],
  charterRequired: false,
  tieBreak: ['spread'],
};

export const inputOf = ({ awardTerms, phases, tracks, prerequisite, ...call }: Schemas['CallDto']): CallInput => ({
  code: call.code,
  title: call.title,
  instrument: call.instrument,
  summary: call.summary,
  envelopeId: call.envelopeId,
  authority: call.authority,
  compositionProfile: call.compositionProfile,
  certification: call.certification,
  prerequisite: prerequisite ?? '',
  min: eurosText(awardTerms.minCents),
  max: eurosText(awardTerms.maxCents),
  months: String(awardTerms.durationMonths),
  laureates: String(awardTerms.laureatesExpected),
  instalments: awardTerms.instalments.map(({ key, label, sharePercent, trigger, paymentDays, yearOffset }) => ({ key, label, share: String(sharePercent), trigger, days: String(paymentDays), year: String(yearOffset) })),
  phases: phases.map(({ title, opensAt, closesAt, requiresPhase }) => ({ title, opens: localOf(Date.parse(opensAt)), closes: localOf(Date.parse(closesAt) - minute), requires: requiresPhase === null ? '' : String(requiresPhase) })),
  tracks: tracks.map((track) => ({
    key: track.key,
    title: track.title,
    support: track.support,
    envelopeId: track.envelopeId ?? '',
    min: eurosText(track.minCents),
    max: eurosText(track.maxCents),
    months: String(track.durationMonths),
    laureates: String(track.laureatesExpected ?? ''),
    repaid: String(track.repaidOverMonths ?? ''),
    requires: track.requiresTrack ?? '',
  })),
  prerequisiteCallId: call.prerequisiteCallId ?? '',
  themes: call.themes.join(', '),
  regions: [...call.regions],
  zonings: [...call.zonings],
  charterRequired: call.charterRequired,
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
  input.tracks.forEach((track, index) => {
    const { minCents, maxCents, durationMonths } = trackOf(track);
    wants(track.title.trim() !== '' && maxCents >= minCents && (track.support === 'services' || minCents > 0) && durationMonths >= 1, `volet-${index}`, `Volet ${index + 1}`, 'Un nom, une durée et deux montants dans l’ordre sont attendus.');
    wants(track.support !== 'loan' || (whole(track.repaid) ?? 0) >= 1, `rembourse-${index}`, `Volet ${index + 1}`, 'Indiquez sur combien de mois le prêt est remboursé.');
    wants(track.laureates.trim() === '' || (whole(track.laureates) ?? 0) >= 1, `volet-laureats-${index}`, `Volet ${index + 1}`, 'Un nombre est attendu, ou rien s’il n’est pas annoncé.');
  });
  return errors;
}

/** A track as the rules and the api take it; what is not a number yet counts for nothing. */
export const trackOf = ({ key, title, support, envelopeId, min, max, months, laureates, repaid, requires }: TrackInput): Track => ({
  key,
  title: title.trim(),
  support,
  envelopeId: envelopeId === '' ? null : envelopeId,
  minCents: toCents(centsOf(support === 'post' ? max : min) ?? 0),
  maxCents: toCents(centsOf(max) ?? 0),
  durationMonths: whole(months) ?? 0,
  laureatesExpected: whole(laureates) ?? null,
  repaidOverMonths: support === 'loan' ? (whole(repaid) ?? null) : null,
  requiresTrack: requires === '' ? null : requires,
});

/** What the api takes; only for an input without errors. */
export const bodyOf = (input: CallInput): Schemas['NewCallBody'] => ({
  code: input.code,
  title: input.title.trim(),
  instrument: input.instrument,
  summary: input.summary.trim(),
  envelopeId: input.envelopeId,
  authority: input.authority.trim(),
  compositionProfile: input.compositionProfile,
  certification: input.certification,
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
  phases: instantsOf(input.phases)!,
  tracks: input.tracks.map(trackOf),
  prerequisiteCallId: input.prerequisiteCallId === '' ? null : input.prerequisiteCallId,
  themes: themesOf(input.themes),
  regions: input.regions,
  zonings: input.zonings,
  charterRequired: input.charterRequired ?? false,
});

/** Periods as the api takes them, whose closing is an exclusive bound; undefined while a date is missing or out of order. */
export function instantsOf(phases: CallInput['phases']): Schemas['NewPhaseDto'][] | undefined {
  const dated = phases.flatMap(({ title, opens, closes, requires }) => {
    const [from, to] = [parisInstant(opens), parisInstant(closes)];
    if (from === undefined || to === undefined || from >= to || title.trim() === '') return [];
    return [{ title: title.trim(), opensAt: from.toISOString(), closesAt: new Date(to.getTime() + minute).toISOString(), requiresPhase: requires === '' ? null : Number(requires) }];
  });
  return dated.length === phases.length ? dated : undefined;
}

/** « laine, réemploi » as themes, each once. */
export const themesOf = (text: string): string[] => [...new Set(text.split(/[,;\n]/).map((theme) => theme.trim()).filter((theme) => theme.length >= 2))];

/** The same date and hour a year later, as a field wants it; 29 February becomes the 28th. */
export const yearLater = (text: string): string => text.replace(/^(\d{4})-(\d\d)-(\d\d)/, (_, year: string, month: string, day: string) => `${Number(year) + 1}-${month}-${month === '02' && day === '29' ? '28' : day}`);

