import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Field } from '../../components/field.js';
import { inputOf, instantsOf, yearLater, type CallInput } from './call-input.js';
import { PhaseFields } from './call-phases.js';

const nextYear = (text: string): string => text.replace(/20\d\d/, (year) => String(Number(year) + 1));

/** A new draft from this call: another reference, a title and dates; everything else is taken over. */
export function Clone({ call }: { call: Schemas['CallDto'] }): ReactNode {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState(() => nextYear(call.code).slice(0, 24));
  const [title, setTitle] = useState(() => nextYear(call.title));
  const [phases, setPhases] = useState<CallInput['phases']>(() => inputOf(call).phases.map((phase) => ({ ...phase, opens: yearLater(phase.opens), closes: yearLater(phase.closes) })));
  const dated = instantsOf(phases);
  const ready = /^[A-Z0-9-]{3,24}$/.test(code) && title.trim().length >= 3 && dated !== undefined;
  const clone = useCommand({
    act: () => ask(api.POST('/api/calls/{id}/clone', { params: { path: { id: call.id } }, body: { code, title: title.trim(), phases: dated!, envelopeId: null } })),
    done: () => 'Le brouillon est prêt.',
    refreshes: [['calls']],
    onDone: ({ id }) => navigate({ to: '/instruction/appels/$id', params: { id } }),
  });
  return (
    <section className="es-sec" aria-labelledby="reprendre">
      <h2 id="reprendre">Reprendre cet appel</h2>
      <p>Un nouveau brouillon avec les mêmes conditions, volets, formulaire, grille et documents. Sa référence, son titre et ses dates sont à lui.</p>
      {open ? (
        <>
          <div className="es-fields es-fields--two">
            <Field label="Nouvelle référence" id="clone-code" value={code} maxLength={24} onChange={({ target }) => setCode(target.value)} />
            <Field label="Nouveau titre" id="clone-titre" value={title} maxLength={300} onChange={({ target }) => setTitle(target.value)} />
          </div>
          <PhaseFields phases={phases} onPhases={setPhases} errors={[]} />
          <div className="es-row es-gap-t">
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setOpen(false)}>
              Renoncer
            </button>
            {ready ? (
              <CommandButton command={clone} input={undefined}>
                Créer le brouillon
              </CommandButton>
            ) : (
              <span className="es-sm es-muted">Une référence en capitales, un titre, et des dates dans l’ordre sont attendus.</span>
            )}
          </div>
        </>
      ) : (
        <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setOpen(true)}>
          Reprendre pour une nouvelle année
        </button>
      )}
      <CommandOutcome command={clone} />
    </section>
  );
}
