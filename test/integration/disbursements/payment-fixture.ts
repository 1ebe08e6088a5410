import { AgreementService } from '#features/agreements/agreement.service.js';
import { BankAccountService } from '#features/disbursements/bank-account.service.js';
import { InstalmentQueries } from '#features/disbursements/instalment.queries.js';
import { fictitiousIban } from '../../support/fictitious-iban.js';
import { at, type Dossier, type Round } from '../decisions/round-fixture.js';

let accounts = 0;

export interface Payable {
  dossier: Dossier;
  agreementId: string;
  decisionId: string;
  /** Due at the signature, and on the accepted report. */
  first: string;
  second: string;
}

export async function verifiedAccount(round: Round, dossier: Dossier): Promise<string> {
  const service = round.module.get(BankAccountService);
  const id = await service.declare(dossier.applicant, { poleId: dossier.poleId, iban: fictitiousIban(++accounts), bic: null, holder: 'Pôle fictif' }, at);
  await service.verify(round.people.approver, id, at);
  return id;
}

/** An award with its agreement, signed as far as is asked, and the pole's account. */
export async function payable(round: Round, signatures: 0 | 1 | 2 = 2, withAccount = true): Promise<Payable> {
  const agreements = round.module.get(AgreementService);
  const dossier = await round.dossier();
  const decisionId = await round.released(dossier);
  const agreementId = await agreements.draft(round.people.officer, decisionId, at);
  if (signatures > 0) await agreements.sign(dossier.applicant, agreementId, at);
  if (signatures > 1) await agreements.sign(round.people.signatory, agreementId, at);
  if (withAccount) await verifiedAccount(round, dossier);
  const { items } = await round.module.get(InstalmentQueries).list(round.people.auditor, { agreementId, limit: 10 });
  const [first, second] = items.sort((one, other) => one.position - other.position).map(({ id }) => id);
  return { dossier, agreementId, decisionId, first: first!, second: second! };
}
