import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { departmentName } from '#domain/directory/department.js';
import { regionName } from '#domain/directory/region.js';
import type { Schemas } from '../../client/client.js';
import { PoleCharter } from '../../components/charter.js';
import { Fact } from '../../components/facts.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, counted, day, list, wholeEuros } from '../../language/format.js';
import { legalFormName } from '../../language/legal-forms.js';
import { memberKindNames, poleActivity, sideNames } from '../../language/words.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { poleCharterQuery } from './charter-queries.js';
import { publicPoleQuery } from './queries.js';

type Pole = Schemas['PublicPoleDto'];

/** A pole's own page: what it says of itself, who forms it, what it was awarded. */
export function PolePage(): ReactNode {
  const { id } = useParams({ from: '/poles/$id' });
  const pole = useSuspenseQuery(publicPoleQuery(id)).data;
  const signatures = useSuspenseQuery(poleCharterQuery(id)).data;
  const session = useSession();
  const isOwn = session?.grants.some(({ role, scope }) => role === 'applicant' && (scope as { poleId?: string }).poleId === id) === true;
  const keeps = session?.grants.some(({ role }) => role === 'officer') === true;
  return (
    <>
      <PageHead
        title={pole.name}
        trail={[
          { label: 'Accueil', to: '/' },
          { label: 'Annuaire des pôles', to: '/poles' },
        ]}
        lead={`${pole.city}, ${regionName(pole.regionCode)}. ${pole.memberCount === 0 ? 'Membres non renseignés.' : `${counted(pole.memberCount, 'membre')}.`}`}
        actions={
          isOwn ? (
            <Link className="fr-btn fr-btn--secondary" to="/pole/fiche/$id" params={{ id }}>
              Modifier la fiche
            </Link>
          ) : keeps ? (
            <Link className="fr-btn fr-btn--secondary" to="/instruction/poles/$id" params={{ id }}>
              Tenir la fiche
            </Link>
          ) : undefined
        }
      />
      <div className="es-page es-end">
        <div className="es-two">
          <div className="es-stack es-stack--lg">
            {pole.description === '' ? <p className="es-muted">Ce pôle ne s’est pas encore présenté.</p> : <p className="es-written es-read">{pole.description}</p>}
            <Members pole={pole} />
            <Awards pole={pole} />
            <PoleCharter signatures={signatures} />
          </div>
          <aside className="es-aside" aria-label="Le pôle">
            <Identity pole={pole} />
          </aside>
        </div>
      </div>
    </>
  );
}

function Identity({ pole }: { pole: Pole }): ReactNode {
  const { activity, website, contactEmail, regions, departments, territory } = pole;
  const places = [...departments.map(departmentName), ...regions.map(regionName)];
  return (
    <section aria-labelledby="identite">
      <h2 id="identite">Le pôle</h2>
      <dl className="es-facts">
        <Fact name="Activité">
          <StateBadge of={poleActivity[activity.active ? 'active' : 'inactive']} />
          {activity.since === null || activity.side === null ? null : (
            <small className="es-muted es-block">
              depuis le {calendarDay(activity.since)}, d’après {sideNames[activity.side]} : {activity.reason}
            </small>
          )}
        </Fact>
        {pole.themes.length === 0 ? null : <Fact name="Thèmes">{list(pole.themes)}</Fact>}
        {places.length === 0 && territory === '' ? null : (
          <Fact name="Territoire d’action">
            {territory}
            {places.length === 0 ? null : <small className="es-muted es-block">{list(places)}</small>}
          </Fact>
        )}
        <Fact name="Structure porteuse">
          {legalFormName(pole.legalCategory)}
          <small className="es-muted es-block es-num">
            SIREN {pole.siren}
            {pole.rna === null ? '' : `, RNA ${pole.rna}`}
          </small>
        </Fact>
        <Fact name="Siège">
          {pole.addressLine}, {pole.postalCode} {pole.city}
        </Fact>
        {website === null ? null : (
          <Fact name="Site">
            <a className="es-break" href={website} rel="noreferrer nofollow ugc">
              {website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
            </a>
          </Fact>
        )}
        {contactEmail === null ? null : (
          <Fact name="Courriel">
            <a className="es-break" href={`mailto:${contactEmail}`}>
              {contactEmail}
            </a>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Members({ pole: { members, memberCount } }: { pole: Pole }): ReactNode {
  const hidden = memberCount - members.length;
  return (
    <section aria-labelledby="membres">
      <h2 id="membres">Les membres</h2>
      {members.length === 0 ? (
        <p className="es-muted">Aucun membre n’est nommé ici.</p>
      ) : (
        <table className="es-table es-table--plain es-table--stack">
          <caption className="es-vh">Membres du pôle</caption>
          <thead>
            <tr>
              <th scope="col">Membre</th>
              <th scope="col">Nature</th>
              <th scope="col">Forme juridique</th>
              <th scope="col">Numéro</th>
            </tr>
          </thead>
          <tbody>
            {members.map(({ name, siren, rna, legalCategory, kind }) => (
              <tr key={siren ?? rna}>
                <th scope="row">{name}</th>
                <td data-l="Nature">
                  <span>{memberKindNames[kind]}</span>
                </td>
                <td data-l="Forme juridique">
                  <span>{legalFormName(legalCategory)}</span>
                </td>
                <td data-l="Numéro">
                  <span className="es-num">{siren === null ? `RNA ${rna}` : `SIREN ${siren}`}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hidden <= 0 ? null : <p className="es-sm es-muted es-gap-t">Et {counted(hidden, 'personne physique', 'personnes physiques')}, dont le nom n’est pas publié.</p>}
    </section>
  );
}

const Awards = ({ pole: { awards } }: { pole: Pole }): ReactNode => (
  <section aria-labelledby="appels">
    <h2 id="appels">Les aides reçues</h2>
    {awards.length === 0 ? (
      <p className="es-muted">Ce pôle n’est lauréat d’aucun appel de cette plateforme.</p>
    ) : (
      <ul className="es-plain-list es-todo">
        {awards.map(({ callId, callTitle, projectTitle, releasedAt, amountCents }) => (
          <li key={callId}>
            <div>
              <b>
                <Link to="/resultats/$id" params={{ id: callId }}>
                  {callTitle}
                </Link>
              </b>
              <small>
                {projectTitle}, lauréat depuis le {day(releasedAt)}
              </small>
            </div>
            <b className="es-num">{wholeEuros(amountCents)}</b>
          </li>
        ))}
      </ul>
    )}
  </section>
);
