import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PoleActivity, PoleListing } from '../../components/pole-standing.js';
import { PageHead } from '../../shell/page.js';
import { profileQuery } from '../pole/queries.js';

/** What an officer keeps of a pole's entry: whether it is active, whether the directory shows it. The rest is the pole's own. */
export function OfficerPolePage(): ReactNode {
  const { id } = useParams({ from: '/instruction/poles/$id' });
  const profile = useSuspenseQuery(profileQuery(id)).data;
  return (
    <>
      <PageHead
        title={`Fiche : ${profile.name}`}
        trail={[{ label: 'À faire', to: '/instruction' }]}
        lead="Le pôle écrit sa fiche. Vous dites s’il est actif, et vous pouvez le retirer de l’annuaire."
        actions={
          profile.listed ? (
            <Link className="fr-btn fr-btn--secondary" to="/poles/$id" params={{ id }}>
              Voir la fiche publique
            </Link>
          ) : undefined
        }
      />
      <div className="es-page es-end">
        <div className="es-narrow es-stack es-stack--lg">
          <PoleActivity profile={profile} version={profile.version} />
          <PoleListing profile={profile} />
        </div>
      </div>
    </>
  );
}
