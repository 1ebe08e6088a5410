import { answerText } from '../calls/answer-text.js';
import { evaluate, type Scope } from '../calls/evaluation.rules.js';
import { isRecord, type AnswersBySection, type Budget, type BudgetLine, type Field, type FormDefinition } from '../calls/form.js';
import type { Slot } from '../directory/legal-category.js';
import { formatEuros } from '../shared/money.js';
import { scanWords } from '../shared/file-scan.js';
import type { ArchivedFile, ArchivedSubmission } from './archive.rules.js';
import { inBytes, parisInstant } from './receipt.rules.js';

export interface ReadDossier {
  readonly submission: ArchivedSubmission;
  readonly projectTitle: string;
  readonly pole: { readonly name: string; readonly siren: string; readonly addressLine: string; readonly postalCode: string; readonly city: string };
  readonly members: readonly { readonly name: string; readonly siren: string | null; readonly slots: readonly Slot[]; readonly evidence: string }[];
  readonly form: FormDefinition;
  readonly answers: AnswersBySection;
  readonly files: readonly ArchivedFile[];
  /** Where each file stands beside the page, by its id. */
  readonly places: ReadonlyMap<string, string>;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign]!);
const lines = (text: string): string => escaped(text).replace(/\r\n|\r|\n/g, '<br>');
const slotWords: Readonly<Record<Slot, string>> = { ess: 'ESS', 'non-ess': 'Hors ESS', other: 'Autre' };

const style = `body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#161616;background:#fff}h1{line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid #777;padding-bottom:.25rem}h3{margin:1.5rem 0 .25rem;font-size:1rem}p{margin:.25rem 0}table{border-collapse:collapse;width:100%;margin:.5rem 0}caption{text-align:left;font-weight:bold}th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top}td.n{text-align:right;white-space:nowrap}.none{color:#555}p,td,th,li,a{overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}}`;

const row = (cells: readonly string[]): string => `<tr>${cells.join('')}</tr>`;
const table = (caption: string, heads: readonly string[], rows: readonly string[]): string =>
  `<table><caption>${escaped(caption)}</caption><thead>${row(heads.map((head) => `<th scope="col">${escaped(head)}</th>`))}</thead><tbody>${rows.join('')}</tbody></table>`;

function budgetSide(caption: string, given: readonly BudgetLine[]): string {
  const total = given.reduce((sum, { cents }) => sum + cents, 0);
  const amount = (cents: number): string => `<td class="n">${escaped(formatEuros(cents))}</td>`;
  return table(caption, ['Compte', 'Intitulé', 'Montant'], [...given.map(({ account, label, cents }) => row([`<td>${escaped(account)}</td>`, `<td>${lines(label)}</td>`, amount(cents)])), row(['<td></td>', '<th scope="row">Total</th>', amount(total)])]);
}

function itemsOf(field: Field, items: readonly Scope[]): string {
  const inner = (scope: Scope): string =>
    (field.fields ?? []).flatMap((one) => { const text = answerText(one, scope.values.get(one.key)); return text === undefined ? [] : [`<p><b>${escaped(one.label)}</b><br>${lines(text)}</p>`]; }).join('');
  return `<ol>${items.map((scope, index) => `<li><b>${escaped(field.itemLabel ?? 'Élément')} ${index + 1}</b>${inner(scope)}</li>`).join('')}</ol>`;
}

function fileOf({ files, places }: ReadDossier, id: string): string {
  const file = files.find((one) => one.id === id);
  if (file === undefined) return '';
  const place = places.get(id);
  const name = place === undefined ? `<b>${escaped(file.name)}</b>` : `<a href="${escaped(place.split('/').map(encodeURIComponent).join('/'))}">${escaped(file.name)}</a>`;
  return `<li>${name}, ${inBytes(file.bytes)}, ${escaped(scanWords[file.scan])}</li>`;
}

function answerOf(dossier: ReadDossier, field: Field, value: unknown, items: readonly Scope[] | undefined): string {
  const text = answerText(field, value);
  if (text === undefined) return '<p class="none">Pas de réponse.</p>';
  if (field.kind === 'repeat') return itemsOf(field, items ?? []);
  if (field.kind === 'attachment' && Array.isArray(value)) return `<ul>${value.map((id) => fileOf(dossier, String(id))).join('')}</ul>`;
  if (field.kind !== 'budget' || !isRecord(value)) return `<p>${lines(text)}</p>`;
  const { charges, products } = value as unknown as Budget;
  return budgetSide('Dépenses', charges) + budgetSide('Ressources', products);
}

/** A dossier to be read in a browser without a connection: one HTML page that fetches nothing and runs nothing, whatever people wrote. */
export function dossierPage(dossier: ReadDossier): string {
  const { submission, projectTitle, pole, members, form, answers } = dossier;
  const { sections, shown, values, items } = evaluate(form, answers);
  const member = ({ name, siren, slots, evidence }: ReadDossier['members'][number]): string =>
    row([`<td>${lines(name)}</td>`, `<td>${escaped(siren ?? 'personne physique')}</td>`, `<td>${slots.map((slot) => slotWords[slot]).join(', ')}</td>`, `<td>${lines(evidence)}</td>`]);
  const section = ({ title, fields }: FormDefinition['sections'][number]): string =>
    `<h2>${escaped(title)}</h2>${fields.filter(({ key }) => shown.has(key)).map((field) => `<h3>${lines(field.label)}</h3>${answerOf(dossier, field, values.get(field.key), items.get(field.key))}`).join('')}`;
  return [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(`Dossier n° ${submission.number}, ${pole.name}`)}</title><style>${style}</style></head><body><main>`,
    `<h1>${lines(projectTitle)}</h1><p>${escaped(pole.name)}, SIREN ${escaped(pole.siren)}, ${lines(pole.addressLine)}, ${escaped(pole.postalCode)} ${escaped(pole.city)}</p>`,
    `<p>Dossier n° ${escaped(submission.number)}, dépôt n° ${submission.ordinal}, reçu le ${escaped(parisInstant(submission.receivedAt))}.</p><p>Appel : ${lines(submission.callTitle)} (référence ${escaped(submission.callCode)}).</p>`,
    submission.sha256 === null ? '<p>Certaines réponses sont masquées aux évaluateurs : elles ne sont pas ici.</p>' : `<p>Empreinte SHA-256 du contenu : ${submission.sha256}</p>`,
    `<h2>Membres du pôle</h2>${members.length === 0 ? '<p class="none">Aucun membre déclaré.</p>' : table('Membres', ['Nom', 'SIREN', 'Place déclarée', 'Justification'], members.map(member))}`,
    ...form.sections.filter(({ key }) => sections.has(key)).map(section),
    '</main></body></html>\n',
  ].join('');
}
