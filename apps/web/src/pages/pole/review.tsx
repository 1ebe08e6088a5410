import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { canEdit, canSubmit } from '#domain/applications/application.policy.js';
import { checkComposition } from '#domain/applications/eligibility.rules.js';
import { evaluate } from '#domain/calls/evaluation.rules.js';
import { implicitRejectionDay } from '#domain/applications/silence.rules.js';
import { parisDay } from '#domain/shared/day.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Cells } from '../../components/cells.js';
import { Message } from '../../components/message.js';
import { OutsideRegions } from '../../components/outside-regions.js';
import { calendarDay, counted, dayAndTime, lastMinute } from '../../language/format.js';
import { legalFormName } from '../../language/legal-forms.js';
import { useNow, useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { AnswerList } from './answer-list.js';
import { answersOf, formOf, gapsOf, type Call, type Dossier, type Gap, type StepInfo } from './content.js';
import { ComingFiles } from './attachments/coming-files.js';
import { closingOf, StepFrame, useDossier, useKeptSteps } from './frame.js';
import { CertificationState, isCertifiedFor } from './certification.js';
import { DeviceTexts } from './device-texts.js';
import { Discard } from './discard.js';
import { cellsOf, Verdict } from './members.js';
import { polesQuery } from './queries.js';

/** The whole dossier to be read, what it lacks, and its submission; afterwards only what was submitted. */
export function ReviewPage(): ReactNode {
  const { id } = useParams({ from: '/pole/dossiers/$id/relire' });
  const { dossier, call, steps } = useDossier(id);
  const session = useSession()!;
  const closing = closingOf(dossier, useNow(2_000));
  const isOpen = dossier.writing !== null && !closing.isOver;
  const closed = `Ce dossier n’a pas été déposé. Le dépôt est clos depuis le ${dayAndTime(lastMinute(closing.at))} ; votre brouillon reste lisible ici.`;
  if (!canEdit(session, dossier) || !isOpen) return <ReadOnly dossier={dossier} call={call} steps={steps} isOpen={isOpen} lead={isOpen ? 'En cours d’écriture : les rédacteurs du pôle le remplissent et le déposent.' : dossier.state === 'draft' ? closed : undefined} />;
  return (
    <StepFrame id={id} current="relire">
      <Ready dossier={dossier} call={call} steps={steps} />
      <Content dossier={dossier} call={call} steps={steps} editable />
      {dossier.actions.includes('discard') ? <Discard dossier={dossier} /> : null}
    </StepFrame>
  );
}

const ReadOnly = ({ dossier, call, steps, isOpen, lead }: { dossier: Dossier; call: Call; steps: readonly StepInfo[]; isOpen: boolean; lead: string | undefined }): ReactNode => (
  <>
    <PageHead
      title={dossier.projectTitle}
      trail={[
        { label: 'À faire', to: '/pole' },
        { label: dossier.number ?? 'Dossier', to: '/pole/dossiers/$id/suivi', params: { id: dossier.id } },
      ]}
      lead={lead ?? (dossier.submittedAt === null ? 'Ce dossier n’a pas été déposé.' : `Ce que vous avez déposé le ${dayAndTime(dossier.submittedAt)}. Il ne change plus.`)}
    />
    <div className="es-page es-end">
      <div className="es-read">
        {isOpen ? null : <DeviceTexts dossier={dossier} />}
        {!isOpen ? null : (
          <div className="es-stack es-gap-b">
            <CertificationState dossier={dossier} isComplete={gapsOf(steps).length === 0} />
          </div>
        )}
        <Content dossier={dossier} call={call} steps={steps} />
        {dossier.actions.includes('discard') ? <Discard dossier={dossier} /> : null}
      </div>
    </div>
  </>
);

/** What is missing, each with its link; or what submitting will do, and the button that does it. */
function Ready({ dossier, call, steps }: { dossier: Dossier; call: Call; steps: readonly StepInfo[] }): ReactNode {
  const pole = useSuspenseQuery(polesQuery).data.items.find((one) => one.id === dossier.poleId);
  const navigate = useNavigate();
  const now = useNow(2_000);
  const { kept } = useKeptSteps(steps);
  const gaps = gapsOf(steps);
  const session = useSession()!;
  const again = dossier.submissions.length > 0;
  const submit = useCommand<void, Schemas['SubmissionDto']>({
    act: () => ask(api.POST('/api/applications/{id}/submit', { params: { path: { id: dossier.id } }, body: { version: dossier.version } })),
    done: ({ number }) => `Votre dossier est déposé sous le numéro ${number}.`,
    refreshes: [['applications']],
    onDone: () => navigate({ to: '/pole/dossiers/$id/recepisse', params: { id: dossier.id } }),
  });
  return (
    <section className="es-stack" aria-label="Déposer">
      <OutsideRegions call={call} pole={pole} reader="pole" />
      {kept.length === 0 ? null : (
        <Message
          tone="warn"
          more={kept.map(({ key, title, to, params }) => (
            <span key={key} className="es-block">
              <Link to={to} params={params as never}>
                {title}
              </Link>
            </span>
          ))}
        >
          <b>Une partie du texte n’est que sur cet appareil.</b> Ouvrez-la pour qu’elle s’enregistre : ce qui n’est pas enregistré n’est pas déposé.
        </Message>
      )}
      <ComingFiles id={dossier.id} />
      <CertificationState dossier={dossier} isComplete={gaps.length === 0} />
      {gaps.length > 0 ? (
        <Message tone="warn" more={<Gaps gaps={gaps} />}>
          <b>{gaps.length === 1 ? 'Il reste un point à compléter.' : `Il reste ${counted(gaps.length, 'point')} à compléter.`}</b> Chaque lien mène où il se complète.
        </Message>
      ) : !canSubmit(session, dossier) ? (
        <Message tone="info">Le dossier est complet. Un rédacteur du pôle le dépose.</Message>
      ) : !isCertifiedFor(dossier, session.userId) ? null : (
        <div className="es-panel es-stack">
          <h2 className="es-panel__h es-m0">Rien ne manque : vous pouvez déposer</h2>
          {again ? (
            <p className="es-m0">Ce nouveau dépôt remplace le précédent, qui reste en vigueur jusque-là. Vous recevez aussitôt un récépissé, sous le même numéro.</p>
          ) : (
            <p className="es-m0">Déposer fige votre dossier tel qu’il est ici et lui donne un numéro. Vous recevez aussitôt un récépissé, avec l’instant et l’empreinte de ce qui est reçu. Vous pourrez le rouvrir jusqu’à la clôture, ou le retirer.</p>
          )}
          <p className="es-m0">
            Déposé aujourd’hui, il recevra une réponse avant le <b>{calendarDay(implicitRejectionDay(parisDay(now)))}</b> : après ce jour, le silence vaut rejet.
          </p>
          <div>
            <CommandButton command={submit} input={undefined}>
              {again ? 'Déposer de nouveau' : 'Déposer mon dossier'}
            </CommandButton>
          </div>
        </div>
      )}
      <CommandOutcome command={submit} />
    </section>
  );
}

const Gaps = ({ gaps }: { gaps: readonly Gap[] }): ReactNode => (
  <ul className="es-gaps">
    {gaps.map(({ key, label, why, to, params, field, search }) => (
      <li key={key}>
        <Link to={to} params={params as never} search={(search ?? (field === undefined ? {} : { manque: field })) as never}>
          {label}
        </Link>{' '}
        : {why}
      </li>
    ))}
  </ul>
);

function Content({ dossier, call, steps, editable = false }: { dossier: Dossier; call: Call; steps: readonly StepInfo[]; editable?: boolean }): ReactNode {
  const pole = useSuspenseQuery(polesQuery).data.items.find((one) => one.id === dossier.poleId);
  const form = formOf(dossier);
  const answers = answersOf(dossier);
  const evaluation = evaluate(form, answers);
  const head = (key: string, title: string): ReactNode => {
    const step = steps.find((one) => one.key === key);
    return (
      <div className="es-row es-row--between">
        <h2 className="fr-h3 es-m0">{title}</h2>
        {editable && step !== undefined ? (
          <Link to={step.to} params={step.params as never}>
            Modifier <span className="es-vh">{title}</span>
          </Link>
        ) : null}
      </div>
    );
  };
  return (
    <>
      <section className="es-sec es-stack">
        {head('presentation', 'Présentation')}
        <dl className="es-answers">
          <div>
            <dt>Titre du projet</dt>
            <dd className="es-break">{dossier.projectTitle}</dd>
          </div>
          <div>
            <dt>Pôle</dt>
            <dd>{pole === undefined ? dossier.poleName : `${pole.name}, ${legalFormName(pole.legalCategory)}, SIREN ${pole.siren}, ${pole.postalCode} ${pole.city}`}</dd>
          </div>
          {call.prerequisite === null ? null : (
            <div>
              <dt>{call.prerequisite}</dt>
              <dd>{dossier.prerequisiteDeclared ? 'Oui, déclaré' : 'Non'}</dd>
            </div>
          )}
        </dl>
      </section>
      <section className="es-sec es-stack">
        {head('membres', 'Membres du pôle')}
        {dossier.members.length === 0 ? <p className="es-muted es-m0">Aucun membre déclaré.</p> : <Cells cells={cellsOf(dossier.members, checkComposition(dossier.members, call.compositionProfile))} />}
        <ul className="es-m0">
          {dossier.members.map(({ name, siren, legalCategory }, index) => (
            <li key={index}>
              {name}, {legalFormName(legalCategory)}
              {siren === null ? '' : `, SIREN ${siren}`}
            </li>
          ))}
        </ul>
        {editable && dossier.members.length > 0 ? <Verdict members={dossier.members} dossier={dossier} call={call} legalCategory={pole?.legalCategory} /> : null}
      </section>
      {form.sections.filter(({ key }) => evaluation.sections.has(key)).map((section) => (
        <section key={section.key} className="es-sec es-stack">
          {head(`rubrique-${section.key}`, section.title)}
          <AnswerList applicationId={dossier.id} fields={section.fields} answers={answers[section.key] ?? {}} evaluation={evaluation} />
        </section>
      ))}
    </>
  );
}
