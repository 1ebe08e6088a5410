import { lastMinuteBefore, parisDay, parisTime } from '../shared/day.js';
import { frenchDay, noBreak } from '../shared/french.js';
import type { CallParts } from './addendum.rules.js';
import type { AwardTerms } from './call.rules.js';
import { documentKindNames } from './document.rules.js';
import type { FormDefinition } from './form.js';

/** One thing that changed, in French, as mails and pages say it; `before` is absent where there was nothing. */
export interface ChangeWords {
  readonly what: string;
  readonly before?: string;
  readonly after: string;
}

const money = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });

/** « 31 juillet 2023 à 23 h 59 »: the last minute before the exclusive bound. */
function lastMinuteOf(closesAt: string): string {
  const last = lastMinuteBefore(new Date(closesAt));
  const { hour, minute } = parisTime(last);
  return `${frenchDay(parisDay(last))} à ${Number(hour)}${noBreak}h${noBreak}${minute}`;
}

const amounts = ({ minCents, maxCents }: AwardTerms): string =>
  minCents === maxCents ? money.format(maxCents / 100) : `de ${money.format(minCents / 100)} à ${money.format(maxCents / 100)}`;

const triggers = { signature: 'à la signature', 'report-accepted': 'au compte rendu accepté' } as const;

function award(before: AwardTerms, after: AwardTerms): ChangeWords[] {
  const lines: [string, (terms: AwardTerms) => string][] = [
    ['Montant de l’aide', amounts],
    ['Durée', ({ durationMonths }) => `${durationMonths}${noBreak}mois`],
    ['Lauréats attendus', ({ laureatesExpected }) => String(laureatesExpected)],
    ['Versements', ({ instalments }) => instalments.map(({ label, sharePercent, trigger, paymentDays, yearOffset }) => `${label}${noBreak}: ${sharePercent}${noBreak}%, ${triggers[trigger]}, sous ${paymentDays}${noBreak}jours, année ${yearOffset}`).join(' ; ')],
  ];
  return lines.flatMap(([what, of]) => (of(before) === of(after) ? [] : [{ what, before: of(before), after: of(after) }]));
}

/** Questions by key, with their section's title; whatever else a field has, its whole definition tells whether it changed. */
const questionsOf = (form: FormDefinition | null | undefined): Map<string, { label: string; whole: string }> =>
  new Map((form?.sections ?? []).flatMap(({ key, title, fields }) => fields.map((field) => [`${key}.${field.key}`, { label: `${title}, « ${field.label} »`, whole: JSON.stringify(field) }] as const)));

function formWords(before: FormDefinition | null | undefined, after: FormDefinition): ChangeWords[] {
  const [was, will] = [questionsOf(before), questionsOf(after)];
  const what = 'Formulaire, pour les dossiers commencés ensuite';
  const changes = [
    ...[...will].flatMap(([key, { label, whole }]) => (was.has(key) ? (was.get(key)!.whole === whole ? [] : [`question changée${noBreak}: ${label}`]) : [`question ajoutée${noBreak}: ${label}`])),
    ...[...was].flatMap(([key, { label }]) => (will.has(key) ? [] : [`question retirée${noBreak}: ${label}`])),
  ];
  return [{ what, after: changes.length === 0 ? 'présentation revue, mêmes questions' : changes.join(' ; ') }];
}

const charterWords = (isRequired: boolean): string => (isRequired ? 'signature demandée avant le dépôt' : 'signature non demandée');

/** Each document by its title; what was replaced may still be read. */
function documentWords(before: CallParts['documents'] = [], after: CallParts['documents'] = []): ChangeWords[] {
  return after.map(({ kind, title, name, replaces }) => {
    const was = before.find(({ documentId }) => documentId === replaces);
    const file = `${documentKindNames[kind]}${noBreak}: ${name}`;
    return was === undefined ? { what: `Document ajouté, ${title}`, after: file } : { what: `Document remplacé, ${was.title}`, before: was.name, after: title === was.title ? name : `${title}, ${name}` };
  });
}

/** What an addendum changed, thing by thing, with what stood before. */
export function changeWords(before: CallParts, after: CallParts): ChangeWords[] {
  const text = (what: string, was: string | undefined, will: string | undefined): ChangeWords[] => (will === undefined ? [] : [{ what, ...(was === undefined ? {} : { before: was }), after: will }]);
  return [
    ...(after.closings ?? []).map(({ phaseId, title, closesAt }) => {
      const was = before.closings?.find((one) => one.phaseId === phaseId);
      return { what: `Clôture, ${title}`, ...(was === undefined ? {} : { before: lastMinuteOf(was.closesAt) }), after: lastMinuteOf(closesAt) };
    }),
    ...text('Titre', before.title, after.title),
    ...text('Résumé', before.summary, after.summary),
    ...(after.awardTerms === undefined || before.awardTerms === undefined ? [] : award(before.awardTerms, after.awardTerms)),
    ...(after.charterRequired === undefined ? [] : [{ what: 'Charte des pôles', ...(before.charterRequired === undefined ? {} : { before: charterWords(before.charterRequired) }), after: charterWords(after.charterRequired) }]),
    ...(after.form === undefined ? [] : formWords(before.form, after.form)),
    ...documentWords(before.documents, after.documents),
  ];
}
