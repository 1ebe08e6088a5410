import type { ReactNode } from 'react';
import { differingFields, isSameAnswer } from '#domain/applications/merge.rules.js';
import { answerText } from '#domain/calls/answer-text.js';
import type { Budget, Field } from '#domain/calls/form.js';
import { parseForm } from '#domain/calls/form.rules.js';
import type { Schemas } from '../client/client.js';
import { dayAndTime, euros, list } from '../language/format.js';
import { VersionDiff } from './version-diff.js';

type Submission = Schemas['SubmissionContentDto'];

const sum = (lines: Budget['charges']): number => lines.reduce((total, { cents }) => total + cents, 0);

/** An answer in one line; of a budget, its lines and totals. */
export function answerLine(field: Field, value: unknown): string {
  if (field.kind !== 'budget' || value === undefined || value === null) return answerText(field, value) ?? 'Pas de réponse';
  const { charges, products } = value as Budget;
  const side = (name: string, lines: Budget['charges']): string => `${name} ${euros(sum(lines))} (${lines.map(({ account, label, cents }) => `${label === '' ? account : label} : ${euros(cents)}`).join(' ; ')})`;
  return `${side('Dépenses', charges)}\n${side('Ressources', products)}`;
}

const memberLine = ({ name, siren }: Schemas['MemberDto']): string => (siren === null ? name : `${name}, SIREN ${siren}`);

/** What changed from one submission to another: cover, members, answers. */
export function SubmissionDiff({ from, to, form, prerequisite }: { from: Submission; to: Submission; form: Schemas['ApplicationDto']['form']; prerequisite: string | null }): ReactNode {
  const { sections: parts } = parseForm(form);
  const answersOf = ({ sections }: Submission, key: string): Record<string, unknown> => sections.find((one) => one.key === key)?.answers ?? {};
  const lines = [
    ...(from.projectTitle === to.projectTitle ? [] : [{ key: 'titre', label: 'Titre du projet', was: from.projectTitle, is: to.projectTitle }]),
    ...(from.prerequisiteDeclared === to.prerequisiteDeclared ? [] : [{ key: 'condition', label: prerequisite ?? 'Condition préalable', was: from.prerequisiteDeclared ? 'Oui' : 'Non', is: to.prerequisiteDeclared ? 'Oui' : 'Non' }]),
    ...(isSameAnswer(from.members, to.members) ? [] : [{ key: 'membres', label: 'Membres du pôle', was: list(from.members.map(memberLine)), is: list(to.members.map(memberLine)) }]),
    ...parts.flatMap((section) => {
      const [was, is] = [answersOf(from, section.key), answersOf(to, section.key)];
      const changed = differingFields(was, is);
      return section.fields.filter(({ key }) => changed.includes(key)).map((field) => ({ key: `${section.key}.${field.key}`, label: `${section.title} : ${field.label}`, was: answerLine(field, was[field.key]), is: answerLine(field, is[field.key]) }));
    }),
  ];
  return <VersionDiff before={`Dépôt n° ${from.ordinal}, le ${dayAndTime(from.receivedAt)}`} after={`Dépôt n° ${to.ordinal}, le ${dayAndTime(to.receivedAt)}`} lines={lines} none="Rien ne diffère entre ces deux dépôts." />;
}
