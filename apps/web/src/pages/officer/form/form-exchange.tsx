import { useState, type ReactNode } from 'react';
import type { Fault } from '#domain/calls/definition.js';
import type { FormDefinition } from '#domain/calls/form.js';
import { formFaults, parseForm } from '#domain/calls/form.rules.js';
import { TextArea } from '../../../components/field.js';
import { Message } from '../../../components/message.js';
import { counted } from '../../../language/format.js';
import { faultOf } from '../../../language/problems/definitions.js';
import { Icon } from '../../../shell/icons.js';

/** Gives the browser a file to keep. */
export function download(name: string, json: unknown): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(json, null, 2)}\n`], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

/** The largest text that is read as a form, in UTF-16 units. */
const largest = 2_000_000;

const sizeOf = ({ sections }: FormDefinition): string => `${counted(sections.length, 'rubrique')}, ${counted(sections.reduce((sum, { fields }) => sum + fields.length, 0), 'question')}`;

/** What a text says of itself as a definition: what it is, or what is wrong in it and where. */
function readText(text: string): { form: FormDefinition } | { faults: readonly Fault[] } | { trouble: string } {
  if (text.length > largest) return { trouble: 'Ce texte dépasse 2 millions de signes. Ce n’est sans doute pas un formulaire.' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { trouble: 'Ce texte n’est pas du JSON. Recopiez tout le fichier, de la première accolade à la dernière.' };
  }
  const faults = formFaults(json);
  return faults.length > 0 ? { faults } : { form: parseForm(json) };
}

/** The form as a file, out and in. */
export function FormExchange({ form, code, schema, onForm }: { form: FormDefinition; code: string; schema: string; onForm: (form: FormDefinition) => void }): ReactNode {
  const [text, setText] = useState('');
  const [found, setFound] = useState<FormDefinition>();
  const [said, setSaid] = useState<ReactNode>();
  const take = (): void => {
    const read = readText(text);
    if ('trouble' in read) return setSaid(<Message tone="bad">{read.trouble}</Message>);
    if ('faults' in read) return setSaid(<Faults faults={read.faults} />);
    setSaid(undefined);
    setFound(read.form);
  };
  const replace = (next: FormDefinition): void => {
    onForm(next);
    setFound(undefined);
    setText('');
    setSaid(<Message tone="ok">Le formulaire est repris : {sizeOf(next)}. Relisez-le, puis enregistrez ; « Annuler » ramène le précédent.</Message>);
  };
  const type = (next: string): void => {
    setFound(undefined);
    setText(next);
  };
  return (
    <div className="es-stack--lg">
      <section aria-labelledby="exporter">
        <h2 id="exporter">Exporter</h2>
        <p>Le formulaire tel qu’il est ici, même non enregistré. Il se reprend dans un autre appel, ou ailleurs.</p>
        <div className="es-row es-gap-t">
          <button type="button" className="fr-btn fr-btn--secondary" onClick={() => download(`formulaire-${code.toLowerCase()}.json`, form)}>
            <Icon name="download" />
            Exporter en JSON
          </button>
          <a className="fr-btn fr-btn--tertiary-no-outline" href={schema}>
            Schéma JSON de la version enregistrée
          </a>
        </div>
      </section>
      <section aria-labelledby="importer">
        <h2 id="importer">Importer</h2>
        <p>Le formulaire importé remplace celui qui est ici. Rien n’est enregistré avant que vous ne le fassiez.</p>
        <div className="es-fields">
          <div className="fr-upload-group">
            <label className="fr-label" htmlFor="fichier-formulaire">
              Fichier JSON
            </label>
            <input
              className="fr-upload"
              type="file"
              accept="application/json,.json"
              id="fichier-formulaire"
              onChange={({ target }) => {
                const file = target.files?.[0];
                if (file !== undefined) void file.slice(0, 2 * largest).text().then(type);
              }}
            />
          </div>
          <TextArea label="Ou le texte du fichier" id="texte-formulaire" rows={6} spellCheck={false} value={text} onChange={({ target }) => type(target.value)} />
        </div>
        <div className="es-row es-gap-t">
          <button type="button" className="fr-btn" aria-disabled={text.trim() === ''} onClick={() => (text.trim() === '' ? undefined : take())}>
            Importer ce formulaire
          </button>
        </div>
        <div role="status" className="es-outcome">
          {found === undefined ? null : (
            <div className="es-panel es-panel--sunken es-stack" role="group" aria-label="Remplacer le formulaire">
              <p className="es-m0">
                Le formulaire importé ({sizeOf(found)}) remplace celui qui est ici ({sizeOf(form)}).
              </p>
              <div className="es-row">
                <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => setFound(undefined)}>
                  Garder celui-ci
                </button>
                <button type="button" className="fr-btn es-danger fr-btn--secondary fr-btn--sm" onClick={() => replace(found)}>
                  Remplacer le formulaire
                </button>
              </div>
            </div>
          )}
          {said}
        </div>
      </section>
    </div>
  );
}

const Faults = ({ faults }: { faults: readonly Fault[] }): ReactNode => (
  <Message
    tone="bad"
    more={
      <ul>
        {faults.slice(0, 50).map(({ path, code }) => (
          <li key={path + code}>
            <code>{path === '' ? 'fichier' : path}</code> : {faultOf({ path, code })}
          </li>
        ))}
      </ul>
    }
  >
    <b>{counted(faults.length, 'erreur')} dans ce formulaire.</b> Rien n’est repris.
  </Message>
);
