import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { agreementLifecycle } from '#domain/agreements/agreement.lifecycle.js';
import { applicationLifecycle } from '#domain/applications/application.lifecycle.js';
import { addendumLifecycle } from '#domain/calls/addendum.rules.js';
import { callLifecycle } from '#domain/calls/call.rules.js';
import { questionLifecycle } from '#domain/calls/question.rules.js';
import { charterLifecycle } from '#domain/charters/charter.rules.js';
import { decisionLifecycle } from '#domain/decisions/decision.lifecycle.js';
import { invitationLifecycle } from '#domain/directory/invitation.rules.js';
import { paymentOrderLifecycle } from '#domain/disbursements/payment-order.lifecycle.js';
import { reviewLifecycle } from '#domain/reviews/review.lifecycle.js';
import { typeset } from '#domain/shared/french.js';
import { learnSentences, sentenceOf, sentences } from '../../apps/web/src/language/problems.js';

await learnSentences();

const sources = ['libs', 'apps/api'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(name))
    .map((name) => readFileSync(path.join(root, name), 'utf8')),
);
const found = (pattern: RegExp): string[] => sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!));

/** Events, points of failure, jobs and settings look like codes and are none. */
const events = new Set([...readFileSync('libs/domain/shared/event.ts', 'utf8').matchAll(/^ {2}'([a-z.-]+)':/gm)].map((match) => match[1]!));
const others = /^(essaim|package|index|passwords|pg-symlinks|postgres|postmaster|moyens|projet|notifications|decisions|attachments|directory|mail|relay|command|letter)\.|^(d\.id|dossier\.(html|json)|manifeste\.json|s\.constructor|door\.cannot-open|letter\.(after-pdf|made)|upload\.after-(part|file)|leftover\.after-claim)$/;
const literals = found(/'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z0-9]+)*)'/g).filter((code) => !events.has(code) && (!others.test(code) || /^letter\.(missing|not|glyph|wrong|instalments)/.test(code)));

const composed = [
  ...found(/(?:notFound|ParseId)\('([a-z-]+)'\)/g).map((subject) => `${subject}.not-found`),
  ...[addendumLifecycle, agreementLifecycle, applicationLifecycle, callLifecycle, charterLifecycle, decisionLifecycle, invitationLifecycle, paymentOrderLifecycle, questionLifecycle, reviewLifecycle].flatMap(({ subject, transitions }) => Object.keys(transitions).map((action) => `${subject}.cannot-${action}`)),
  ...['approve', 'execute', 'cancel'].map((action) => `payment-order.${action}-not-yours`),
  ...['innovation', 'territory', 'specification', 'not-already-funded'].flatMap((key) => [`eligibility.${key}-to-judge`, `eligibility.${key}-not-met`]),
  ...['form', 'rubric'].flatMap((subject) => {
    const own = { form: ['form.rules.ts', 'condition.rules.ts', 'formula.rules.ts'], rubric: ['rubric.rules.ts'] }[subject]!;
    const texts = ['definition.ts', ...own].map((name) => readFileSync(path.join('libs/domain/calls', name), 'utf8'));
    const reasons = texts.flatMap((text) => [...text.matchAll(/refuse\('([a-z0-9-]+)'|distinct\([^\n]*?'([a-z0-9-]+)', /g)].map((match) => match[1] ?? match[2]!));
    return reasons.map((reason) => `${subject}.${reason}`);
  }),
  ...['amount-cents', 'conditions', 'duration-months', 'instalments', 'motivation', 'reserve-rank'].map((key) => `letter.missing-${key}`),
];

it('reads codes from the sources at all', () => {
  expect(new Set(literals).size).toBeGreaterThan(180);
  expect(new Set(composed).size).toBeGreaterThan(70);
  expect(literals).toEqual(expect.arrayContaining(['application.call-closed', 'payment-order.key-reused', 'http.foreign-host', 'answer.missing', 'eligibility.siren-invalid']));
  for (const one of ['form.section-twice', 'rubric.weights-not-100', 'form.not-an-object', 'pole.not-found', 'decision.cannot-release']) expect(composed).toContain(one);
});

it('every code has its sentence', () => {
  expect([...new Set([...literals, ...composed])].filter((code) => sentences[code] === undefined).sort()).toEqual([]);
});

it.each(Object.keys(sentences))('%s: says it in French, set as French wants, with and without its parameters', (code) => {
  for (const params of [{}, { sum: 90, level: 'national', max: 20, min: 0, closedAt: '2023-07-31T22:00:00Z', opensAt: '2023-07-31T22:00:00Z', releaseOn: '2023-10-17', path: 'a', state: 'awarded', code: 'X', year: 2023, problems: ['a', 'b'], missing: ['a', 'b'], criteria: ['a'], dossiers: ['a', 'b'], conditions: ['a', 'b'], amountCents: 12_000_000, minCents: 1, maxCents: 10_000_000 }]) {
    const sentence = sentenceOf({ code, params });
    expect(sentence).toMatch(/^([A-ZÀ-Ý]|\d+\u00a0).*\.$/);
    expect(sentence).not.toMatch(/undefined|NaN|\[object|[Vv]euillez|[Oo]ups|[Ss]uccès|!| {2}|^0/);
    expect(typeset(sentence)).toBe(sentence);
  }
});

it('a code without a sentence says that nothing was changed', () => {
  expect(sentenceOf({ code: 'nobody.knows', params: {} })).toBe('Cette action est refusée (nobody.knows). Rien n’a été modifié.');
});
