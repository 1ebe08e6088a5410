import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CharterText } from '../../components/charter.js';
import { EmptyState } from '../../components/empty-state.js';
import { calendarDay, counted, day } from '../../language/format.js';
import { PageHead } from '../../shell/page.js';
import { charterQuery, chartersQuery } from './charter-queries.js';

const trail = [{ label: 'Accueil', to: '/' }] as const;

/** The charter of the poles as it is in force, and the versions before it. */
export function CharterPage(): ReactNode {
  const { version } = useSearch({ from: '/charte' });
  const published = useSuspenseQuery(chartersQuery).data.filter(({ state }) => state === 'published');
  const shown = published.find(({ id }) => id === version) ?? published.find(({ isInForce }) => isInForce);
  if (shown === undefined) {
    return (
      <>
        <PageHead title="La charte des pôles" trail={trail} lead="Aucune version n’est en vigueur." />
        <div className="es-page es-end">
          <EmptyState dots="none" level={2} title="La charte n’est pas encore publiée" text="Elle paraîtra ici dès sa publication." />
        </div>
      </>
    );
  }
  return <Version id={shown.id} others={published.filter(({ id }) => id !== shown.id)} />;
}

function Version({ id, others }: { id: string; others: readonly { id: string; title: string; adoptedOn: string; isInForce: boolean }[] }): ReactNode {
  const charter = useSuspenseQuery(charterQuery(id)).data;
  return (
    <>
      <PageHead
        title={charter.title}
        trail={trail}
        lead={charter.isInForce ? `En vigueur : adoptée le ${calendarDay(charter.adoptedOn)}, ${charter.signatures === 0 ? 'aucun pôle ne l’a encore signée' : `${counted(charter.signatures, 'pôle l’a signée', 'pôles l’ont signée')}`}.` : `Version passée, adoptée le ${calendarDay(charter.adoptedOn)}.`}
      />
      <div className="es-page es-end">
        <div className="es-read es-stack">
          <CharterText charter={charter} />
          <p className="es-sm es-muted es-break">
            {charter.publishedAt === null ? null : `Publiée ici le ${day(charter.publishedAt)}. `}Empreinte SHA-256 du texte : {charter.sha256}
          </p>
          {others.length === 0 ? null : (
            <section aria-labelledby="versions">
              <h2 id="versions">Les autres versions</h2>
              <ul>
                {others.map((one) => (
                  <li key={one.id}>
                    <Link to="/charte" search={{ version: one.id }}>
                      {one.title}
                    </Link>
                    , adoptée le {calendarDay(one.adoptedOn)}
                    {one.isInForce ? ', en vigueur' : ''}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </>
  );
}
