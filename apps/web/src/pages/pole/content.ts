import { coverPart, membersPart } from '#domain/applications/application.rules.js';
import { checkAnswers, missingAnswers, parseForm, type Answers, type AnswersBySection, type Budget, type BudgetLine, type FormDefinition, type Problem, type Section } from '#domain/calls/form.rules.js';
import { Refusal } from '../../client/refusal.js';
import type { Schemas } from '../../client/client.js';
import { sentenceOfCode } from '../../language/problems.js';

export type Dossier = Schemas['ApplicationDto'];
export type Call = Schemas['CallDto'];
export type Member = Schemas['MemberDto'];
export interface Cover {
  projectTitle: string;
  prerequisiteDeclared: boolean;
}

export const formOf = (call: Call): FormDefinition => (call.form === null ? { sections: [] } : parseForm(call.form));

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const lineOf = ({ account, label, cents }: BudgetLine): BudgetLine => ({ account, label, cents });
const budgetOf = ({ charges, products }: Budget): Budget => ({ charges: charges.map(lineOf), products: products.map(lineOf) });

/** Answers in the form's order and without empty ones: equal answers are equal texts, which drafts compare. */
export const tidyAnswers = (section: Section, answers: Answers): Answers =>
  Object.fromEntries(section.fields.filter(({ key }) => !isEmpty(answers[key])).map(({ key, kind }) => [key, kind === 'budget' ? budgetOf(answers[key] as Budget) : answers[key]]));

export const tidyMember = ({ name, siren, legalCategory, slots, evidence }: Member): Member => ({ name, siren, legalCategory, slots: [...slots], evidence });

export const answersOf = (dossier: Dossier): AnswersBySection => Object.fromEntries(dossier.sections.map(({ key, answers }) => [key, answers]));

/** Numbers a content, so that a draft that only compares versions notices when this part of the dossier changed, and nothing else. */
export function fingerprint(content: unknown): number {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(content)) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}

/** As the api refuses it, without asking: a malformed answer. */
export const malformed = (problems: readonly string[]): Refusal => new Refusal({ status: 422, code: 'application.answers-malformed', params: { problems } });
export const stale = (): Refusal => new Refusal({ status: 409, code: 'application.stale', params: {} });

/** What keeps a member from being saved. */
export const memberFaults = ({ name, siren, legalCategory }: Member): ('name' | 'siren' | 'legalCategory')[] => [
  ...(name.trim() === '' ? (['name'] as const) : []),
  ...(siren !== null && !/^\d{9}$/.test(siren) ? (['siren'] as const) : []),
  ...(/^\d{4}$/.test(legalCategory) ? [] : (['legalCategory'] as const)),
];

/** One thing that is missing or wrong, and where it is mended. */
export interface Gap {
  key: string;
  label: string;
  why: string;
  to: string;
  params: Record<string, string>;
  /** The field to go to. */
  field?: string;
}

export interface StepInfo {
  key: string;
  title: string;
  to: string;
  params: Record<string, string>;
  /** The name of its draft on the device. */
  subject?: string;
  gaps: Gap[];
  isBegun: boolean;
}

export const subjects = {
  cover: (id: string): string => `application.${id}.cover`,
  members: (id: string): string => `application.${id}.members`,
  section: (id: string, key: string): string => `application.${id}.section.${key}`,
};

const fieldGap = (form: FormDefinition, params: Record<string, string>, { path, code }: Problem): Gap => {
  const [sectionKey, rest = ''] = [path.split('.')[0]!, path.split('.')[1]];
  const key = rest.replace(/\[.*$/, '');
  const field = form.sections.find((section) => section.key === sectionKey)?.fields.find((one) => one.key === key);
  return { key: `${path}-${code}`, label: field?.label ?? path, why: sentenceOfCode(code), to: '/pole/dossiers/$id/rubriques/$section', params: { ...params, section: sectionKey }, field: key };
};

/** The parts of a dossier that are no section of the form, as the api names them. */
export const partNames: Readonly<Record<string, string>> = { [coverPart]: 'Présentation', [membersPart]: 'Membres du pôle' };

/** May this part be typed in now? */
export const isWritable = ({ writing }: Dossier, part: string): boolean => writing !== null && (writing.parts === null || writing.parts.includes(part));

/** The parts that a correction opened, by their titles. */
export const partTitles = (call: Call, parts: readonly string[]): string[] => parts.map((part) => partNames[part] ?? formOf(call).sections.find(({ key }) => key === part)?.title ?? part);

export const fieldId = (section: string, field: string): string => `champ-${section}-${field}`;

/** The steps of a dossier, each with what it lacks: the cover, the members, the form's sections, the read-through. */
export function stepsOf(dossier: Dossier, call: Call): StepInfo[] {
  const form = formOf(call);
  const params = { id: dossier.id };
  const answers = answersOf(dossier);
  const missing = missingAnswers(form, answers).filter(({ path }) => path.includes('.'));
  const cover: Gap[] = dossier.projectTitle.trim() === '' ? [{ key: 'projectTitle', label: 'Titre du projet', why: sentenceOfCode('answer.missing'), to: '/pole/dossiers/$id/presentation', params }] : [];
  const members: Gap[] = dossier.members.length === 0 ? [{ key: 'members', label: 'Membres du pôle', why: 'Aucun membre n’est déclaré.', to: '/pole/dossiers/$id/membres', params }] : [];
  const steps: (StepInfo & { part?: string })[] = [
    { key: 'presentation', part: coverPart, title: 'Présentation', to: '/pole/dossiers/$id/presentation', params, subject: subjects.cover(dossier.id), gaps: cover, isBegun: true },
    { key: 'membres', part: membersPart, title: 'Membres du pôle', to: '/pole/dossiers/$id/membres', params, subject: subjects.members(dossier.id), gaps: members, isBegun: dossier.members.length > 0 },
    ...form.sections.map(
      (section) => ({
        key: `rubrique-${section.key}`,
        part: section.key,
        title: section.title,
        to: '/pole/dossiers/$id/rubriques/$section',
        params: { ...params, section: section.key },
        subject: subjects.section(dossier.id, section.key),
        gaps: missing.filter(({ path }) => path.startsWith(`${section.key}.`)).map((problem) => fieldGap(form, params, problem)),
        isBegun: answers[section.key] !== undefined,
      }),
    ),
    { key: 'relire', title: 'Relire et déposer', to: '/pole/dossiers/$id/relire', params, gaps: [], isBegun: false },
  ];
  // A correction opens some parts only.
  return dossier.writing?.parts == null ? steps : steps.filter(({ part }) => part === undefined || isWritable(dossier, part));
}

export const gapsOf = (steps: readonly StepInfo[]): Gap[] => steps.flatMap(({ gaps }) => gaps);

/** Where work goes on: the first step that lacks something, else the read-through. */
export const resumeAt = (steps: readonly StepInfo[]): StepInfo => steps.find(({ gaps }) => gaps.length > 0) ?? steps.at(-1)!;

/** By field key: the code of what is wrong with its answer, budgets apart. */
export const wrongIn = (section: Section, answers: Answers): Map<string, string> =>
  new Map(checkAnswers(section, answers).map(({ path, code }) => [path.slice(section.key.length + 1), code]));


/** Of the lines whose amount can be read. */
export const sumOf = (lines: readonly BudgetLine[]): number => lines.reduce((sum, { cents }) => sum + (Number.isSafeInteger(cents) ? cents : 0), 0);

/** The sentence of a code, when there is one. */
export const told = (code: string | undefined): string | undefined => (code === undefined ? undefined : sentenceOfCode(code));
