import { checkAnswers, missingAnswers, shownAnswers } from '#domain/calls/answer.rules.js';
import { evaluate, type Scope } from '#domain/calls/evaluation.rules.js';
import type { AnswersBySection } from '#domain/calls/form.js';
import { formFaults, parseForm } from '#domain/calls/form.rules.js';

const plain = ({ shown, values, tooLarge }: Scope): object => ({ shown: [...shown], values: [...values], tooLarge: [...tooLarge] });

/** All that the evaluator says of a form and answers, as JSON: to compare what a browser and a server say. */
export function verdictOf({ form: json, answers }: { form: unknown; answers: AnswersBySection }): string {
  const form = parseForm(json);
  const evaluation = evaluate(form, answers);
  return JSON.stringify({
    form,
    faults: formFaults(json),
    wrong: form.sections.flatMap((section) => checkAnswers(section, answers[section.key] ?? {})),
    missing: missingAnswers(form, answers),
    shown: shownAnswers(form, answers, true),
    evaluation: { ...plain(evaluation), sections: [...evaluation.sections], items: [...evaluation.items].map(([key, items]) => [key, items.map(plain)]) },
  });
}
