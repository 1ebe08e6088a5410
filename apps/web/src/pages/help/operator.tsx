import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Ledger } from '../../components/ledger.js';
import { PageHead } from '../../shell/page.js';
import { cpSlices } from '../operator/money.js';

export const OperatorGuide = (): ReactNode => (
  <>
    <PageHead
      title="Payer et suivre l’argent"
      trail={[
        { label: 'Accueil', to: '/' },
        { label: 'Aide', to: '/aide' },
      ]}
      lead="Pour la préparation, l’approbation, l’exécution, et pour celles et ceux qui tiennent les enveloppes."
    />
    <div className="es-page es-end">
      <div className="es-read es-stack">
        <h2>En trois phrases</h2>
        <p>Un versement est dû quand la convention est signée et, pour le second, quand le bilan est accepté. Trois personnes le paient : l’une prépare, une autre approuve, une troisième exécute. Chaque écriture se retrouve dans l’enveloppe, au centime.</p>
        <h2>Ce qui est à payer, ce qui bloque</h2>
        <p>
          <Link to="/paiement/versements">L’échéancier</Link> montre d’abord ce qui est dû. Sous « Ce qui bloque », chaque ligne dit ce qui manque et à qui c’est de le faire.
        </p>
        <h2>Un versement, pas à pas</h2>
        <p>La page d’un versement met les preuves à côté du montant : signatures, bilan, compte vérifié, ce qui reste de l’aide. Préparer n’engage rien. Approuver ordonnance la somme. Exécuter la paie, et ne s’annule plus. Un ordre préparé ou approuvé s’annule.</p>
        <h2>Les comptes bancaires</h2>
        <p>
          Le pôle déclare son compte, l’approbation <Link to="/paiement/comptes">le compare au RIB et le vérifie</Link>. Aucun ordre ne part sur un compte non vérifié.
        </p>
        <h2>Les postes et les prêts</h2>
        <p>Un poste se verse par trimestre : chaque versement s’ordonne à partir du premier jour de son trimestre, jamais avant. Un prêt se verse une fois ; le jour de son exécution fixe ses mensualités de remboursement.</p>
        <p>
          Les <Link to="/paiement/prets">prêts</Link> sont rangés par échéance, les retards d’abord. Un virement reçu s’enregistre avec le jour, le montant et la référence du relevé : la même référence ne compte qu’une fois. Une erreur se reprend en entier, par l’approbation, par une autre personne que celle qui l’a enregistrée.
        </p>
        <h2>Lire une enveloppe</h2>
        <p>Les autorisations d’engagement disent ce qui peut être promis, les crédits de paiement ce qui peut être payé chaque année. Chacun a sa barre : la longueur est la somme, de la plus ferme à la plus libre.</p>
        <Ledger caption="Exemple de crédits de paiement" authorised={60_000_000} slices={cpSlices({ authorised: 60_000_000, planned: 50_000_000, ordered: 30_000_000, paid: 20_000_000, recovered: 0, available: 10_000_000 })} />
        <p>
          Sous les barres d’une <Link to="/paiement/enveloppes">enveloppe</Link>, chaque écriture nomme la personne et l’attribution d’où elle vient.
        </p>
      </div>
    </div>
  </>
);
