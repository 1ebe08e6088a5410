import { canEdit } from '#domain/applications/application.policy.js';
import { holds, type Actor } from '#domain/identity/actor.js';
import { parisDay } from '#domain/shared/day.js';
import type { Schemas } from '../../client/client.js';
import { remaining } from '../../components/countdown.js';
import { calendarDay, counted, day, wholeEuros } from '../../language/format.js';

type Summary = Schemas['ApplicationSummaryDto'];

export interface Money {
  agreements: readonly Schemas['AgreementSummaryDto'][];
  instalments: readonly Schemas['InstalmentDto'][];
  accounts: readonly Schemas['BankAccountDto'][];
}

/** What comes next for a dossier, in one sentence; is it the pole's turn? */
export interface Next {
  sentence: string;
  isForMe: boolean;
}

/** `missing`: how many points are to complete; undefined while that is not known. */
export function draftSentence({ callCode, closesAt }: Summary, missing: number | undefined, now: Date): string {
  const left = `, ${remaining(now, closesAt)} pour déposer`;
  if (missing === undefined) return `${callCode} : à compléter${left}.`;
  return missing === 0 ? `${callCode} : rien ne manque, relisez et déposez${left}.` : `${callCode} : ${counted(missing, 'point')} à compléter${left}.`;
}

const mine = (sentence: string): Next => ({ sentence, isForMe: true });
const theirs = (sentence: string): Next => ({ sentence, isForMe: false });

/** Of a laureate: signature, bank account, then where the money is. */
export function awardNext(dossier: Pick<Summary, 'id' | 'poleId'>, { agreements, instalments, accounts }: Money): Next {
  const agreement = agreements.find(({ applicationId }) => applicationId === dossier.id);
  if (agreement === undefined) return theirs('Lauréat : l’administration prépare la convention.');
  if (agreement.state === 'draft') return mine(`Lauréat : signez la convention de ${wholeEuros(agreement.amountCents)}.`);
  const own = accounts.filter(({ poleId }) => poleId === dossier.poleId);
  if (own.length === 0) return mine('Lauréat : déclarez le compte bancaire qui recevra l’aide.');
  if (agreement.state === 'half-signed') return theirs('Lauréat : la convention attend la signature de l’État.');
  const payments = instalments.filter(({ agreementId }) => agreementId === agreement.id);
  const paid = payments.filter(({ state }) => state === 'paid').reduce((sum, { amountCents }) => sum + amountCents, 0);
  const received = paid === 0 ? '' : `${wholeEuros(paid)} reçus. `;
  const due = payments.find(({ state }) => state === 'due' || state === 'ordered');
  if (due !== undefined) return theirs(`${received}${due.label}, ${wholeEuros(due.amountCents)} : ${due.dueOn === null ? 'en cours de paiement' : `à recevoir avant le ${calendarDay(due.dueOn)}`}.`);
  const report = payments.find(({ state }) => state === 'awaiting-report');
  if (report !== undefined) return theirs(`${received}${report.label}, ${wholeEuros(report.amountCents)} : attend que l’administration accepte votre bilan.`);
  return theirs(`${received}Tout est versé.`);
}

/** The same for one of the pole's people: what others of it do is not theirs. */
export function nextFor(actor: Actor, dossier: Summary, money: Money, now: Date): Next {
  const isMine = dossier.state === 'awarded' ? holds(actor, ['applicant', 'representative'], { poleId: dossier.poleId }) : canEdit(actor, dossier);
  if (dossier.state === 'draft' && !isMine && now < new Date(dossier.closesAt)) return theirs(`${dossier.callCode} : brouillon que les rédacteurs remplissent, ${remaining(now, dossier.closesAt)} pour déposer.`);
  const next = nextOf(dossier, money, now);
  return isMine ? next : { ...next, isForMe: false };
}

export function nextOf(dossier: Summary, money: Money, now: Date): Next {
  const { state, callCode, submittedAt, silenceOn } = dossier;
  if (state === 'draft') return theirs(`${callCode} : le dépôt est clos. Votre brouillon reste lisible.`);
  if (dossier.correctionDueAt !== null && state === 'submitted' && now < new Date(dossier.correctionDueAt)) return mine(`${callCode} : l’administration demande une correction, ${remaining(now, dossier.correctionDueAt)} pour la déposer.`);
  if (dossier.reopenedAt !== null && now < new Date(dossier.closesAt)) return mine(`${callCode} : rouvert, ${remaining(now, dossier.closesAt)} pour le déposer de nouveau. Votre dernier dépôt reste en vigueur.`);
  if (state === 'awarded') return awardNext(dossier, money);
  if (state === 'reserve') return theirs(`${callCode} : sur la liste complémentaire. La lettre dit votre rang.`);
  if (state === 'refused' || state === 'ineligible') return theirs(`${callCode} : ${state === 'refused' ? 'projet non retenu' : 'dossier non recevable'}. Les voies de recours sont dans la lettre.`);
  if (state === 'withdrawn' || state === 'discarded') return theirs(`${callCode} : ${state === 'withdrawn' ? 'vous avez retiré ce dossier' : 'brouillon abandonné'}.`);
  const received = `${callCode} : déposé${submittedAt === null ? '' : ` le ${day(submittedAt)}`}`;
  if (silenceOn === null) return theirs(`${received}.`);
  return parisDay(now) > silenceOn ? theirs(`${received}. Sans réponse depuis le ${calendarDay(silenceOn)}, le silence vaut rejet ; une décision peut encore venir.`) : theirs(`${received}, réponse attendue avant le ${calendarDay(silenceOn)}.`);
}
