import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Cells } from '../../components/cells.js';
import { PageHead } from '../../shell/page.js';
import { Swarm, type Dot } from '../../components/swarm.js';

const days = [...Array.from({ length: 12 }, (): Dot => 'line'), 'now', ...Array.from({ length: 19 }, (): Dot => 'accent')] as const;

export const VisitorGuide = (): ReactNode => (
  <>
    <PageHead
      title="Lire un appel et ses résultats"
      trail={[
        { label: 'Accueil', to: '/' },
        { label: 'Aide', to: '/aide' },
      ]}
      lead="Sans compte : savoir si votre pôle peut candidater, suivre les dates, vérifier une lettre."
    />
    <div className="es-page es-end">
      <div className="es-read es-stack">
        <h2>Trouver un appel</h2>
        <p>
          <Link to="/appels">La liste des appels</Link> dit lesquels sont ouverts et jusqu’à quand. La page d’un appel donne le montant, les conditions, les critères avec leur poids, et le calendrier.
        </p>
        <p>Les points comptent les jours : gris pour ceux qui sont passés, miel pour aujourd’hui, vert foncé pour ceux qui restent. L’heure est celle de Paris, quelle que soit celle de votre appareil.</p>
        <Swarm items={days} rows={4} radius={6} label="Exemple : 32 jours de dépôt, 12 passés, aujourd’hui, 19 restants" />
        <h2>Savoir si votre pôle peut candidater</h2>
        <p>Un pôle réunit au moins trois structures différentes, une par place. Répondez aux questions de la page de l’appel : rien n’est enregistré, et la réponse dit pourquoi.</p>
        <Cells cells={{ ess: { state: 'full', note: 'Pleine : une association la remplit' }, 'non-ess': { state: 'to-prove', note: 'À prouver : une pièce est attendue' }, other: { state: 'empty', note: 'Vide : il manque un membre' } }} />
        <p>Cette réponse vous oriente. Le ministère décide, sur votre dossier et ses pièces.</p>
        <h2>Télécharger le cahier des charges</h2>
        <p>Sous le calendrier de l’appel, chaque document donne sa sorte, son format, son poids et son jour. Un appel publié ne change que par un additif, daté et motivé : un document qu’il remplace reste sous « Version précédente ». Un fichier que l’antivirus n’a pas encore analysé est nommé, et se télécharge ensuite.</p>
        <h2>Candidater</h2>
        <p>
          <Link to="/compte">Créez un compte</Link> : votre nom et votre adresse suffisent. Un lien arrive par courriel, il remplace le mot de passe.
        </p>
        <h2>Lire les résultats</h2>
        <p>
          <Link to="/resultats">Les résultats</Link> paraissent le jour où les lettres partent. La carte et le tableau disent la même chose : dans chaque case, les lauréats puis les dossiers déposés. « Exporter » enregistre les lauréats d’un appel, ou de tous, en tableur (XLSX) ou en texte (CSV).
        </p>
        <h2>Trouver un pôle</h2>
        <p>
          <Link to="/poles">L’annuaire</Link> réunit les pôles qui ont publié leur fiche. Cherchez un nom ou une commune, choisissez une région sur la carte, un département ou un thème : la liste et la carte montrent les mêmes pôles, et l’adresse de la page garde votre recherche.
        </p>
        <h2>Vérifier une lettre</h2>
        <p>
          Chaque lettre porte un code de douze signes. <Link to="/lettres">Tapez-le</Link>, ou scannez le carré : vous lisez ce que l’autorité a envoyé. Si un mot diffère, la lettre n’est pas celle d’origine.
        </p>
      </div>
    </div>
  </>
);
