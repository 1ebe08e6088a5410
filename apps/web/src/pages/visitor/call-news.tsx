import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { regionOf } from '#domain/directory/region.js';
import type { Schemas } from '../../client/client.js';
import { Addenda } from '../../components/changes.js';
import { list } from '../../language/format.js';
import { zoningNames } from '../../language/words.js';
import { addendaQuery } from './queries.js';

type Call = Schemas['CallDto'];

/** What addenda changed since the call was published. */
export function Changes({ call }: { call: Call }): ReactNode {
  const addenda = useQuery({ ...addendaQuery(call.id), enabled: call.addenda > 0 }).data ?? [];
  const published = addenda.filter(({ state }) => state === 'published');
  if (published.length === 0) return null;
  return (
    <section aria-labelledby="changements" id="additifs">
      <h2 id="changements">Ce qui a changé</h2>
      <Addenda addenda={published} />
    </section>
  );
}

/** Themes, regions and zones, where the call names some. */
export function Places({ call: { themes, regions: codes, zonings, prerequisiteCallId, prerequisiteCallTitle, charterRequired } }: { call: Call }): ReactNode {
  if (themes.length + codes.length + zonings.length === 0 && prerequisiteCallTitle === null && !charterRequired) return null;
  return (
    <dl className="es-facts es-gap-t">
      {themes.length === 0 ? null : (
        <div>
          <dt>Thèmes</dt>
          <dd>{list(themes)}</dd>
        </div>
      )}
      {codes.length === 0 ? null : (
        <div>
          <dt>Régions</dt>
          <dd>{list(codes.map((code) => regionOf(code)?.name ?? code))}</dd>
        </div>
      )}
      {zonings.length === 0 ? null : (
        <div>
          <dt>Priorité</dt>
          <dd>{list(zonings.map((zoning) => zoningNames[zoning].toLowerCase()))}</dd>
        </div>
      )}
      {charterRequired ? (
        <div>
          <dt>Charte</dt>
          <dd>
            Le pôle a signé <Link to="/charte">la charte des pôles</Link> en vigueur avant de déposer
          </dd>
        </div>
      ) : null}
      {prerequisiteCallId === null || prerequisiteCallTitle === null ? null : (
        <div>
          <dt>Réservé aux lauréats de</dt>
          <dd>
            <Link to="/appels/$id" params={{ id: prerequisiteCallId }}>
              {prerequisiteCallTitle}
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
}
