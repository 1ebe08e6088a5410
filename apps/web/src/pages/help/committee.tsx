import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Spread } from '../../components/spread.js';
import { StateBadge } from '../../components/state-badge.js';
import { decisionStates } from '../../language/words.js';
import { PageHead } from '../../shell/page.js';

export const CommitteeGuide = (): ReactNode => (
  <>
    <PageHead
      title="Classer, décider, notifier"
      trail={[
        { label: 'Accueil', to: '/' },
        { label: 'Aide', to: '/aide' },
      ]}
      lead="Pour le comité et le signataire : du classement à la lettre."
    />
    <div className="es-page es-end">
      <div className="es-read es-stack">
        <h2>En trois phrases</h2>
        <p>Le classement suit la moyenne des évaluations, et vous départagez les égalités. Vous le figez, puis vous proposez une décision par dossier. Le signataire confirme, puis notifie le jour venu.</p>
        <h2>Lire le classement</h2>
        <p>
          <Link to="/comite/classements">Choisissez un appel.</Link> Chaque note est un point, le trait est leur moyenne. À vingt points d’écart ou plus, le dessin change de couleur et l’écart s’écrit : ces dossiers se débattent d’abord.
        </p>
        <Spread marks={[6_100, 8_400, 9_300]} mean={7_933} from={5_000} />
        <p>La ligne miel marque la fin de l’enveloppe. Elle se déplace dès qu’un ordre ou un montant change ; rien n’est enregistré tant que le classement n’est pas figé.</p>
        <h2>Départager</h2>
        <p>Les règles de l’appel séparent presque tout. Pour ce qu’elles laissent, montez ou descendez un dossier, ou placez-le à un rang. La phrase au-dessus de la liste dit à chaque fois son rang, s’il est financé, et ce qui reste.</p>
        <h2>Figer, puis proposer</h2>
        <p>Figer garde le classement tel qu’il est, avec votre ordre. La page des propositions prépare une attribution pour chaque dossier que l’enveloppe couvre, puis la liste complémentaire, puis les rejets. Changez ce qui doit l’être, relisez ligne par ligne, proposez. Si une ligne est refusée, les autres passent et la raison est écrite.</p>
        <h2>Confirmer, puis notifier</h2>
        <p>
          <StateBadge of={decisionStates.proposed} /> <StateBadge of={decisionStates.confirmed} /> <StateBadge of={decisionStates.released} />
        </p>
        <p>
          À la page <Link to="/comite/decisions">Décisions</Link>, une autre personne que celle qui a proposé confirme : la somme est engagée, la lettre s’écrit, et se lit en PDF. Notifier envoie la lettre. Le pôle ne voit rien avant.
        </p>
      </div>
    </div>
  </>
);
