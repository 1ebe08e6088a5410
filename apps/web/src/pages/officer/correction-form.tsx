import { useState, type ReactNode } from 'react';
import { coverPart, membersPart } from '#domain/applications/application.rules.js';
import { parseForm } from '#domain/calls/form.rules.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Choices, Field, TextArea } from '../../components/field.js';
import { dayAndTime, lastMinute, list } from '../../language/format.js';
import { correctionConsequences } from '../../language/words.js';
import { boundAfter } from './bound.js';
import type { Application } from './queries.js';

type Call = Schemas['CallDto'];
type Consequence = Schemas['CorrectionDto']['consequence'];

const partsOf = (call: Call): { key: string; title: string }[] => [
  { key: coverPart, title: 'Présentation' },
  { key: membersPart, title: 'Membres du pôle' },
  ...(call.form === null ? [] : parseForm(call.form).sections.map(({ key, title }) => ({ key, title }))),
];

/** What was asked of the pole since its submission, what came of it, and a new request where the lifecycle allows one. */
export function Corrections({ dossier, call }: { dossier: Application; call: Call }): ReactNode {
  const titles = new Map(partsOf(call).map(({ key, title }) => [key, title]));
  const mayAsk = dossier.actions.includes('request-correction');
  const [asks, setAsks] = useState(false);
  if (dossier.corrections.length === 0 && !mayAsk) return null;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">Corrections</h2>
      <ul className="es-plain-list es-todo">
        {dossier.corrections.map(({ id, parts, reason, dueAt, requestedAt, requestedBy, answeredAt, lapsedAt }) => (
          <li key={id}>
            <div>
              <b>{list(parts.map((part) => titles.get(part) ?? part))}</b>
              <small className="es-written">{reason}</small>
              <small>
                Demandée le {dayAndTime(requestedAt)} par {requestedBy}. {answeredAt !== null ? `Déposée le ${dayAndTime(answeredAt)}.` : lapsedAt !== null ? `Rien n’est venu avant le ${dayAndTime(lastMinute(dueAt))}.` : `Attendue jusqu’au ${dayAndTime(lastMinute(dueAt))}.`}
              </small>
            </div>
          </li>
        ))}
      </ul>
      {!mayAsk ? null : asks ? (
        <Request dossier={dossier} call={call} onClose={() => setAsks(false)} />
      ) : (
        <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => setAsks(true)}>
          Demander une correction
        </button>
      )}
    </section>
  );
}

function Request({ dossier, call, onClose }: { dossier: Application; call: Call; onClose: () => void }): ReactNode {
  const [parts, setParts] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [consequence, setConsequence] = useState<Consequence>('examined-as-is');
  const [until, setUntil] = useState('');
  const [told, setTold] = useState(false);
  const dueAt = boundAfter(until);
  const isWhole = parts.length > 0 && reason.trim().length >= 10 && dueAt !== undefined;
  const request = useCommand<Date>({
    act: (bound) => ask(api.POST('/api/applications/{id}/corrections', { params: { path: { id: dossier.id } }, body: { parts: [...parts], reason, consequence, dueAt: bound.toISOString() } })),
    done: () => 'La demande est envoyée au pôle. Son dernier dépôt reste en vigueur.',
    refreshes: [['applications']],
    onDone: onClose,
  });
  return (
    <div className="es-stack">
      <fieldset className="es-choices">
        <legend>
          Ce que le pôle peut reprendre
          <span className="fr-hint-text">Le reste du dossier ne change pas.</span>
        </legend>
        {partsOf(call).map(({ key, title }) => (
          <div key={key} className="fr-checkbox-group">
            <input type="checkbox" id={`partie-${key}`} checked={parts.includes(key)} onChange={({ target }) => setParts(target.checked ? [...parts, key] : parts.filter((one) => one !== key))} />
            <label className="fr-label" htmlFor={`partie-${key}`}>
              {title}
            </label>
          </div>
        ))}
        {told && parts.length === 0 ? <p className="fr-error-text">Choisissez au moins une partie.</p> : null}
      </fieldset>
      <TextArea label="Ce qu’il faut corriger, et pourquoi" value={reason} maxLength={5_000} rows={4} error={told && reason.trim().length < 10 ? 'Dites-le en dix signes au moins : le pôle lira ce texte.' : undefined} onChange={({ target }) => setReason(target.value)} />
      <Field label="À déposer jusqu’au" hint="Heure de Paris, dernière minute comprise." type="datetime-local" value={until} error={told && dueAt === undefined ? 'Une date et une heure sont attendues ici.' : undefined} onChange={({ target }) => setUntil(target.value)} />
      <Choices
        legend="Si rien ne vient"
        options={(Object.entries(correctionConsequences) as [Consequence, string][]).map(([value, label]) => ({ value, label }))}
        value={consequence}
        onChoose={setConsequence}
      />
      <div className="es-row">
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={onClose}>
          Renoncer
        </button>
        {isWhole ? (
          <CommandButton command={request} input={dueAt}>
            Envoyer la demande
          </CommandButton>
        ) : (
          <button type="button" className="fr-btn" onClick={() => setTold(true)}>
            Envoyer la demande
          </button>
        )}
      </div>
      <CommandOutcome command={request} />
    </div>
  );
}
