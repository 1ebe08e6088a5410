import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Swarm } from '../../components/swarm.js';
import { PageHead } from '../../shell/page.js';

export const ReviewerGuide = (): ReactNode => (
  <>
    <PageHead
      title="Évaluer un dossier"
      trail={[
        { label: 'Accueil', to: '/' },
        { label: 'Aide', to: '/aide' },
      ]}
      lead="Lire, noter, rendre : le dossier à gauche, la grille à droite, et rien à enregistrer vous-même."
    />
    <div className="es-page es-end">
      <div className="es-read es-stack">
        <h2>Votre file</h2>
        <p>
          <Link to="/evaluation">À faire</Link> montre ce qui vous est confié : un point par évaluation. Plein : rendue. Miel : commencée. Clair : pas encore ouverte.
        </p>
        <Swarm items={['accent', 'accent', 'accent', 'now', 'line', 'line']} rows={2} radius={7} label="Exemple : trois évaluations rendues, une commencée, deux à ouvrir" />
        <h2>Noter</h2>
        <p>Chaque critère va de 0 à 5. Le critère ouvert montre ce que chaque note veut dire. « Sans objet » n’est pas un zéro : le critère sort du calcul, son poids avec lui.</p>
        <p>La note en haut de la grille se calcule sur les points déjà notés : 39 sur 55 ne préjuge pas des 45 qui restent.</p>
        <h2>Lire les pièces jointes</h2>
        <p>Vous voyez ce qui a été déposé, réponses et fichiers, jamais ce que le pôle est en train d’écrire. Le nom d’un fichier l’enregistre sur votre appareil, par un lien qui ne sert qu’à vous, pendant dix minutes. À côté, sa sorte, son poids et ce que l’antivirus en dit ; un fichier mis à l’écart ne s’ouvre pas.</p>
        <p>« Tout télécharger » donne le dossier et ses pièces en une archive. Certaines questions peuvent vous être masquées : la page dit combien, et l’archive ne les contient pas.</p>
        <h2>Au clavier</h2>
        <ul>
          <li>0 à 5 : noter le critère où vous êtes. S : sans objet.</li>
          <li>Alt et flèche bas ou haut : critère suivant ou précédent.</li>
          <li>Tab : aller au motif. Là, les chiffres restent des chiffres.</li>
        </ul>
        <h2>Rien ne se perd</h2>
        <p>Vos notes s’enregistrent une seconde après la dernière touche. Si la connexion se coupe, elles restent sur votre appareil et partent à son retour. Si l’évaluation a été changée ailleurs, les deux versions vous sont montrées et vous choisissez.</p>
        <h2>Rendre</h2>
        <p>Rendre demande deux gestes : le premier montre votre note, le second l’envoie. Ensuite elle ne change plus, et les notes des autres vous sont montrées.</p>
        <h2>Un lien avec le dossier</h2>
        <p>Si vous connaissez le pôle ou l’un de ses membres, déclarez-le depuis la page du dossier. Seule la nature du lien est enregistrée. Le dossier vous est retiré tout de suite.</p>
      </div>
    </div>
  </>
);
