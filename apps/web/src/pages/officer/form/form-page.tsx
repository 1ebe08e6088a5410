import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Fault } from '#domain/calls/definition.js';
import type { FormDefinition } from '#domain/calls/form.js';
import { formFaults, parseForm } from '#domain/calls/form.rules.js';
import type { Schemas } from '../../../client/client.js';
import { Chip } from '../../../components/chip.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Message } from '../../../components/message.js';
import { SaveTrouble } from '../../../components/save-state.js';
import { counted } from '../../../language/format.js';
import { faultOf } from '../../../language/problems/definitions.js';
import { Icon } from '../../../shell/icons.js';
import { PageHead } from '../../../shell/page.js';
import { callQuery } from '../../visitor/queries.js';
import { callsTrail } from '../call-form.js';
import { DefinitionBar } from '../definition-bar.js';
import { useDefinitionDesk } from '../definition-desk.js';
import { NotADraft } from '../not-a-draft.js';
import { cardId } from './field-card.js';
import { emptyForm, freeKey } from './form-edits.js';
import { FormExchange } from './form-exchange.js';
import { FormPreview } from './form-preview.js';
import { SectionCard, sectionId } from './section-card.js';

type Call = Schemas['CallDto'];
const tabs = { build: 'Construire', try: 'Essayer', exchange: 'Exporter, importer' } as const;
type Tab = keyof typeof tabs;

/** The form of a call in preparation: built, tried as an applicant, exchanged as a file, saved explicitly. */
export function FormBuilderPage(): ReactNode {
  const { id } = useParams({ from: '/instruction/appels/$id/formulaire' });
  const call = useSuspenseQuery(callQuery(id)).data;
  return call.state === 'draft' ? <Builder key={id} call={call} /> : <NotADraft call={call} what="formulaire" />;
}

/** Where a fault is mended: its field's card, or its section. */
function placeOf(path: string): { id: string; card: string | undefined } {
  const [, section, field, inner] = /^sections\[(\d+)\](?:\.fields\[(\d+)\](?:\.fields\[(\d+)\])?)?/.exec(path) ?? [];
  if (section === undefined) return { id: 'rubriques', card: undefined };
  if (field === undefined) return { id: sectionId(Number(section)), card: undefined };
  const card = inner === undefined ? cardId({ section: Number(section) }, Number(field)) : cardId({ section: Number(section), block: Number(field) }, Number(inner));
  return { id: card, card };
}

function labelOf(form: FormDefinition, path: string): string {
  const [, section, field] = /^sections\[(\d+)\](?:\.fields\[(\d+)\])?/.exec(path) ?? [];
  const one = section === undefined ? undefined : form.sections[Number(section)];
  const named = field === undefined ? one?.title : one?.fields[Number(field)]?.label;
  const otherwise = section === undefined ? 'Formulaire' : field === undefined ? `Rubrique ${Number(section) + 1}` : `Rubrique ${Number(section) + 1}, question ${Number(field) + 1}`;
  return named === undefined || named.trim() === '' ? otherwise : named;
}

function Builder({ call }: { call: Call }): ReactNode {
  const desk = useDefinitionDesk<FormDefinition>(call, 'form', parseForm, emptyForm);
  const [tab, setTab] = useState<Tab>('build');
  const [open, setOpen] = useState<string>();
  const [asked, setAsked] = useState(0);
  const form = desk.value;
  const faults = formFaults(form);
  const told = asked > 0 ? faults : [];
  const questions = form.sections.reduce((sum, { fields }) => sum + fields.length, 0);
  const save = (): void => {
    setAsked(asked + 1);
    if (faults.length === 0) return desk.save();
    setTab('build');
    setOpen(faults.map(({ path }) => placeOf(path).card).find((card) => card !== undefined));
  };
  return (
    <>
      <PageHead
        title="Formulaire"
        trail={[...callsTrail, { label: call.title, to: '/instruction/appels/$id', params: { id: call.id } }]}
        lead={`${counted(form.sections.length, 'rubrique')}, ${counted(questions, 'question')}. Le formulaire change jusqu’à la publication de l’appel.`}
      />
      <div className="es-page es-end">
        <div className="es-callform">
          <div className="es-row es-gap-b" role="group" aria-label="Vue">
            {(Object.entries(tabs) as [Tab, string][]).map(([key, label]) => (
              <Chip key={key} label={label} on={tab === key} onClick={() => setTab(key)} />
            ))}
          </div>
          <SaveTrouble takesFocus desk={desk} show={(one) => <Outline form={one} />} />
          {tab === 'build' ? <Build key={desk.round} form={form} faults={told} asked={asked} open={open} onOpen={setOpen} onChange={desk.change} /> : null}
          {tab === 'try' ? faults.length === 0 ? <FormPreview form={parseForm(form)} call={call} /> : <Unready faults={faults} form={form} /> : null}
          {tab === 'exchange' ? <FormExchange form={form} code={call.code} schema={`/api/calls/${call.id}/form.schema.json`} onForm={desk.change} /> : null}
          <DefinitionBar desk={desk} what="formulaire" isNew={call.form === null} onSave={save} />
        </div>
      </div>
    </>
  );
}

function Build({ form, faults, asked, open, onOpen, onChange }: { form: FormDefinition; faults: readonly Fault[]; asked: number; open: string | undefined; onOpen: (id: string | undefined) => void; onChange: (form: FormDefinition) => void }): ReactNode {
  const building = { form, faults, open, onOpen, onChange };
  return (
    <div id="rubriques" tabIndex={-1}>
      <ErrorSummary key={asked} errors={faults.map(({ path, code }) => ({ id: placeOf(path).id, label: labelOf(form, path), error: `${faultOf({ path, code })}.` }))} />
      {form.sections.map((_, index) => (
        <SectionCard key={index} building={building} index={index} />
      ))}
      <button
        type="button"
        className="fr-btn fr-btn--secondary"
        onClick={() => {
          onChange({ sections: [...form.sections, { key: freeKey(form.sections.map(({ key }) => key), 'rubrique'), title: '', fields: [] }] });
          setTimeout(() => document.getElementById(`${sectionId(form.sections.length)}-titre`)?.focus());
        }}
      >
        <Icon name="plus" />
        Ajouter une rubrique
      </button>
    </div>
  );
}

const Unready = ({ form, faults }: { form: FormDefinition; faults: readonly Fault[] }): ReactNode => (
  <Message
    tone="warn"
    more={
      <ul>
        {faults.map(({ path, code }) => (
          <li key={path + code}>
            {labelOf(form, path)} : {faultOf({ path, code })}
          </li>
        ))}
      </ul>
    }
  >
    Le formulaire ne peut pas encore être essayé.
  </Message>
);

const Outline = ({ form }: { form: FormDefinition }): ReactNode => (
  <ul>
    {form.sections.map(({ key, title, fields }) => (
      <li key={key}>
        {title} : {fields.map(({ label }) => label).join(' ; ')}
      </li>
    ))}
  </ul>
);
