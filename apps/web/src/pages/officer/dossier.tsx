import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ArchiveLink } from '../../components/archive-link.js';
import { DossierDoc } from '../../components/dossier-doc.js';
import { attachmentAddress } from '../../components/file-list.js';
import { calendarDay, counted, day, dayAndTime } from '../../language/format.js';
import { regionName } from '../../language/words.js';
import { PageHead } from '../../shell/page.js';
import { callQuery } from '../visitor/queries.js';
import { Corrections } from './correction-form.js';
import { AgreementsOf, Conditions, DecisionsOf, ReviewsOf, Timeline } from './dossier-parts.js';
import { agreementsOfQuery, applicationQuery, assignmentsOfQuery, attachmentsQuery, decisionsOfQuery, timelineQuery, type Application } from './queries.js';
import { DeskState } from './state.js';

/** One sentence: where the dossier is and what is next. */
function stateOf({ state, submittedAt, actions, writing }: Application, reviews: { assigned: number; final: number }): string {
  const received = submittedAt === null ? '' : `Reçu le ${day(submittedAt)}. `;
  switch (state) {
    case 'submitted':
      if (writing !== null) return `${received}Le pôle le reprend ; son dernier dépôt reste en vigueur.`;
      return `${received}${actions.includes('find-eligible') ? 'Sa recevabilité est à vérifier.' : 'Sa recevabilité n’est pas encore jugée.'}`;
    case 'eligible':
      return `${received}Recevable, sans évaluateur pour l’instant.`;
    case 'ineligible':
      return `${received}Non recevable : la décision et sa lettre suivent.`;
    case 'under-review':
      return `${received}${counted(reviews.final, 'évaluation rendue', 'évaluations rendues')} sur ${reviews.assigned}.`;
    case 'awarded':
      return `${received}Lauréat.`;
    case 'reserve':
      return `${received}Sur la liste complémentaire.`;
    case 'refused':
      return `${received}Non retenu.`;
    case 'withdrawn':
      return `${received}Retiré par le pôle.`;
    case 'draft':
    case 'discarded':
    case 'under-examination':
      return received;
  }
}

/** Everything about a dossier: what it says, what was found, who reviews it, what was decided, what happened. */
export function DossierPage(): ReactNode {
  const { id } = useParams({ from: '/instruction/dossiers/$id' });
  const dossier = useSuspenseQuery(applicationQuery(id)).data;
  const call = useSuspenseQuery(callQuery(dossier.callId)).data;
  const assignments = useQuery(assignmentsOfQuery(dossier.callId, id)).data ?? [];
  const decisions = useSuspenseQuery(decisionsOfQuery(id)).data;
  const agreements = useSuspenseQuery(agreementsOfQuery(dossier)).data;
  const files = useSuspenseQuery(attachmentsQuery(id)).data;
  const timeline = useSuspenseQuery(timelineQuery(id)).data;
  const active = assignments.filter(({ endedAt }) => endedAt === null);
  const reviews = { assigned: active.length, final: active.filter(({ reviewState }) => reviewState === 'final').length };
  return (
    <>
      <PageHead
        title={dossier.poleName}
        trail={[
          { label: 'À faire', to: '/instruction' },
          { label: 'Dossiers', to: '/instruction/dossiers' },
        ]}
        lead={stateOf(dossier, reviews)}
        actions={<NextStep dossier={dossier} />}
      />
      <div className="es-page es-end">
        <div className="es-two">
          <DossierDoc title={dossier.projectTitle} members={dossier.members} sections={dossier.sections} call={{ ...call, form: dossier.form }} files={{ items: files, address: attachmentAddress }} />
          <aside className="es-aside" aria-label="Suivi du dossier">
            <Facts dossier={dossier} prerequisite={call.prerequisite} />
            <Conditions dossier={dossier} call={call} />
            <Corrections dossier={dossier} call={call} />
            <p>
              <Link to="/instruction/dossiers/$id/echanges" params={{ id }}>
                {dossier.submissions.length > 1 ? 'Messages et changements du dernier dépôt' : 'Messages avec le pôle'}
              </Link>
            </p>
            <p>
              <Link to="/instruction/poles/$id" params={{ id: dossier.poleId }}>
                Fiche du pôle dans l’annuaire
              </Link>
            </p>
            <ReviewsOf assignments={assignments} />
            <DecisionsOf decisions={decisions} />
            <AgreementsOf agreements={agreements} />
            <Timeline entries={timeline} />
          </aside>
        </div>
      </div>
    </>
  );
}

/** The way to the page where the next thing is done. */
function NextStep({ dossier: { id, callId, state, actions } }: { dossier: Application }): ReactNode {
  if (actions.includes('find-eligible')) {
    return (
      <Link className="fr-btn" to="/instruction/recevabilite/$id" params={{ id }}>
        Vérifier la recevabilité
      </Link>
    );
  }
  if (state !== 'eligible' && state !== 'under-review') return null;
  return (
    <Link className={`fr-btn ${state === 'eligible' ? '' : 'fr-btn--secondary'}`} to="/instruction/affectation" search={{ appel: callId, dossier: id }}>
      Affecter des évaluateurs
    </Link>
  );
}

function Facts({ dossier, prerequisite }: { dossier: Application; prerequisite: string | null }): ReactNode {
  const sealed = dossier.submissions.at(-1);
  return (
    <section aria-labelledby="faits">
      <h2 id="faits">Le dossier</h2>
      <dl className="es-facts">
        <div>
          <dt>État</dt>
          <dd>
            <DeskState of={dossier} />
          </dd>
        </div>
        <div>
          <dt>Numéro, appel, région</dt>
          <dd>
            {dossier.number}, {dossier.callCode}{dossier.track === null ? '' : `, volet « ${dossier.track.title} »`}, {regionName(dossier.regionCode)}
          </dd>
        </div>
        {dossier.silenceOn === null ? null : (
          <div>
            <dt>Rejet implicite</dt>
            <dd>le {calendarDay(dossier.silenceOn)}, sans décision notifiée d’ici là</dd>
          </div>
        )}
        {prerequisite === null ? null : (
          <div>
            <dt>Condition préalable : {prerequisite}</dt>
            <dd>
              {dossier.prerequisiteDeclared ? 'Déclarée par le pôle' : 'Non déclarée'}, {dossier.prerequisiteValidated === null ? 'pas encore vérifiée' : dossier.prerequisiteValidated ? 'vérifiée' : 'non vérifiée : le pôle ne la remplit pas'}.
            </dd>
          </div>
        )}
        {dossier.charter === null ? null : (
          <div>
            <dt>Charte des pôles</dt>
            <dd>
              « {dossier.charter.title} », signée le {dayAndTime(dossier.charter.signedAt)}
              <small className="es-break es-muted es-block">Empreinte de la signature {dossier.charter.signature}</small>
            </dd>
          </div>
        )}
        {sealed === undefined ? null : (
          <div>
            <dt>Dépôt scellé</dt>
            <dd>
              le {dayAndTime(sealed.receivedAt)}
              {dossier.submissions.length > 1 ? `, dépôt n° ${sealed.ordinal}` : ''}
              {sealed.certification === null ? null : (
                <small className="es-block">
                  Certifié par {sealed.certification.by}, {sealed.certification.quality}, le {dayAndTime(sealed.certification.at)}
                </small>
              )}
              <small className="es-break es-muted es-block">Empreinte {sealed.sha256}</small>
              {sealed.hasReceipt ? (
                <a href={`/api/applications/${dossier.id}/receipt`} target="_blank" rel="noreferrer">
                  Récépissé (PDF, nouvel onglet)
                </a>
              ) : null}
              <ArchiveLink address={`/api/applications/${dossier.id}/archive`} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
