import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { ErrorSummary } from '../../components/error-summary.js';
import { SaveState, SaveTrouble } from '../../components/save-state.js';
import { fingerprint, savePart } from '../../drafts/save-part.js';
import { useDraft } from '../../drafts/use-draft.js';
import { PageHead } from '../../shell/page.js';
import { CallFields } from './call-fields.js';
import { bodyOf, emptyCall, errorsOf, inputOf, type CallInput } from './call-input.js';
import { deskCallsQuery, envelopesQuery } from './queries.js';

export const callsTrail = [
  { label: 'À faire', to: '/instruction' },
  { label: 'Appels', to: '/instruction/appels' },
] as const;

/** A new call: kept on the device until it is complete enough to be saved. */
export function NewCallPage(): ReactNode {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const desk = useDraft<CallInput>({
    subject: 'call.new',
    saved: { value: emptyCall, version: 0 },
    save: async (input) => {
      const { id } = await ask(api.POST('/api/calls', { body: bodyOf(input) }));
      await queryClient.invalidateQueries({ queryKey: ['calls'] });
      void navigate({ to: '/instruction/appels/$id', params: { id } });
      return 0;
    },
    reload: () => Promise.resolve({ value: emptyCall, version: 0 }),
  });
  return <Form desk={desk} title="Préparer un appel" lead="Un brouillon : vous le changez jusqu’à sa publication, qu’une autre personne fait." button="Enregistrer le brouillon" isNew />;
}

/** A call in preparation: saved explicitly, stale only when what this form holds was changed by somebody else; its form and its rubric are saved beside. */
export function DraftCallForm({ call, actions, children }: { call: Schemas['CallDto']; actions?: ReactNode; children?: ReactNode }): ReactNode {
  const queryClient = useQueryClient();
  const path = { params: { path: { id: call.id } } };
  const read = (): Promise<Schemas['CallDto']> => ask(api.GET('/api/calls/{id}', path));
  const savedOf = (from: Schemas['CallDto']): { value: CallInput; version: number } => ({ value: inputOf(from), version: fingerprint(inputOf(from)) });
  const desk = useDraft<CallInput>({
    subject: `call.${call.id}`,
    saved: savedOf(call),
    save: async (input, version) => {
      const after = await savePart({ read, versionOf: (now) => savedOf(now).version, put: (whole) => ask(api.PUT('/api/calls/{id}', { ...path, body: { ...bodyOf(input), version: whole } })), version, staleCode: 'call.stale' });
      await queryClient.invalidateQueries({ queryKey: ['calls'] });
      return savedOf(after).version;
    },
    reload: async () => savedOf(await read()),
  });
  return (
    <Form desk={desk} title={call.title} lead={`Brouillon ${call.code} : il change jusqu’à sa publication, qu’une autre personne fait.`} button="Enregistrer" isNew={false} actions={actions}>
      {children}
    </Form>
  );
}

function Form({ desk, title, lead, button, isNew, actions, children }: { desk: ReturnType<typeof useDraft<CallInput>>; title: string; lead: string; button: string; isNew: boolean; actions?: ReactNode; children?: ReactNode }): ReactNode {
  const envelopes = useSuspenseQuery(envelopesQuery('open')).data.items;
  const calls = useSuspenseQuery(deskCallsQuery).data.filter(({ state }) => state !== 'draft');
  const [asked, setAsked] = useState(0);
  const errors = asked > 0 ? errorsOf(desk.value) : [];
  return (
    <>
      <PageHead
        title={title}
        trail={callsTrail}
        lead={lead}
        actions={
          <>
            <SaveState desk={desk} />
            {actions}
          </>
        }
      />
      <div className="es-page es-end">
        <form
          className="es-callform"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(asked + 1);
            if (errorsOf(desk.value).length === 0) desk.save();
          }}
        >
          <ErrorSummary key={asked} errors={errors} />
          <SaveTrouble takesFocus desk={desk} show={(input) => <Summary input={input} />} />
          <CallFields input={desk.value} change={(one) => desk.change({ ...desk.value, ...one })} errors={errors} envelopes={envelopes} calls={calls} isNew={isNew} />
          <div className="es-actions">
            <span className="es-sm es-muted">Le formulaire et la grille viennent ensuite.</span>
            <button type="submit" className="fr-btn" aria-disabled={desk.draft.state === 'saving'}>
              {button}
            </button>
          </div>
        </form>
        {children}
      </div>
    </>
  );
}

const Summary = ({ input }: { input: CallInput }): ReactNode => (
  <p>
    {input.title}. {input.summary} Aide de {input.min} à {input.max} euros. {input.phases.map(({ opens, closes }) => `Du ${opens.replace('T', ' ')} au ${closes.replace('T', ' ')}.`).join(' ')}
  </p>
);
