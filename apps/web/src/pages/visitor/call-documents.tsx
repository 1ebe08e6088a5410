import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { wasPublished } from '#domain/calls/call.rules.js';
import type { Schemas } from '../../client/client.js';
import { describeDocument, documentAddress, downloadWords, EarlierVersions, sorted } from '../../components/call-documents.js';
import { instruments } from '../../language/words.js';
import { Icon } from '../../shell/icons.js';
import { documentsQuery } from './queries.js';

/** What the call gives to download, and where the rest is to read. */
export function Documents({ call }: { call: Schemas['CallDto'] }): ReactNode {
  const documents = useQuery(documentsQuery(call.id)).data ?? [];
  const { inForce, waiting } = sorted(documents);
  const shown = !wasPublished(call.state) ? waiting.map((document) => ({ document, earlier: [] })) : inForce;
  return (
    <>
      <h2 className="fr-h4 es-gap-t-lg" id="documents">
        Documents
      </h2>
      <ul className="es-docs">
        {shown.map(({ document, earlier }) => (
          <li key={document.id}>
            {document.isGiven ? (
              <a href={documentAddress(document)} download>
                <Icon name="download" />
                <b className="es-break">{downloadWords(document.title)}</b>
                <small>{describeDocument(document)}</small>
              </a>
            ) : (
              <p className="es-docs__not">
                <Icon name="clock" />
                <b className="es-break">{document.title}</b>
                <small>{describeDocument(document)}. Pas encore à télécharger : le fichier est en cours de vérification.</small>
              </p>
            )}
            <EarlierVersions earlier={earlier} />
          </li>
        ))}
        <li>
          <a href="https://www.legifrance.gouv.fr/search/all?tab_selection=all&searchField=ALL&query=2015-431">
            <Icon name="document" />
            <b>Décret n° 2015-431</b>
            <small>Les conditions que remplit un pôle, sur Légifrance</small>
          </a>
        </li>
        <li>
          <Link to="/aide/pole">
            <Icon name="help" />
            <b>Guide du dépôt</b>
            <small>Une page, ce qu’il faut préparer</small>
          </Link>
        </li>
      </ul>
      <p className="es-sm es-muted es-gap-t">
        {instruments[call.instrument]}, référence {call.code}.
      </p>
    </>
  );
}
