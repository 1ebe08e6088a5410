import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { AmountField } from '../../components/amount-field.js';
import { Field, Select } from '../../components/field.js';
import { wholeEuros } from '../../language/format.js';
import { natureNames } from '../../language/words.js';
import { useNow } from '../../session/site.js';
import { Icon } from '../../shell/icons.js';
import { itemsOf } from '../../lists/keyset.js';
import { PageHead } from '../../shell/page.js';
import { roadmapsQuery } from './queries.js';

interface Row {
  key: number;
  nature: 'ae' | 'cp';
  year: string;
  funder: string;
  cents: number | undefined;
}

type MoneyLine = Schemas['MoneyLineDto'];

const isYear = (year: string): boolean => /^20\d\d$|^2100$/.test(year);

/** The lines as the api wants them; undefined while one is not finished. */
function linesOf(rows: readonly Row[]): MoneyLine[] | undefined {
  const lines = rows.flatMap(({ nature, year, funder, cents }) => (isYear(year) && cents !== undefined ? [{ nature, year: Number(year), amountCents: cents, ...(funder.trim() === '' ? {} : { funder: funder.trim() }) }] : []));
  return lines.length === rows.length && lines.length > 0 ? lines : undefined;
}

/** AE and CP of some years, and who brings them: one line each. */
function Lines({ rows, onRows }: { rows: readonly Row[]; onRows: (rows: readonly Row[]) => void }): ReactNode {
  const set = (key: number, more: Partial<Row>): void => onRows(rows.map((row) => (row.key === key ? { ...row, ...more } : row)));
  const total = (nature: Row['nature']): number => rows.filter((row) => row.nature === nature).reduce((sum, { cents }) => sum + (cents ?? 0), 0);
  return (
    <div className="es-stack">
      {rows.map((row, index) => (
        <div key={row.key} className="es-moneyline" role="group" aria-label={`Ligne ${index + 1}`}>
          <Select label="Nature" value={row.nature} onChange={({ target }) => set(row.key, { nature: target.value as Row['nature'] })}>
            <option value="ae">{natureNames.ae.long}</option>
            <option value="cp">{natureNames.cp.long}</option>
          </Select>
          <Field label="Année" inputMode="numeric" value={row.year} onChange={({ target }) => set(row.key, { year: target.value.trim() })} error={row.year === '' || isYear(row.year) ? undefined : 'De 2000 à 2100.'} />
          <Field label="Financeur" hint="Facultatif" maxLength={120} value={row.funder} onChange={({ target }) => set(row.key, { funder: target.value })} />
          <AmountField label="Montant" cents={row.cents} onCents={(cents) => set(row.key, { cents })} onNone={() => set(row.key, { cents: undefined })} />
          {rows.length === 1 ? (
            <span />
          ) : (
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--icon" aria-label={`Retirer la ligne ${index + 1}`} onClick={() => onRows(rows.filter(({ key }) => key !== row.key))}>
              <Icon name="bin" />
            </button>
          )}
        </div>
      ))}
      <div className="es-row es-row--between">
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => onRows([...rows, { key: Math.max(...rows.map(({ key }) => key)) + 1, nature: 'cp', year: rows.at(-1)!.year, funder: rows.at(-1)!.funder, cents: undefined }])}>
          Ajouter une ligne
        </button>
        <span className="es-sm es-num" role="status">
          AE {wholeEuros(total('ae'))}, CP {wholeEuros(total('cp'))}
        </span>
      </div>
    </div>
  );
}

const firstRows = (year: string): readonly Row[] => [
  { key: 1, nature: 'ae', year, funder: '', cents: undefined },
  { key: 2, nature: 'cp', year, funder: '', cents: undefined },
];

/** A new envelope, proposed by an officer; a budget approver confirms it. */
export function NewEnvelopePage(): ReactNode {
  const navigate = useNavigate();
  const year = String(useNow().getFullYear());
  const [title, setTitle] = useState('');
  const [programme, setProgramme] = useState('');
  const [action, setAction] = useState('');
  const [roadmapId, setRoadmapId] = useState('');
  const roadmaps = useInfiniteQuery(roadmapsQuery).data;
  const [rows, setRows] = useState(() => firstRows(year));
  const lines = linesOf(rows);
  const badProgramme = programme !== '' && !/^\d{3}$/.test(programme);
  const propose = useCommand({
    act: () => ask(api.POST('/api/envelopes', { body: { title: title.trim(), lines: lines!, ...(programme === '' ? {} : { programmeCode: programme }), ...(action.trim() === '' ? {} : { actionCode: action.trim() }), ...(roadmapId === '' ? {} : { roadmapId }) } })),
    done: () => 'L’enveloppe est proposée.',
    refreshes: [['envelopes']],
    onDone: ({ id }) => navigate({ to: '/paiement/enveloppes/$id', params: { id } }),
  });
  const ready = title.trim() !== '' && lines !== undefined && !badProgramme;
  return (
    <>
      <PageHead
        title="Proposer une enveloppe"
        trail={[
          { label: 'À faire', to: '/paiement' },
          { label: 'Enveloppes', to: '/paiement/enveloppes' },
        ]}
        lead="Une autre personne, à la validation budgétaire, la confirme ; aucune somme n’y est avant."
      />
      <div className="es-page es-end">
        <section className="es-panel es-stack es-formwide" aria-label="Enveloppe">
          <Field label="Titre" value={title} maxLength={200} onChange={({ target }) => setTitle(target.value)} />
          <div className="es-fieldgrid">
            <Field label="Programme (facultatif)" hint="Trois chiffres, par exemple 305." inputMode="numeric" value={programme} onChange={({ target }) => setProgramme(target.value.trim())} error={badProgramme ? 'Un programme a trois chiffres.' : undefined} />
            <Field label="Action (facultatif)" hint="Par exemple 04." maxLength={20} value={action} onChange={({ target }) => setAction(target.value)} />
          </div>
          {roadmaps === undefined || itemsOf(roadmaps).length === 0 ? null : (
            <Select label="Feuille de route que cette enveloppe tient (facultatif)" value={roadmapId} onChange={({ target }) => setRoadmapId(target.value)}>
              <option value="">Aucune</option>
              {itemsOf(roadmaps).map(({ id, title: name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
          <h2>Crédits</h2>
          <Lines rows={rows} onRows={setRows} />
          <CommandOutcome command={propose} />
          <div className="es-row">
            <Link className="fr-btn fr-btn--secondary" to="/paiement/enveloppes">
              Renoncer
            </Link>
            {ready ? (
              <CommandButton command={propose} input={undefined}>
                Proposer l’enveloppe
              </CommandButton>
            ) : (
              <span className="es-sm es-muted">Donnez un titre, une année et un montant à chaque ligne.</span>
            )}
          </div>
        </section>
      </div>
    </>
  );
}

/** More money for an open envelope, confirmed by somebody else. */
export function EnvelopeTopUp({ id }: { id: string }): ReactNode {
  const year = String(useNow().getFullYear());
  const [open, setOpen] = useState(false);
  const [rows, setRows] = useState(() => firstRows(year));
  const lines = linesOf(rows);
  const propose = useCommand({
    act: () => ask(api.POST('/api/envelopes/{id}/top-ups', { params: { path: { id } }, body: { lines: lines! } })),
    done: () => 'Le complément est proposé. Une autre personne, à la validation budgétaire, le confirme.',
    refreshes: [['envelopes']],
    onDone: () => {
      setOpen(false);
      setRows(firstRows(year));
    },
  });
  return (
    <section className="es-panel es-stack es-formwide" aria-labelledby="complement">
      <h2 id="complement">Compléter l’enveloppe</h2>
      <CommandOutcome command={propose} />
      {open ? (
        <>
          <Lines rows={rows} onRows={setRows} />
          <div className="es-row">
            <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setOpen(false)}>
              Renoncer
            </button>
            {lines === undefined ? (
              <span className="es-sm es-muted">Donnez une année et un montant à chaque ligne.</span>
            ) : (
              <CommandButton command={propose} input={undefined}>
                Proposer le complément
              </CommandButton>
            )}
          </div>
        </>
      ) : (
        <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setOpen(true)}>
          Proposer un complément
        </button>
      )}
    </section>
  );
}
