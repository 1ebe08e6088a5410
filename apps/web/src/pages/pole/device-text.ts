import { answerText } from '#domain/calls/answer-text.js';
import type { Answers, Budget, BudgetLine, Field, Section } from '#domain/calls/form.js';
import { isSame } from '../../drafts/draft.js';
import { readKept } from '../../drafts/storage.js';
import { accountName } from '../../language/accounts.js';
import { euros } from '../../language/format.js';
import { legalFormName } from '../../language/legal-forms.js';
import { answersOf, formOf, partNames, subjects, tidyAnswers, type Cover, type Dossier, type Member } from './content.js';

/** One answer that this device has and the server has not. */
export interface DeviceAnswer {
  label: string;
  text: string;
}

/** What this device alone keeps of one part of a dossier. */
export interface DevicePart {
  key: string;
  title: string;
  answers: DeviceAnswer[];
}

const nothing = '(réponse effacée)';

const lineText = (side: 'charges' | 'products', { account, label, cents }: BudgetLine): string => `${label === '' ? accountName(side, account) : label} : ${typeof cents === 'number' ? euros(cents) : String(cents)}`;
const budgetText = ({ charges, products }: Budget): string => ['Dépenses', ...charges.map((line) => lineText('charges', line)), 'Ressources', ...products.map((line) => lineText('products', line))].join('\n');

/** An answer as lines of text, to be copied elsewhere. */
function plain(field: Field, value: unknown): string {
  if (answerText(field, value) === undefined) return nothing;
  if (field.kind === 'budget') return budgetText(value as Budget);
  if (field.kind !== 'repeat' || !Array.isArray(value)) return answerText(field, value)!;
  return (value as Answers[]).map((item, index) => [`${field.itemLabel ?? 'Élément'} ${index + 1}`, ...(field.fields ?? []).flatMap((inner) => (answerText(inner, item[inner.key]) === undefined ? [] : [`${inner.label} : ${plain(inner, item[inner.key])}`]))].join('\n')).join('\n');
}

const memberText = ({ name, siren, legalCategory, evidence }: Member): string => [name, legalFormName(legalCategory), ...(siren === null || siren === '' ? [] : [`SIREN ${siren}`]), ...(evidence === '' ? [] : [evidence])].join(', ');

function sectionPart(dossier: Dossier, section: Section, kept: Answers): DevicePart {
  const [here, there] = [tidyAnswers(section, kept), tidyAnswers(section, answersOf(dossier)[section.key] ?? {})];
  const changed = section.fields.filter(({ key, kind }) => kind !== 'computed' && !isSame(here[key], there[key]));
  return { key: section.key, title: section.title, answers: changed.map((field) => ({ label: field.label, text: plain(field, here[field.key]) })) };
}

/** What somebody typed in a dossier on this device and the server never got, part by part. */
export function deviceParts(dossier: Dossier, userId: string): DevicePart[] {
  const { id } = dossier;
  const cover = readKept<Cover>(userId, subjects.cover(id))?.value;
  const members = readKept<Member[]>(userId, subjects.members(id))?.value;
  const [coverName = '', membersName = ''] = Object.values(partNames);
  const parts: DevicePart[] = [
    ...(cover === undefined || cover.projectTitle === dossier.projectTitle ? [] : [{ key: 'presentation', title: coverName, answers: [{ label: 'Titre du projet', text: cover.projectTitle === '' ? nothing : cover.projectTitle }] }]),
    ...(members === undefined ? [] : [{ key: 'membres', title: membersName, answers: [{ label: 'Les membres', text: members.length === 0 ? nothing : members.map(memberText).join('\n') }] }]),
    ...formOf(dossier).sections.flatMap((section) => {
      const kept = readKept<Answers>(userId, subjects.section(id, section.key))?.value;
      return kept === undefined ? [] : [sectionPart(dossier, section, kept)];
    }),
  ];
  return parts.filter(({ answers }) => answers.length > 0);
}

/** Everything of a part, as it is put on the clipboard. */
export const partText = ({ title, answers }: DevicePart): string => [title, ...answers.map(({ label, text }) => `${label}\n${text}`)].join('\n\n');
