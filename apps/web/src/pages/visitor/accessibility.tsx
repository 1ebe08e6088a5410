import type { ReactNode } from 'react';
import { PageHead } from '../../shell/page.js';

/** What is true of it today, and no more: nobody outside has checked. */
export const AccessibilityPage = (): ReactNode => (
  <>
    <PageHead title="Accessibilité" trail={[{ label: 'Accueil', to: '/' }]} lead="Aucun audit extérieur n’a été mené : Essaim n’affirme pas de taux de conformité au RGAA." />
    <div className="es-page es-end">
      <div className="es-read">
        <h2>Ce que nous vérifions à chaque version</h2>
        <p>Un outil automatique, axe, parcourt les pages en clair et en sombre, sur écran large et sur téléphone : il ne doit rien trouver. Il ne voit qu’une partie des défauts.</p>
        <p>Des essais automatiques parcourent aussi les pages au clavier seul, et vérifient qu’aucune ne défile de côté à 320 pixels de large.</p>
        <h2>Ce que nous n’avons pas vérifié</h2>
        <p>Aucun essai n’a été mené avec des personnes qui utilisent un lecteur d’écran, une loupe ou une commande vocale.</p>
        <p>Les lettres sont des PDF balisés ; leur lecture par un lecteur d’écran n’a pas été essayée.</p>
        <h2>Ce qui ne vous convient pas</h2>
        <p>Écrivez au service qui publie l’appel : son nom est sur la page de l’appel. Il vous doit l’information sous une autre forme.</p>
        <p>S’il ne répond pas, saisissez le Défenseur des droits, par courrier gratuit et sans affranchir : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07, ou sur defenseurdesdroits.fr.</p>
        <h2>Cette déclaration</h2>
        <p>Elle a été établie par les auteurs d’Essaim. Un service public qui l’utilise la remplace par la sienne, après audit.</p>
      </div>
    </div>
  </>
);
