import { useQuery, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { isPrivateLawPerson } from '#domain/directory/legal-category.js';
import type { FindingKey } from '#domain/applications/eligibility.rules.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { Refusal } from '../../client/refusal.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { DossierDoc } from '../../components/dossier-doc.js';
import { attachmentAddress } from '../../components/file-list.js';
import { Choices, TextArea } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { OutsideRegions } from '../../components/outside-regions.js';
import { SaveState, SaveTrouble } from '../../components/save-state.js';
import { StateBadge } from '../../components/state-badge.js';
import { useDraft, type DraftDesk } from '../../drafts/use-draft.js';
import { counted, day } from '../../language/format.js';
import { sentenceOfCode } from '../../language/problems.js';
import { conditionNames } from '../../language/words.js';
import { itemsOf } from '../../lists/keyset.js';
import { PageHead } from '../../shell/page.js';
import { callQuery } from '../visitor/queries.js';
import { answerOf, verdictOf, type Findings } from './dossier-parts.js';
import { applicationQuery, attachmentsQuery, companyChecksQuery, dossiersQuery, poleQuery, type Application } from './queries.js';
import { RegisterNote } from './register-note.js';

/** What the officer has found so far; null: not judged yet. */
interface Found {
  findings: Record<string, { met: boolean | null; reason: string }>;
  validated: boolean | null;
}

const shortestReason = 10;
const isFinished = ({ met, reason }: Found['findings'][string]): boolean => met === true || (met === false && reason.trim().length >= shortestReason);
/** The findings that may be saved: a refusal without its reason is none yet. */
const finished = ({ findings }: Found): Findings => Object.fromEntries(Object.entries(findings).flatMap(([key, one]) => (isFinished(one) ? [[key, { met: one.met === true, reason: one.met === true && one.reason.trim().length < shortestReason ? '' : one.reason.trim() }]] : [])));

/** The dossier on the left, the six conditions on the right: find, then rule, then the next dossier. */
export function EligibilityPage(): ReactNode {
  const { id } = useParams({ from: '/instruction/recevabilite/$id' });
  return <Eligibility key={id} id={id} />;
}

function Eligibility({ id }: { id: string }): ReactNode {
  const dossier = useSuspenseQuery(applicationQuery(id)).data;
  const call = useSuspenseQuery(callQuery(dossier.callId)).data;
  const pole = useSuspenseQuery(poleQuery(dossier.poleId)).data;
  const files = useSuspenseQuery(attachmentsQuery(id)).data;
  const checks = useQuery(companyChecksQuery(id)).data;
  const waiting = itemsOf(useSuspenseInfiniteQuery(dossiersQuery(dossier.callId, { state: 'submitted', sort: 'silence' })).data);
  const next = waiting.find((one) => one.id !== id);
  const keys: readonly FindingKey[] = [...(isPrivateLawPerson(pole.legalCategory) === 'manual' ? (['private-law'] as const) : []), 'innovation', 'territory', 'specification', 'not-already-funded'];
  const of = (found: Application): Found => ({
    findings: Object.fromEntries(keys.map((key) => [key, found.findings.find(({ condition }) => condition === key) ?? { met: null, reason: '' }]).map(([key, one]) => [key, { met: (one as { met: boolean | null }).met, reason: (one as { reason: string }).reason }])) as Found['findings'],
    validated: found.prerequisiteValidated,
  });
  const path = { params: { path: { id } } };
  const desk = useDraft<Found>({
    subject: `findings.${id}`,
    saved: { value: of(dossier), version: 0 },
    save: async (found) => {
      const findings = Object.entries(finished(found)).map(([condition, one]) => ({ condition: condition as FindingKey, ...one! }));
      if (findings.length > 0) await ask(api.POST('/api/applications/{id}/findings', { ...path, body: { findings } }));
      if (found.validated !== null && found.validated !== dossier.prerequisiteValidated) await ask(api.POST('/api/applications/{id}/prerequisite', { ...path, body: { validated: found.validated } }));
      if (Object.values(found.findings).some((one) => one.met === false && !isFinished(one))) throw new Refusal({ status: 422, code: 'finding.reason-too-short', params: {} });
      return 0;
    },
    reload: async () => ({ value: of(await ask(api.GET('/api/applications/{id}', path))), version: 0 }),
  });
  const mayRule = dossier.actions.includes('find-eligible');
  const verdict = verdictOf(dossier, call, pole.legalCategory, finished(desk.value), desk.value.validated);
  const left = verdict.conditions.filter(({ met }) => met === null).length;

  return (
    <>
      <PageHead
        title={`Recevabilité : ${dossier.poleName}`}
        trail={[
          { label: 'À faire', to: '/instruction' },
          { label: 'Recevabilité', to: '/instruction/recevabilite' },
        ]}
        lead={`Dossier ${dossier.number ?? ''}, reçu le ${dossier.submittedAt === null ? '' : day(dossier.submittedAt)}. ${mayRule ? (left === 0 ? 'Chaque condition est jugée : il reste à statuer.' : `Il reste ${counted(left, 'condition')} à juger.`) : dossier.verdict === null ? 'Vous pouvez lire, non statuer.' : dossier.verdict.outcome === 'eligible' ? 'Le dossier est recevable.' : 'Le dossier n’est pas recevable.'}`}
        actions={mayRule ? <SaveState desk={desk} /> : undefined}
      />
      <div className="es-page es-end">
        <div className="es-split">
          <DossierDoc pane title={dossier.projectTitle} members={dossier.members} sections={dossier.sections} call={{ ...call, form: dossier.form }} files={{ items: files, address: attachmentAddress }} checks={checks} intro={checks === undefined ? undefined : <RegisterNote id={id} checks={checks} mayAsk={mayRule} />} />
          <div>
            <h2 className="fr-h3">Les conditions du décret</h2>
            <OutsideRegions call={call} pole={pole} reader="desk" />
            <SaveTrouble desk={desk} show={() => null} />
            <ol className="es-conds">
              {verdict.conditions.map(({ key, met, reasons }) => (
                <li key={key}>
                  {mayRule && key in desk.value.findings ? (
                    <Judged name={key} desk={desk} />
                  ) : key === 'prerequisite' && mayRule ? (
                    <Prerequisite text={call.prerequisite ?? ''} declared={dossier.prerequisiteDeclared} desk={desk} />
                  ) : (
                    <>
                      <StateBadge of={answerOf(met)} />
                      <div>{conditionNames[key]}</div>
                      {met === true ? <small>{key === 'composition' ? 'Les trois places sont remplies par trois structures différentes.' : ''}</small> : <small>{reasons.map(sentenceOfCode).join(' ')}</small>}
                    </>
                  )}
                </li>
              ))}
            </ol>
            <Ruling dossier={dossier} desk={desk} outcome={verdict.outcome} mayRule={mayRule} next={next?.id} />
          </div>
        </div>
      </div>
    </>
  );
}

const yesNo = [
  { value: 'oui', label: 'Oui' },
  { value: 'non', label: 'Non' },
] as const;
const said = (met: boolean | null): 'oui' | 'non' | undefined => (met === null ? undefined : met ? 'oui' : 'non');

function Judged({ name, desk }: { name: string; desk: DraftDesk<Found> }): ReactNode {
  const one = desk.value.findings[name]!;
  const change = (change: Partial<typeof one>): void => desk.change({ ...desk.value, findings: { ...desk.value.findings, [name]: { ...one, ...change } } });
  return (
    <div className="es-judged">
      <Choices legend={conditionNames[name]} name={`constat-${name}`} options={yesNo} value={said(one.met)} onChoose={(answer) => change({ met: answer === 'oui' })} />
      {one.met === null ? null : (
        <TextArea
          label={one.met ? 'Ce qui le montre (facultatif)' : 'Motif du refus'}
          aria-label={`${one.met ? 'Ce qui le montre' : 'Motif du refus'} : ${conditionNames[name]}`}
          hint={one.met ? undefined : `La lettre le cite tel quel. ${shortestReason} signes au moins.`}
          error={one.met === false && one.reason !== '' && one.reason.trim().length < shortestReason ? `Ce motif est trop court : ${shortestReason} signes au moins.` : undefined}
          rows={2}
          maxLength={2_000}
          value={one.reason}
          onChange={(event) => change({ reason: event.target.value })}
          onBlur={desk.save}
        />
      )}
    </div>
  );
}

const Prerequisite = ({ text, declared, desk }: { text: string; declared: boolean; desk: DraftDesk<Found> }): ReactNode => (
  <div className="es-judged">
    <Choices legend={`Condition préalable : ${text}`} hint={declared ? 'Le pôle déclare la remplir.' : 'Le pôle ne déclare pas la remplir.'} name="constat-prealable" options={yesNo} value={said(desk.value.validated)} onChoose={(answer) => desk.change({ ...desk.value, validated: answer === 'oui' })} />
  </div>
);

const willDo = {
  eligible: 'Le dossier deviendra recevable et pourra être affecté à des évaluateurs. Cela ne se défait pas.',
  ineligible: 'Le dossier deviendra non recevable : une décision et sa lettre suivront, avec vos motifs. Cela ne se défait pas.',
} as const;

/** Saving what was found, then ruling in two steps. */
function Ruling({ dossier, desk, outcome, mayRule, next }: { dossier: Application; desk: DraftDesk<Found>; outcome: Schemas['VerdictDto']['outcome']; mayRule: boolean; next: string | undefined }): ReactNode {
  const [asked, setAsked] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const rule = useCommand<void, Schemas['VerdictDto']>({
    act: () => ask(api.POST('/api/applications/{id}/rule-eligibility', { params: { path: { id: dossier.id } } })),
    done: (verdict) => (verdict.outcome === 'eligible' ? 'Le dossier est recevable. Il attend ses évaluateurs.' : 'Le dossier n’est pas recevable. La décision est à proposer.'),
    refreshes: [['applications'], ['dossiers'], ['progress']],
    onDone: () => setAsked(false),
  });
  useEffect(() => {
    if (asked) box.current?.focus();
  }, [asked]);
  const isSaved = desk.draft.state === 'saved';
  return (
    <div className="es-send">
      {!mayRule ? null : asked && outcome !== 'unfinished' ? (
        <div ref={box} tabIndex={-1} className="es-panel es-stack" role="group" aria-label="Avant de statuer">
          <p>
            <b>{outcome === 'eligible' ? 'Vous allez juger ce dossier recevable.' : 'Vous allez juger ce dossier non recevable.'}</b> {willDo[outcome]}
          </p>
          {isSaved ? null : <p className="es-muted">Vos constats ne sont pas encore enregistrés : ils doivent l’être avant.</p>}
          <div className="es-row">
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setAsked(false)}>
              Revenir aux constats
            </button>
            {isSaved ? (
              <CommandButton command={rule} input={undefined}>
                {outcome === 'eligible' ? 'Juger recevable' : 'Juger non recevable'}
              </CommandButton>
            ) : null}
          </div>
        </div>
      ) : (
        <>
          {outcome === 'unfinished' ? null : <Message tone={outcome === 'eligible' ? 'ok' : 'warn'}>{outcome === 'eligible' ? 'Toutes les conditions sont remplies.' : 'Une condition au moins n’est pas remplie.'}</Message>}
          <div className="es-row es-send__row">
            <button type="button" className="fr-btn fr-btn--secondary" aria-disabled={desk.draft.state === 'saving'} onClick={desk.save}>
              Enregistrer les constats
            </button>
            <button
              type="button"
              className="fr-btn"
              disabled={outcome === 'unfinished'}
              onClick={() => {
                desk.save();
                setAsked(true);
              }}
            >
              Statuer
            </button>
          </div>
        </>
      )}
      <CommandOutcome command={rule} />
      <div className="es-row es-send__row">
        <Link className="fr-btn fr-btn--tertiary-no-outline" to="/instruction/dossiers/$id" params={{ id: dossier.id }}>
          Voir tout le dossier
        </Link>
        {next === undefined ? null : (
          <Link className={`fr-btn ${mayRule ? 'fr-btn--tertiary-no-outline' : ''}`} to="/instruction/recevabilite/$id" params={{ id: next }}>
            Dossier suivant
          </Link>
        )}
      </div>
    </div>
  );
}
