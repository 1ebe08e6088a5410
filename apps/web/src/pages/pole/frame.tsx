import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Breadcrumb } from '../../components/breadcrumb.js';
import { remaining } from '../../components/countdown.js';
import { Message } from '../../components/message.js';
import { StepList, Stepper } from '../../components/stepper.js';
import type { DraftDesk } from '../../drafts/use-draft.js';
import { useWhereabouts } from '../../drafts/storage.js';
import { counted, dayAndTime, lastMinute } from '../../language/format.js';
import { isSessionEnded, onSessionEnded } from '../../session/ended.js';
import { useNow, useSession } from '../../session/site.js';
import { Icon } from '../../shell/icons.js';
import { Title } from '../../shell/page.js';
import { WhyOpen } from './why-open.js';
import { callQuery } from '../visitor/queries.js';
import { useComing } from './attachments/coming.js';
import { comingTo, comingWords } from './attachments/coming-files.js';
import { CallChanged } from './call-changed.js';
import { stepsOf, type Call, type Dossier, type StepInfo } from './content.js';
import { certifiedByOther } from './certification.js';
import { Presence } from './presence.js';
import { applicationQuery } from './queries.js';
import { useVisit } from './tasks.js';
import { SessionOver, WholeState } from './whole-state.js';

/** A dossier with its call and its steps, as the pages of its form read them. */
export function useDossier(id: string): { dossier: Dossier; call: Call; steps: StepInfo[] } {
  useVisit(id);
  const dossier = useSuspenseQuery(applicationQuery(id)).data;
  const call = useSuspenseQuery(callQuery(dossier.callId)).data;
  return { dossier, call, steps: stepsOf(dossier) };
}

/** Until when the pole may write and submit: its phase's bound, its own exception, or the date of a correction. */
export const closingOf = ({ writing, closesAt }: Dossier, now: Date): { at: string; isOver: boolean } => {
  const at = writing?.until ?? closesAt;
  return { at, isOver: now >= new Date(at) };
};

/** The steps of which something is on the device only, and those of which something is leaving it now. */
export function useKeptSteps(steps: readonly StepInfo[]): { kept: StepInfo[]; leaving: StepInfo[] } {
  const userId = useSession()?.userId ?? 'visiteur';
  const where = useWhereabouts(userId, steps.flatMap(({ subject }) => subject ?? []));
  const at = (place: 'kept' | 'leaving'): StepInfo[] => steps.filter(({ subject }) => subject !== undefined && where.get(subject) === place);
  return { kept: at('kept'), leaving: at('leaving') };
}

function Closing({ dossier }: { dossier: Dossier }): ReactNode {
  const now = useNow();
  const closing = closingOf(dossier, now);
  return closing.isOver ? <>le dépôt est clos depuis le {dayAndTime(lastMinute(closing.at))}</> : <>{remaining(now, closing.at)} pour déposer, jusqu’au {dayAndTime(lastMinute(closing.at))}</>;
}

const noteOf = ({ gaps, isBegun }: StepInfo, isKept: boolean, coming: number): string | undefined => {
  if (coming > 0) return comingWords(coming);
  if (isKept) return 'Une partie est sur cet appareil';
  if (gaps.length > 0) return isBegun ? `Il reste ${counted(gaps.length, 'point')}` : counted(gaps.length, 'réponse attendue', 'réponses attendues');
  return isBegun ? 'Complète' : undefined;
};

/** Where the step stands, in one sentence. */
function leadOf({ key, gaps, isBegun }: StepInfo, steps: readonly StepInfo[]): string {
  const all = steps.reduce((sum, one) => sum + one.gaps.length, 0);
  if (key === 'relire') return all === 0 ? 'Le dossier est complet. Relisez-le, puis déposez-le.' : `Le dossier n’est pas complet : ${counted(all, 'point reste', 'points restent')} à compléter.`;
  if (gaps.length > 0) return `${counted(gaps.length, 'réponse est attendue', 'réponses sont attendues')} ici.`;
  return isBegun ? 'Cette étape est complète. Vous pouvez encore la changer.' : 'Rien d’obligatoire ici.';
}

/** A step of the form: where one is, where the text is, the way back and on. `onward` is what happens before going on, such as saving. */
export function StepFrame<Value>({ id, current, desk, children }: { id: string; current: string; desk?: DraftDesk<Value>; children: ReactNode }): ReactNode {
  const { dossier, call, steps } = useDossier(id);
  const { kept, leaving } = useKeptSteps(steps);
  const isEnded = useSyncExternalStore(onSessionEnded, isSessionEnded);
  const isElsewhere = ({ key }: StepInfo): boolean => key !== current;
  const { transfers } = useComing(id);
  const certified = certifiedByOther(dossier, '');
  const navigate = useNavigate();
  const at = steps.findIndex(({ key }) => key === current);
  const step = steps[at] ?? steps.at(-1)!;
  const [before, next] = [steps[at - 1], steps[at + 1]];
  return (
    <>
      <Title>{`${step.title}, ${dossier.projectTitle}`}</Title>
      <Breadcrumb
        trail={[
          { label: 'À faire', to: '/pole' },
          { label: dossier.projectTitle, to: '/pole/dossiers/$id/relire', params: { id } },
        ]}
        here={step.title}
      />
      <div className="es-page">
        <div className="es-row es-row--between es-sm es-dossierline">
          <span>
            Dossier de <b>{dossier.poleName}</b>{dossier.track === null ? '' : `, volet « ${dossier.track.title} »`} · <Closing dossier={dossier} />
          </span>
          {desk === undefined ? null : <WholeState desk={desk} kept={kept.filter(isElsewhere)} leaving={leaving.some(isElsewhere)} isEnded={isEnded} />}
        </div>
        {isEnded && desk?.draft.problem === undefined ? <SessionOver /> : null}
        <Presence id={id} current={current} steps={steps} />
        {certified === undefined || current === 'relire' ? null : (
          <Message tone="info" more="Changer une réponse annule la certification : il faudra la redemander.">
            Cette version est certifiée par {certified.name}. Il ne reste qu’à la déposer.
          </Message>
        )}
        <CallChanged dossier={dossier} call={call} />
        <WhyOpen dossier={dossier} />
        <div className="es-form es-end">
          <StepList
            label="Étapes du dossier"
            current={current}
            steps={steps.map((one) => {
              const note = noteOf(one, kept.includes(one) && (one.key !== current || desk === undefined), comingTo(transfers, one.params['section'] ?? ''));
              return { ...one, ...(note === undefined ? {} : { note }), shape: one.key === 'relire' ? 'ring' : one.gaps.length === 0 && one.isBegun ? 'tick' : one.isBegun ? 'half' : 'ring' };
            })}
          />
          <div className="es-stack es-stack--lg">
            <Stepper title={step.title} step={at + 1} steps={steps.length} {...(next === undefined ? {} : { next: next.title })} />
            <p className="es-lead es-steplead">{leadOf(step, steps)}</p>
            {children}
            {next === undefined && desk === undefined ? null : (
              <div className="es-actions">
                {before === undefined ? (
                  <span />
                ) : (
                  <Link className="fr-btn fr-btn--tertiary-no-outline" to={before.to} params={before.params as never}>
                    <Icon name="left" />
                    Étape précédente
                  </Link>
                )}
                <span className="es-row">
                  {desk === undefined ? null : (
                    <button type="button" className="fr-btn fr-btn--secondary" aria-disabled={desk.draft.state === 'saving' || desk.draft.state === 'saved'} onClick={desk.save}>
                      Enregistrer
                    </button>
                  )}
                  {next === undefined ? null : (
                    <button
                      type="button"
                      className="fr-btn"
                      onClick={() => {
                        desk?.save();
                        void navigate({ to: next.to, params: next.params as never });
                      }}
                    >
                      Continuer : {next.title.toLowerCase()}
                    </button>
                  )}
                </span>
              </div>
            )}
          </div>
        </div>
      </div>
    </>
  );
}
