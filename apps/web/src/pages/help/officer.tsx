import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Cells } from '../../components/cells.js';
import { Swarm } from '../../components/swarm.js';
import { PageHead } from '../../shell/page.js';

export const OfficerGuide = (): ReactNode => (
  <>
    <PageHead
      title="Instruire un appel"
      trail={[
        { label: 'Accueil', to: '/' },
        { label: 'Aide', to: '/aide' },
      ]}
      lead="De la réception des dossiers à leur évaluation, sans laisser passer une échéance."
    />
    <div className="es-page es-end">
      <div className="es-read es-stack">
        <h2>Voir où l’on en est</h2>
        <p>
          <Link to="/instruction/pilotage">Pilotage</Link> montre chaque dossier par un point. Seul ce qui est en retard a une couleur et une autre forme : le triangle. Un dossier est en retard quand deux mois ont passé sans décision notifiée : le rejet implicite est né.
        </p>
        <Swarm items={['late', 'dot', 'dot', 'dot', 'dot', 'dot', 'ring', 'ring']} rows={2} radius={7} label="Exemple : un dossier en retard, cinq à l’heure, deux écartés" />
        <h2>Trouver un dossier</h2>
        <p>
          <Link to="/instruction/dossiers">Dossiers</Link> cherche par nom, projet, numéro ou SIREN. Les filtres et l’ordre sont dans l’adresse de la page : gardez-la, ou envoyez-la, elle rouvre la même liste.
        </p>
        <p>« Exporter » enregistre la liste telle qu’elle est filtrée, en tableur (XLSX) ou en texte (CSV), avec les réponses au formulaire si vous le demandez. La page d’un dossier donne tout ce qui a été reçu en une archive (ZIP), avec un manifeste qui permet de la vérifier.</p>
        <h2>Juger la recevabilité</h2>
        <p>Les deux premières conditions se vérifient seules, sur la forme juridique du porteur et des membres. Vous jugez les autres ; un refus demande un motif, que la lettre cite tel quel.</p>
        <Cells cells={{ ess: { state: 'full', note: 'Pleine : une association la remplit' }, 'non-ess': { state: 'to-prove', note: 'À prouver : une pièce est attendue' }, other: { state: 'empty', note: 'Vide : il manque un membre' } }} />
        <p>À côté de chaque membre, la colonne « Registre public » dit ce que la recherche d’entreprises sait de son numéro : inconnu, cessé, sous un autre nom. Cela renseigne et ne décide rien : une structure récente peut y manquer.</p>
        <p>Enregistrer garde vos constats. Statuer demande deux gestes et ne se défait pas.</p>
        <h2>Tenir l’annuaire des pôles</h2>
        <p>
          Les pôles écrivent leur fiche dans <Link to="/poles">l’annuaire</Link>. Depuis un dossier ou une fiche publique, vous dites qu’un pôle n’est plus actif, ou vous retirez une fiche qui n’a pas sa place ; le motif est lu par le pôle.
        </p>
        <h2>Affecter</h2>
        <p>
          <Link to="/instruction/affectation">Affectation</Link> se lit en trois temps : les dossiers, les évaluateurs du moins chargé au plus chargé, puis l’aperçu. Chaque ligne dit ensuite si elle a été faite, ou pourquoi non. Une personne liée à un dossier est refusée, quoi qu’il arrive.
        </p>
        <h2>Préparer un appel</h2>
        <p>
          <Link to="/instruction/appels">Appels</Link> garde les brouillons. Une autre personne que son auteur publie l’appel ; il ne change plus ensuite que par un additif, motivé, publié lui aussi par une autre personne. Ceux qui ont commencé un dossier en sont avertis. Un appel passé se reprend d’un geste pour l’année suivante, et les questions reçues se lisent sur la page de l’appel.
        </p>
        <p>
          Un appel peut demander la charte des pôles, signée dans sa version en vigueur à l’instant du dépôt. <Link to="/instruction/charte">Charte</Link> prépare une nouvelle version ; une autre personne la publie, et les pôles qui ont un dossier en cours dans un tel appel en sont avertis.
        </p>
        <h2>Les documents d’un appel</h2>
        <p>Sur le brouillon, ajoutez le cahier des charges, un guide, des modèles à remplir : dites la sorte et le titre, puis choisissez le fichier. Un envoi coupé reprend où il en était. Montez, descendez, renommez, remplacez ou retirez librement jusqu’à la publication.</p>
        <p>L’appel publié, ajoutez le nouveau fichier, puis proposez l’additif qui l’apporte, seul ou à la place d’un autre. Le document remplacé reste à lire, avec le jour où il l’a été. Le public ne télécharge que ce que l’antivirus a trouvé sain ; la page dit ce qui attend, et un courriel vous prévient si un fichier est mis à l’écart.</p>
        <h2>Corrections, pièces jointes, réouverture</h2>
        <p>Un pôle peut rouvrir son dossier jusqu’à la clôture : son dernier dépôt reste celui que vous lisez, tant qu’il n’en fait pas un autre. Après la clôture, demandez une correction depuis la page du dossier : choisissez les parties à ouvrir, dites pourquoi, jusqu’à quand, et ce qui arrive sans réponse. La page compare ensuite les deux dépôts.</p>
        <p>Les pièces jointes sont celles du dépôt. Chacune dit sa sorte, son poids et ce que l’antivirus en dit ; ce qui est mis à l’écart ne s’ouvre pas, et empêche un pôle de déposer.</p>
        <p>Le formulaire et la grille se construisent sur le brouillon : ajoutez des rubriques et des questions, rangez-les, puis essayez-les comme un candidat ou comme un évaluateur. Rien n’est enregistré avant que vous ne le demandiez ; le texte reste sur votre appareil d’ici là.</p>
        <p>Une question peut être masquée aux évaluateurs : ils ne lisent ni la réponse, ni ses pièces, ni ce qui en dépend. Un membre du comité qui évalue le dossier ne la lit pas non plus.</p>
      </div>
    </div>
  </>
);
