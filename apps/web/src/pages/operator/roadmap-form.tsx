import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { AmountField } from '../../components/amount-field.js';
import { Field } from '../../components/field.js';
import { wholeEuros } from '../../language/format.js';
import { useNow } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';

interface Row {
  key: number;
  label: string;
  first: string;
  last: string;
  cents: number | undefined;
}

const isYear = (year: string): boolean => /^20\d\d$|^2100$/.test(year);

/** The purposes as the api wants them, each with one amount a year; undefined while one is not finished. */
function linesOf(rows: readonly Row[]): Schemas['RoadmapLineDto'][] | undefined {
  const lines = rows.flatMap(({ label, first, last, cents }) => {
    if (label.trim() === '' || cents === undefined || !isYear(first) || !isYear(last) || Number(last) < Number(first) || Number(last) - Number(first) > 29) return [];
    return [{ label: label.trim(), amounts: Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => ({ year: Number(first) + index, amountCents: cents })) }];
  });
  return lines.length === rows.length && lines.length > 0 ? lines : undefined;
}

/** A roadmap as it was announced: purposes with an amount a year, over some years. */
export function NewRoadmapPage(): ReactNode {
  const navigate = useNavigate();
  const now = useNow();
  const year = String(now.getFullYear());
  const [title, setTitle] = useState('');
  const [announcedOn, setAnnouncedOn] = useState('');
  const [themes, setThemes] = useState('');
  const [rows, setRows] = useState<readonly Row[]>([{ key: 1, label: '', first: year, last: year, cents: undefined }]);
  const set = (key: number, more: Partial<Row>): void => setRows(rows.map((row) => (row.key === key ? { ...row, ...more } : row)));
  const lines = linesOf(rows);
  const total = lines?.flatMap(({ amounts }) => amounts).reduce((sum, { amountCents }) => sum + amountCents, 0);
  const write = useCommand({
    act: () => ask(api.POST('/api/roadmaps', { body: { title: title.trim(), announcedOn, lines: lines!, themes: themes.split(',').map((theme) => theme.trim()).filter((theme) => theme.length >= 2) } })),
    done: () => 'La feuille de route est écrite.',
    refreshes: [['roadmaps']],
    onDone: ({ id }) => navigate({ to: '/paiement/feuilles-de-route/$id', params: { id } }),
  });
  const ready = title.trim() !== '' && /^\d{4}-\d\d-\d\d$/.test(announcedOn) && lines !== undefined;
  return (
    <>
      <PageHead
        title="Écrire une feuille de route"
        trail={[
          { label: 'À faire', to: '/paiement' },
          { label: 'Feuilles de route', to: '/paiement/feuilles-de-route' },
        ]}
        lead="Elle n’ouvre pas de crédits et ne change plus ensuite. Une enveloppe peut dire qu’elle la tient."
      />
      <div className="es-page es-end">
        <section className="es-panel es-stack es-formwide" aria-label="Feuille de route">
          <Field label="Titre" value={title} maxLength={200} onChange={({ target }) => setTitle(target.value)} />
          <div className="es-fieldgrid">
            <Field label="Annoncée le" type="date" value={announcedOn} onChange={({ target }) => setAnnouncedOn(target.value)} />
            <Field label="Thèmes (facultatif)" hint="Séparés par des virgules." value={themes} maxLength={500} onChange={({ target }) => setThemes(target.value)} />
          </div>
          <h2>Objets</h2>
          {rows.map((row, index) => (
            <fieldset key={row.key} className="es-fieldset">
              <legend>Objet {index + 1}</legend>
              <div className="es-fields es-fields--two">
                <Field label="Nom de l’objet" value={row.label} maxLength={200} onChange={({ target }) => set(row.key, { label: target.value })} />
                <AmountField label="Montant par an" cents={row.cents} onCents={(cents) => set(row.key, { cents })} onNone={() => set(row.key, { cents: undefined })} />
                <Field label="Première année" inputMode="numeric" value={row.first} onChange={({ target }) => set(row.key, { first: target.value.trim() })} />
                <Field label="Dernière année" inputMode="numeric" value={row.last} onChange={({ target }) => set(row.key, { last: target.value.trim() })} />
              </div>
              {rows.length === 1 ? null : (
                <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}>
                  Retirer l’objet {index + 1}
                </button>
              )}
            </fieldset>
          ))}
          <div className="es-row es-row--between">
            <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => setRows([...rows, { key: Math.max(...rows.map(({ key }) => key)) + 1, label: '', first: rows[0]!.first, last: rows[0]!.last, cents: undefined }])}>
              Ajouter un objet
            </button>
            <span className="es-sm es-num" role="status">
              {total === undefined ? '' : `${wholeEuros(total)} en tout`}
            </span>
          </div>
          <CommandOutcome command={write} />
          <div className="es-row">
            <Link className="fr-btn fr-btn--secondary" to="/paiement/feuilles-de-route">
              Renoncer
            </Link>
            {ready ? (
              <CommandButton command={write} input={undefined}>
                Enregistrer la feuille de route
              </CommandButton>
            ) : (
              <span className="es-sm es-muted">Un titre, un jour, et pour chaque objet un nom, un montant et des années sont attendus.</span>
            )}
          </div>
        </section>
      </div>
    </>
  );
}
