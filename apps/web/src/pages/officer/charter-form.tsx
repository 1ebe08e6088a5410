import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { charterLimits } from '#domain/charters/charter.rules.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { ErrorSummary } from '../../components/error-summary.js';
import { Field, TextArea } from '../../components/field.js';
import { SaveState, SaveTrouble } from '../../components/save-state.js';
import { useDraft, type DraftDesk } from '../../drafts/use-draft.js';
import { charterBody, charterErrors, charterInputOf, mostItems, withItem, type CharterInput } from './charter-input.js';
import { Small } from './form/field-details.js';
import { moved } from './form/form-edits.js';

/** A new version, which begins with the text of the one in force; kept on the device until it is saved. */
export function NewCharter({ start }: { start: CharterInput }): ReactNode {
  const queryClient = useQueryClient();
  const desk = useDraft<CharterInput>({
    subject: 'charter.new',
    saved: { value: start, version: 0 },
    save: async (input) => {
      await ask(api.POST('/api/charters', { body: charterBody(input) }));
      await queryClient.invalidateQueries({ queryKey: ['charters'] });
      return 0;
    },
    reload: () => Promise.resolve({ value: start, version: 0 }),
  });
  return <Form desk={desk} button="Enregistrer la version" />;
}

/** The version in preparation: saved explicitly, never over what somebody else saved. */
export function DraftCharter({ charter }: { charter: Schemas['CharterDto'] }): ReactNode {
  const queryClient = useQueryClient();
  const path = { params: { path: { id: charter.id } } };
  const desk = useDraft<CharterInput>({
    subject: `charter.${charter.id}`,
    saved: { value: charterInputOf(charter), version: charter.version },
    save: async (input, version) => {
      const saved = await ask(api.PUT('/api/charters/{id}', { ...path, body: { ...charterBody(input), version } }));
      await queryClient.invalidateQueries({ queryKey: ['charters'] });
      return saved.version;
    },
    reload: async () => {
      const read = await ask(api.GET('/api/charters/{id}', path));
      return { value: charterInputOf(read), version: read.version };
    },
  });
  return <Form desk={desk} button="Enregistrer" />;
}

function Form({ desk, button }: { desk: DraftDesk<CharterInput>; button: string }): ReactNode {
  const [asked, setAsked] = useState(0);
  const { value: input, change } = desk;
  const errors = asked > 0 ? charterErrors(input) : [];
  const of = (id: string): { id: string; error: string | undefined } => ({ id, error: errors.find((one) => one.id === id)?.error });
  const item = (index: number, part: Partial<CharterInput['items'][number]>): void => change({ ...input, items: input.items.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <form
      className="es-callform es-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(asked + 1);
        if (charterErrors(input).length === 0) desk.save();
      }}
    >
      <ErrorSummary key={asked} errors={errors} />
      <SaveTrouble takesFocus desk={desk} show={(text) => `${text.title}. ${text.items.map(({ title }) => title).join(' ; ')}`} level={3} />
      <Field label="Titre" {...of('charte-titre')} maxLength={charterLimits.title} value={input.title} onChange={({ target }) => change({ ...input, title: target.value })} />
      <Field label="Adoptée le" type="date" className="es-short" {...of('charte-jour')} value={input.adoptedOn} onChange={({ target }) => change({ ...input, adoptedOn: target.value })} />
      <TextArea label="Préambule (facultatif)" id="charte-preambule" rows={6} maxLength={charterLimits.preamble} value={input.preamble} onChange={({ target }) => change({ ...input, preamble: target.value })} />
      {input.items.map(({ key, title, help }, index) => (
        <fieldset key={key} className="es-fieldset">
          <legend>Engagement {index + 1}</legend>
          <div className="es-fields">
            <Field label="Intitulé" {...of(`charte-engagement-${index}`)} maxLength={charterLimits.itemTitle} value={title} onChange={({ target }) => item(index, { title: target.value })} />
            <TextArea label="Précision (facultatif)" hint="Ce que veut dire l’engagement, pour qui se situe." id={`charte-precision-${index}`} rows={2} maxLength={charterLimits.itemHelp} value={help} onChange={({ target }) => item(index, { help: target.value })} />
          </div>
          <div className="es-row es-gap-t">
            <Small label={`Monter l’engagement ${index + 1}`} icon="up" off={index === 0} onClick={() => change({ ...input, items: [...moved(input.items, index, -1)] })} />
            <Small label={`Descendre l’engagement ${index + 1}`} icon="down" off={index === input.items.length - 1} onClick={() => change({ ...input, items: [...moved(input.items, index, 1)] })} />
            <Small label={`Supprimer l’engagement ${index + 1}`} icon="bin" off={input.items.length === 1} onClick={() => change({ ...input, items: input.items.filter((_, at) => at !== index) })} />
          </div>
        </fieldset>
      ))}
      {input.items.length >= mostItems ? null : (
        <div>
          <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => change(withItem(input))}>
            Ajouter un engagement
          </button>
        </div>
      )}
      <div className="es-actions">
        <SaveState desk={desk} />
        <button type="submit" className="fr-btn" aria-disabled={desk.draft.state === 'saving'}>
          {button}
        </button>
      </div>
    </form>
  );
}
