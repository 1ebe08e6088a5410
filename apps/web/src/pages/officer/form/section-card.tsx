import { useState, type ReactNode } from 'react';
import { Field, TextArea } from '../../../components/field.js';
import { counted } from '../../../language/format.js';
import { faultAt, faultSentence } from '../../../language/problems/definitions.js';
import { FieldCards, type Building } from './field-card.js';
import { Small } from './field-details.js';
import { copied, dependents, earlierThan, freeKey, moved, retitled, setIn, withSection } from './form-edits.js';
import { Leaving } from './leaving.js';
import { Shown } from './shown.js';

export const sectionId = (index: number): string => `rubrique-${index}`;

/** One section of the form being built: its title and condition, then its fields. */
export function SectionCard({ building, index }: { building: Building; index: number }): ReactNode {
  const { form, faults, onChange } = building;
  const [isLeaving, setIsLeaving] = useState(false);
  const section = form.sections[index]!;
  const id = sectionId(index);
  const name = section.title.trim() === '' ? `Rubrique ${index + 1}` : section.title;
  const path = `sections[${index}]`;
  const own = faults.filter((fault) => fault.path === path || (fault.path.startsWith(`${path}.`) && !fault.path.startsWith(`${path}.fields[`) && fault.path !== `${path}.title` && fault.path !== `${path}.help`));
  const earlier = earlierThan(form, { section: index }, 0);
  const duplicate = (): void => {
    const copy = { ...section, key: freeKey(form.sections.map(({ key }) => key), section.key), title: `${section.title} (copie)`, fields: [] };
    const start = { sections: [...form.sections.slice(0, index + 1), copy, ...form.sections.slice(index + 1)] };
    onChange(section.fields.reduce((before, field) => withSection(before, index + 1, (one) => ({ ...one, fields: [...one.fields, copied(before, field)] })), start as typeof form));
  };
  return (
    <section className="es-sec" id={id} tabIndex={-1} aria-labelledby={`${id}-nom`}>
      <div className="es-row es-row--between">
        <h2 className="fr-h3 es-m0" id={`${id}-nom`}>
          {index + 1}. {name}
        </h2>
        <span className="es-row">
          <Small label={`Monter la rubrique ${name}`} icon="up" off={index === 0} onClick={() => onChange({ sections: moved(form.sections, index, -1) })} />
          <Small label={`Descendre la rubrique ${name}`} icon="down" off={index === form.sections.length - 1} onClick={() => onChange({ sections: moved(form.sections, index, 1) })} />
          <Small label={`Dupliquer la rubrique ${name}`} icon="document" onClick={duplicate} />
          <Small label={`Supprimer la rubrique ${name}`} icon="bin" off={form.sections.length === 1} onClick={() => setIsLeaving(true)} />
        </span>
      </div>
      {isLeaving ? (
        <Leaving
          what={`la rubrique « ${name} » et ses ${counted(section.fields.length, 'question')}`}
          count={section.fields.reduce((sum, { key }) => sum + dependents(form, key), 0)}
          onStay={() => setIsLeaving(false)}
          onLeave={() => {
            setIsLeaving(false);
            onChange({ sections: form.sections.filter((_, at) => at !== index) });
          }}
        />
      ) : null}
      {own.map((fault) => (
        <p key={fault.path + fault.code} className="fr-error-text es-m0">
          {faultSentence(fault)}
        </p>
      ))}
      <div className="es-fields">
        <Field label="Titre de la rubrique" id={`${id}-titre`} error={faultAt(faults, `${path}.title`)} value={section.title} onChange={({ target }) => onChange(retitled(form, index, target.value))} />
        <TextArea label="Présentation (facultatif)" id={`${id}-aide`} error={faultAt(faults, `${path}.help`)} rows={2} value={section.help ?? ''} onChange={({ target }) => onChange(withSection(form, index, (one) => setIn(one, 'help', target.value)))} />
      </div>
      <Shown showIf={section.showIf} earlier={earlier} id={`${id}-condition`} what="cette rubrique" onChange={(showIf) => onChange(withSection(form, index, (one) => setIn(one, 'showIf', showIf)))} />
      <h3 className="fr-h4 es-gap-t">Questions</h3>
      <FieldCards building={building} place={{ section: index }} />
    </section>
  );
}
