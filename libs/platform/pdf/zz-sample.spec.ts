import { writeFileSync } from 'node:fs';
import { composeLetter } from '#domain/decisions/letter.rules.js';
import { planInstalments } from '#domain/decisions/instalment.rules.js';
import { toCents } from '#domain/shared/money.js';
import { writeLetter } from './letter-writer.js';
const facts: any = {
  reference: 'D-PTCE-2023-0042-1', applicationNumber: 'PTCE-2023-0042', callTitle: 'AMI PTCE 2023, phase 2', callCode: 'PTCE-2023-2',
  poleName: 'Pôle de coopération de la Vallée Fictive', poleSiren: '000123456', poleAddress: ['12 rue de l\'Écluse', '99000 Ville-Exemple'],
  projectTitle: 'Éco-filière du chanvre et ateliers partagés', decidedOn: '2023-10-17', releaseOn: '2023-10-17', amountCents: toCents(10_000_000), durationMonths: 24,
  instalments: planInstalments(toCents(10_000_000), [
    { key: 'first', label: 'Premier versement', sharePercent: 60, trigger: 'signature', paymentDays: 60, yearOffset: 0 },
    { key: 'second', label: 'Solde', sharePercent: 40, trigger: 'report-accepted', yearOffset: 1 }], '2023-10-17'),
  reserveRank: 3, motivation: '', conditions: [
    { number: 1, key: 'private-law', met: true, reasons: [], note: null },
    { number: 2, key: 'composition', met: false, reasons: ['eligibility.fewer-than-three-legal-persons', 'eligibility.same-siren-twice', 'eligibility.no-other-person'], note: null },
    { number: 4, key: 'territory', met: false, reasons: ['eligibility.territory-not-met'], note: "Le dossier ne nomme aucune commune : « toute la France » n'est pas un territoire" },
    { number: 'prerequisite', key: 'prerequisite', met: false, reasons: ['eligibility.prerequisite-not-validated'], note: null }],
  signatory: { name: 'Claire Exemple', quality: 'Déléguée ministérielle à l\'économie sociale et solidaire' }, authority: 'Ministère fictif de l\'économie sociale et solidaire',
  court: { name: 'tribunal administratif de Paris', address: '7 rue de Jouy, 75181 Paris cedex 04' }, appealLastDay: '2023-12-18', demonstration: true,
  verificationCode: '7K3MQ9TZ4HXA', verificationUrl: 'http://localhost:3000/api/letters/7K3MQ9TZ4HXA',
};
it('x', async () => {
  for (const kind of ['award', 'reserve', 'refusal', 'ineligible'] as const) {
    const f = kind === 'refusal' ? { ...facts, motivation: "Le projet a obtenu 9,42 sur 20, en deçà du seuil des dossiers retenus ; le comité a relevé un modèle économique encore fragile et un portage à préciser." } : facts;
    writeFileSync(`/tmp/essaim/letters/${kind}.pdf`, await writeLetter(composeLetter(kind, f)));
  }
});
