import { useQueries, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { TodoSection } from '../../../components/todo.js';
import { day } from '../../../language/format.js';
import { signedWords } from '../../../language/words.js';
import { PageHead } from '../../../shell/page.js';
import { chartersQuery, poleCharterQuery } from '../../visitor/charter-queries.js';
import { polesQuery } from '../queries.js';

/** The charter and each of one's poles: which have signed the version in force. */
export function ChartersPage(): ReactNode {
  const poles = useSuspenseQuery(polesQuery).data.items;
  const inForce = useSuspenseQuery(chartersQuery).data.find(({ isInForce }) => isInForce);
  const signed = useQueries({ queries: poles.map(({ id }) => poleCharterQuery(id)) });
  return (
    <>
      <PageHead
        title="La charte des pôles"
        trail={[{ label: 'À faire', to: '/pole' }]}
        lead={inForce === undefined ? 'Aucune version n’est en vigueur.' : `« ${inForce.title} » est en vigueur. Chaque pôle dit où il en est, puis signe.`}
        actions={
          inForce === undefined ? undefined : (
            <Link className="fr-btn fr-btn--tertiary-no-outline" to="/charte">
              Lire la charte
            </Link>
          )
        }
      />
      <div className="es-page es-end">
        <TodoSection
          title="Mes pôles"
          what={['pôle', 'pôles']}
          none="Aucun pôle n’est encore inscrit à votre nom."
          tasks={poles.map(({ id, name }, index) => {
            const last = signed[index]?.data?.[0];
            const note = last === undefined ? 'N’a pas signé la charte.' : `A signé « ${last.title} » le ${day(last.signedAt)}${last.isInForce ? '.' : ' ; une version plus récente est en vigueur.'}`;
            return { key: id, title: name, note, state: signedWords[last?.isInForce === true ? 'signed' : 'to-sign'], to: '/pole/charte/$poleId', params: { poleId: id } };
          })}
        />
      </div>
    </>
  );
}
