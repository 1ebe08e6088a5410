import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { StateBadge } from '../../components/state-badge.js';
import { notificationStates } from '../../language/words.js';
import { PageHead } from '../../shell/page.js';

export const AdminGuide = (): ReactNode => (
  <>
    <PageHead
      title="Administrer et contrôler"
      trail={[
        { label: 'Accueil', to: '/' },
        { label: 'Aide', to: '/aide' },
      ]}
      lead="Pour l’administration et l’audit : les personnes, les courriels, les travaux, le journal."
    />
    <div className="es-page es-end">
      <div className="es-read es-stack">
        <h2>En trois phrases</h2>
        <p>Vous inscrivez les personnes et leur donnez des rôles. Vous veillez à ce que les courriels partent et que les travaux aboutissent. Vous ne voyez ni les notes ni l’argent, sauf à l’audit, qui lit tout et ne change rien.</p>
        <h2>Donner et retirer un rôle</h2>
        <p>
          Cherchez <Link to="/administration/personnes">la personne</Link>, ou inscrivez-la : son adresse suffit, un lien remplace le mot de passe. Un rôle vaut partout, ou pour un appel, une région, un pôle. Le retirer prend effet aussitôt ; ce qui a été fait avec reste au journal.
        </p>
        <h2>Les courriels</h2>
        <p>
          <StateBadge of={notificationStates.pending} /> <StateBadge of={notificationStates.sending} /> <StateBadge of={notificationStates.sent} />
        </p>
        <p>
          <Link to="/administration/courriels">La liste</Link> dit ce qui est parti, à qui et quand. Renvoyer fait un nouveau courriel, noté comme tel.
        </p>
        <h2>Les travaux en échec</h2>
        <p>
          Une tâche qui a épuisé ses essais attend <Link to="/administration/travaux">ici</Link> avec sa raison. Corrigez la cause, puis relancez : elle reprend où elle en était et ne se fait pas deux fois.
        </p>
        <h2>Le journal</h2>
        <p>
          <Link to="/administration/journal">Tout ce qui est arrivé</Link> s’y lit, avec la personne, l’heure et l’objet. « Son histoire » ne garde que les événements de cet objet. « Vérifier la chaîne » recalcule chaque empreinte et nomme ce qui aurait été modifié.
        </p>
      </div>
    </div>
  </>
);
