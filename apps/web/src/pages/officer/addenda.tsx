import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Addenda, ChangeList } from '../../components/changes.js';
import { Field, Select, TextArea } from '../../components/field.js';
import { StateBadge } from '../../components/state-badge.js';
import { dayAndTime } from '../../language/format.js';
import { addendumStates } from '../../language/words.js';
import { useNow } from '../../session/site.js';
import { sorted } from '../../components/call-documents.js';
import { addendaQuery, documentsQuery } from '../visitor/queries.js';
import { BroughtDocuments } from './brought-documents.js';
import { centsOf, inputOf, parisInstant } from './call-input.js';
import { deskCallsQuery } from './queries.js';

type Call = Schemas['CallDto'];
const minute = 60_000;

/** How a published call changes: what was published, what waits for another person, and a new proposal. */
export function DeskAddenda({ call, mayPropose, mayPublish }: { call: Call; mayPropose: boolean; mayPublish: boolean }): ReactNode {
  const all = useQuery(addendaQuery(call.id)).data ?? [];
  const waiting = all.find(({ state }) => state === 'proposed');
  return (
    <section className="es-sec" aria-labelledby="additifs">
      <h2 id="additifs">Additifs</h2>
      <p>Un appel publié ne change que par un additif, motivé, publié par une autre personne. Ceux qui ont commencé un dossier en reçoivent un courriel.</p>
      {waiting === undefined ? null : <Waiting addendum={waiting} mayPublish={mayPublish} mayDrop={mayPropose || mayPublish} />}
      <Addenda addenda={all.filter(({ state }) => state === 'published')} />
      {mayPropose && waiting === undefined && call.state === 'published' ? <Propose key={call.version} call={call} /> : null}
    </section>
  );
}

function Waiting({ addendum, mayPublish, mayDrop }: { addendum: Schemas['AddendumDto']; mayPublish: boolean; mayDrop: boolean }): ReactNode {
  const path = { params: { path: { id: addendum.id } } };
  const refreshes = [['addenda'], ['calls'], ['documents']];
  const publish = useCommand({ act: () => ask(api.POST('/api/addenda/{id}/publish', path)), done: () => 'L’additif est publié. Ceux qui ont commencé un dossier en sont avertis.', refreshes });
  const drop = useCommand({ act: () => ask(api.POST('/api/addenda/{id}/drop', path)), done: () => 'L’additif est retiré. L’appel n’a pas changé.', refreshes });
  return (
    <div className="es-panel es-gap-t">
      <h3>
        Additif proposé <StateBadge of={addendumStates[addendum.state]} />
      </h3>
      <p>{addendum.reason}</p>
      <ChangeList changes={addendum.changes} />
      <p className="es-sm es-muted">
        Proposé{addendum.proposedByName === null ? '' : ` par ${addendum.proposedByName}`} le {dayAndTime(addendum.proposedAt)}.
      </p>
      <div className="es-row es-gap-t">
        {mayDrop ? (
          <CommandButton command={drop} input={undefined} kind="text">
            Retirer l’additif
          </CommandButton>
        ) : null}
        {mayPublish ? (
          <CommandButton command={publish} input={undefined}>
            Publier l’additif
          </CommandButton>
        ) : null}
      </div>
      <CommandOutcome command={drop} />
      <CommandOutcome command={publish} />
    </div>
  );
}

function Propose({ call }: { call: Call }): ReactNode {
  const now = useNow();
  const was = inputOf(call);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [input, setInput] = useState(was);
  const [formOf, setFormOf] = useState('');
  const { inForce, waiting } = sorted(useQuery(documentsQuery(call.id)).data ?? []);
  const [brought, setBrought] = useState<Record<string, string>>({});
  const documents = waiting.flatMap(({ id }) => (brought[id] === undefined || brought[id] === '' ? [] : [{ documentId: id, replaces: brought[id] === 'add' ? null : brought[id] }]));
  const others = (useQuery(deskCallsQuery).data ?? []).filter(({ id }) => id !== call.id);
  const text = (key: 'title' | 'min' | 'max' | 'months' | 'laureates') => ({ value: input[key], onChange: ({ target }: { target: { value: string } }) => setInput({ ...input, [key]: target.value }) });
  const [minCents, maxCents] = [centsOf(input.min), centsOf(input.max)];
  const terms = (['min', 'max', 'months', 'laureates'] as const).some((key) => input[key] !== was[key]);
  const closings = input.phases.flatMap(({ closes }, index) => {
    const phase = call.phases[index]!;
    const instant = parisInstant(closes);
    return closes === was.phases[index]!.closes ? [] : [{ phaseId: phase.id, closesAt: instant === undefined ? undefined : new Date(instant.getTime() + minute).toISOString() }];
  });
  const isSound = reason.trim().length >= 10 && minCents !== undefined && maxCents !== undefined && closings.every(({ closesAt }) => closesAt !== undefined);
  const propose = useCommand({
    act: async () => {
      const form = formOf === '' ? null : (await ask(api.GET('/api/calls/{id}', { params: { path: { id: formOf } } }))).form;
      return ask(
        api.POST('/api/calls/{id}/addenda', {
          params: { path: { id: call.id } },
          body: {
            version: call.version,
            reason: reason.trim(),
            ...(form === null ? {} : { form }),
            ...(documents.length === 0 ? {} : { documents }),
            ...(input.title === was.title ? {} : { title: input.title.trim() }),
            ...(input.summary === was.summary ? {} : { summary: input.summary.trim() }),
            ...(closings.length === 0 ? {} : { closings: closings.map(({ phaseId, closesAt }) => ({ phaseId, closesAt: closesAt! })) }),
            ...(input.charterRequired === was.charterRequired ? {} : { charterRequired: input.charterRequired }),
            ...(terms ? { awardTerms: { ...call.awardTerms, minCents: minCents!, maxCents: maxCents!, durationMonths: Number(input.months), laureatesExpected: Number(input.laureates) } } : {}),
          },
        }),
      );
    },
    done: () => 'L’additif est proposé. Une autre personne le publie.',
    refreshes: [['addenda']],
    onDone: () => setOpen(false),
  });
  if (!open) {
    return (
      <div className="es-gap-t">
        <CommandOutcome command={propose} />
        <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setOpen(true)}>
          Proposer un additif
        </button>
      </div>
    );
  }
  return (
    <div className="es-panel es-gap-t es-stack">
      <h3>Proposer un additif</h3>
      <Field label="Titre de l’appel" id="additif-titre" maxLength={300} {...text('title')} />
      <TextArea label="Résumé de l’appel" id="additif-resume" rows={4} maxLength={5_000} value={input.summary} onChange={({ target }) => setInput({ ...input, summary: target.value })} />
      <div className="es-fields es-fields--two">
        {call.phases.map(({ id, title, closesAt }, index) =>
          now >= new Date(closesAt) ? null : (
            <Field key={id} label={`Clôture, ${title}`} hint="Elle se reporte librement. Elle s’avance si personne n’a commencé, avec quinze jours de délai." type="datetime-local" id={`additif-cloture-${index}`} value={input.phases[index]!.closes} onChange={({ target }) => setInput({ ...input, phases: input.phases.map((phase, at) => (at === index ? { ...phase, closes: target.value } : phase)) })} />
          ),
        )}
        <Field label="Lauréats attendus" inputMode="numeric" className="fr-input--num" id="additif-laureats" {...text('laureates')} />
        <Field label="Aide au moins, en euros" inputMode="decimal" className="fr-input--num" id="additif-minimum" {...text('min')} />
        <Field label="Aide au plus, en euros" inputMode="decimal" className="fr-input--num" id="additif-maximum" {...text('max')} />
        <Field label="Durée, en mois" inputMode="numeric" className="fr-input--num" id="additif-mois" {...text('months')} />
      </div>
      <div className="fr-checkbox-group">
        <input type="checkbox" id="additif-charte" checked={input.charterRequired} onChange={({ target }) => setInput({ ...input, charterRequired: target.checked })} />
        <label className="fr-label" htmlFor="additif-charte">
          Charte des pôles signée demandée
          <span className="fr-hint-text">Elle se lève à tout moment. Elle se demande tant que personne n’a commencé de dossier.</span>
        </label>
      </div>
      {others.length === 0 ? null : (
        <Select label="Formulaire des dossiers à venir" hint="Celui d’un autre appel, par exemple d’un brouillon préparé pour cela. Les dossiers commencés gardent le leur." id="additif-formulaire" value={formOf} onChange={({ target }) => setFormOf(target.value)}>
          <option value="">Inchangé</option>
          {others.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      )}
      <BroughtDocuments waiting={waiting} inForce={inForce.map(({ document }) => document)} brought={brought} onChange={setBrought} />
      <TextArea label="Motif" hint="Publié avec l’additif. Dix signes au moins." id="additif-motif" rows={3} maxLength={2_000} value={reason} onChange={({ target }) => setReason(target.value)} />
      <div className="es-row">
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setOpen(false)}>
          Renoncer
        </button>
        {isSound ? (
          <CommandButton command={propose} input={undefined}>
            Proposer l’additif
          </CommandButton>
        ) : (
          <span className="es-sm es-muted">Un motif, des dates et des montants complets sont attendus.</span>
        )}
      </div>
      <CommandOutcome command={propose} />
    </div>
  );
}
