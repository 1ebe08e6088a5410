import { coverPart, membersPart } from '#domain/applications/application.rules.js';
import { missingAnswers } from '#domain/calls/answer.rules.js';
import { evaluate } from '#domain/calls/evaluation.rules.js';
import { isRecord, type Answers, type AnswersBySection, type Budget, type BudgetLine, type Field, type FormDefinition, type Problem, type Section } from '#domain/calls/form.js';
import { parseForm } from '#domain/calls/form.rules.js';
import { Refusal } from '../../client/refusal.js';
import type { Schemas } from '../../client/client.js';
import { sentenceOf, sentenceOfCode } from '../../language/problems.js';

export type Dossier = Schemas['ApplicationDto'];
export type Call = Schemas['CallDto'];
export type Member = Schemas['MemberDto'];
export interface Cover {
  projectTitle: string;
  prerequisiteDeclared: boolean;
}

export const formOf = ({ form }: Pick<Dossier, 'form'>): FormDefinition => parseForm(form);

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const lineOf = ({ account, label, cents }: BudgetLine): BudgetLine => ({ account, label, cents });
const inOrder = (value: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> => Object.fromEntries(keys.filter((key) => !isBlank(value[key])).map((key) => [key, value[key]]));

function tidyValue(field: Field, value: unknown): unknown {
  if (field.kind === 'address' && isRecord(value)) return inOrder(value, ['line', 'complement', 'postalCode', 'city']);
  if (field.kind === 'territory' && isRecord(value)) return inOrder(value, ['code', 'name']);
  if (field.kind === 'repeat' && Array.isArray(value)) return (value as Answers[]).map((item) => tidyFields(field.fields ?? [], item));
  if (field.kind !== 'budget') return value;
  const { charges, products } = value as Budget;
  return { charges: charges.map(lineOf), products: products.map(lineOf) };
}

const isNothing = (value: unknown): boolean => isBlank(value) || (isRecord(value) && Object.keys(value).length === 0);

/** Answers in the form's order and without empty and computed ones: equal answers are equal texts, which drafts compare. */
const tidyFields = (fields: readonly Field[], answers: Answers): Answers =>
  Object.fromEntries(
    fields
      .filter(({ key, kind }) => kind !== 'computed' && !isBlank(answers[key]))
      .map((field) => [field.key, tidyValue(field, answers[field.key])] as const)
      .filter(([, value]) => !isNothing(value)),
  );

export const tidyAnswers = (section: Section, answers: Answers): Answers => tidyFields(section.fields, answers);

export const tidyMember = ({ name, siren, legalCategory, slots, evidence }: Member): Member => ({ name, siren, legalCategory, slots: [...slots], evidence });

export const answersOf = (dossier: Dossier): AnswersBySection => Object.fromEntries(dossier.sections.map(({ key, answers }) => [key, answers]));

/** As the api refuses it, without asking: a malformed answer. */
export const malformed = (problems: readonly string[]): Refusal => new Refusal({ status: 422, code: 'application.answers-malformed', params: { problems } });

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
  search?: Record<string, string>;
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

/** What a problem is about, in words, with the id of its field on the section's page. */
export function formGap(form: FormDefinition, problem: Problem): { key: string; section: string; id: string; label: string; error: string } {
  const [section = '', key = ''] = problem.path.split(/[.[]/);
  const field = form.sections.find((one) => one.key === section)?.fields.find((one) => one.key === key);
  const item = /^[^.]+\.[^.[]+\[(\d+)\]\.([^.[]+)/.exec(problem.path);
  const inner = item === null ? undefined : field?.fields?.find((one) => one.key === item[2]);
  const label = inner === undefined ? (field?.label ?? problem.path) : `${field?.itemLabel ?? field?.label ?? ''} ${Number(item?.[1]) + 1}, ${inner.label}`;
  return { key, section, id: inner === undefined ? anchorOf(section, field, key) : `${fieldId(section, key)}-${item?.[1]}-${inner.key}`, label, error: told(problem)! };
}

/** Radios and ticks have ids of their own: the first one. */
function anchorOf(section: string, field: Field | undefined, key: string): string {
  const id = fieldId(section, key);
  if (field?.kind === 'yes-no') return `${id}-oui`;
  if ((field?.kind === 'choice' && (field.options?.length ?? 0) < 10) || field?.kind === 'choices') return `${id}-${field.options?.[0]?.value ?? ''}`;
  if (field?.kind === 'address') return `${id}-line`;
  return field?.kind === 'territory' && (field.level === 'commune' || field.level === 'epci') ? `${id}-name` : id;
}

const fieldGap = (form: FormDefinition, params: Record<string, string>, problem: Problem): Gap => {
  const { key, section, label, error } = formGap(form, problem);
  return { key: `${problem.path}-${problem.code}`, label, why: error, to: '/pole/dossiers/$id/rubriques/$section', params: { ...params, section }, field: key };
};

/** The parts of a dossier that are no section of the form, as the api names them. */
export const partNames: Readonly<Record<string, string>> = { [coverPart]: 'Présentation', [membersPart]: 'Membres du pôle' };

/** May this part be typed in now? */
export const isWritable = ({ writing }: Dossier, part: string): boolean => writing !== null && (writing.parts === null || writing.parts.includes(part));

/** The parts that a correction opened, by their titles. */
export const partTitles = (dossier: Dossier, parts: readonly string[]): string[] => parts.map((part) => partNames[part] ?? formOf(dossier).sections.find(({ key }) => key === part)?.title ?? part);

export const fieldId = (section: string, field: string): string => `champ-${section}-${field}`;

/** What the call asks of the pole beside the dossier: the charter in force, signed. A correction asks for nothing new. */
const charterGap = ({ id, poleId, charterToSign, writing }: Dossier): Gap[] =>
  charterToSign && writing?.why !== 'correction' ? [{ key: 'charte', label: 'Charte des pôles', why: 'Votre pôle n’a pas encore signé la version en vigueur.', to: '/pole/charte/$poleId', params: { poleId }, search: { dossier: id } }] : [];

/** The steps of a dossier, each with what it lacks: the cover, the members, the form's sections that are shown, the read-through. */
export function stepsOf(dossier: Dossier): StepInfo[] {
  const form = formOf(dossier);
  const params = { id: dossier.id };
  const answers = answersOf(dossier);
  const { sections: shown } = evaluate(form, answers);
  const missing = missingAnswers(form, answers).filter(({ path }) => path.includes('.'));
  const cover: Gap[] = dossier.projectTitle.trim() === '' ? [{ key: 'projectTitle', label: 'Titre du projet', why: sentenceOfCode('answer.missing'), to: '/pole/dossiers/$id/presentation', params }] : [];
  const members: Gap[] = dossier.members.length === 0 ? [{ key: 'members', label: 'Membres du pôle', why: 'Aucun membre n’est déclaré.', to: '/pole/dossiers/$id/membres', params }] : [];
  const steps: (StepInfo & { part?: string })[] = [
    { key: 'presentation', part: coverPart, title: 'Présentation', to: '/pole/dossiers/$id/presentation', params, subject: subjects.cover(dossier.id), gaps: cover, isBegun: true },
    { key: 'membres', part: membersPart, title: 'Membres du pôle', to: '/pole/dossiers/$id/membres', params, subject: subjects.members(dossier.id), gaps: members, isBegun: dossier.members.length > 0 },
    ...form.sections.filter(({ key }) => shown.has(key)).map(
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
    { key: 'relire', title: 'Relire et déposer', to: '/pole/dossiers/$id/relire', params, gaps: charterGap(dossier), isBegun: false },
  ];
  // A correction opens some parts only.
  return dossier.writing?.parts == null ? steps : steps.filter(({ part }) => part === undefined || isWritable(dossier, part));
}

export const gapsOf = (steps: readonly StepInfo[]): Gap[] => steps.flatMap(({ gaps }) => gaps);

/** Where work goes on: the first step that lacks something, else the read-through. */
export const resumeAt = (steps: readonly StepInfo[]): StepInfo => steps.find(({ gaps }) => gaps.length > 0) ?? steps.at(-1)!;

const isAsked = ({ code }: Problem): boolean => code !== 'answer.missing' && code !== 'answer.engagement-not-taken';

/** By path in the section (`field`, `field[0].inner`, `field.charges[0].cents`): what is wrong with the answers that are there; `withMissing`, those that are not too. */
export const wrongIn = (form: FormDefinition, section: Section, answers: AnswersBySection, withMissing = false): Map<string, Problem> =>
  new Map(
    missingAnswers(form, answers)
      .filter((problem) => problem.path.startsWith(`${section.key}.`) && (withMissing || isAsked(problem)))
      .map((problem) => [problem.path.slice(section.key.length + 1), problem]),
  );

/** Of those, what is inside the answer to `key`, by path in it. */
export const wrongInside = (wrong: ReadonlyMap<string, Problem>, key: string): Map<string, Problem> =>
  new Map([...wrong].filter(([path]) => path.startsWith(key) && /^[.[]/.test(path.slice(key.length))).map(([path, problem]) => [path.slice(key.length).replace(/^\./, ''), problem]));

/** Of the lines whose amount can be read. */
export const sumOf = (lines: readonly BudgetLine[]): number => lines.reduce((sum, { cents }) => sum + (Number.isSafeInteger(cents) ? cents : 0), 0);

/** The sentence of a problem, when there is one. */
export const told = (problem: Pick<Problem, 'code' | 'params'> | undefined): string | undefined => (problem === undefined ? undefined : sentenceOf({ code: problem.code, params: problem.params ?? {} }));
