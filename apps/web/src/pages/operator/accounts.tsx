import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Chip } from '../../components/chip.js';
import { EmptyState } from '../../components/empty-state.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, tableDay } from '../../language/format.js';
import type { StateWord } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { PageHead } from '../../shell/page.js';
import { groupedIban } from './money.js';
import { accountsQuery } from './queries.js';

type Account = Schemas['BankAccountDto'];

const stateOf = ({ current, verifiedAt }: Account): StateWord =>
  verifiedAt === null ? { word: 'À vérifier', shape: 'quarter', tint: 'warn' } : current ? { word: 'Vérifié', shape: 'tick', tint: 'ok' } : { word: 'Remplacé', shape: 'dashed', tint: 'plain' };

/** Where poles are paid: what they declared, to compare with the RIB and verify. */
export function AccountsPage(): ReactNode {
  const { etat } = useSearch({ from: '/paiement/comptes' });
  const navigate = useNavigate();
  const list = useSuspenseInfiniteQuery(accountsQuery(etat === undefined ? undefined : etat === 'verifies'));
  const rows = itemsOf(list.data);
  const waiting = rows.filter(({ verifiedAt }) => verifiedAt === null).length;
  const verify = useCommand<Account>({
    act: ({ id }) => ask(api.POST('/api/bank-accounts/{id}/verify', { params: { path: { id } } })),
    done: (_, { poleName, iban }) => `Le compte ${groupedIban(iban)} est vérifié : ${poleName} sera payé dessus.`,
    refreshes: [['bank-accounts'], ['instalments']],
  });
  const go = (search: { etat?: 'a-verifier' | 'verifies' }): void => void navigate({ to: '/paiement/comptes', search, replace: true });
  return (
    <>
      <PageHead title="Comptes bancaires" trail={[{ label: 'À faire', to: '/paiement' }]} lead={waiting === 0 ? 'Aucun compte n’attend de vérification.' : `${counted(waiting, 'compte est', 'comptes sont')} à comparer avec le RIB, par une autre personne que celle qui l’a déclaré.`} />
      <div className="es-page es-end es-stack--lg">
        <CommandOutcome command={verify} />
        <section className="es-panel es-panel--flush" aria-label="Comptes déclarés">
          <div className="es-panel__bar">
            <div className="es-row" role="group" aria-label="Ne montrer que">
              <Chip label="Tous" on={etat === undefined} onClick={() => go({})} />
              <Chip label="À vérifier" on={etat === 'a-verifier'} onClick={() => go({ etat: 'a-verifier' })} />
              <Chip label="Vérifiés" on={etat === 'verifies'} onClick={() => go({ etat: 'verifies' })} />
            </div>
          </div>
          {rows.length === 0 ? (
            <EmptyState dots={etat === 'a-verifier' ? 'done' : 'none'} level={2} title="Aucun compte ici" text="Les pôles déclarent leur compte avec leur convention." />
          ) : (
            <DataTable
              caption="Comptes bancaires, le dernier déclaré d’abord"
              rows={rows}
              rowKey={({ id }) => id}
              what={['compte', 'comptes']}
              more={moreOf(list)}
              columns={[
                {
                  key: 'pole',
                  head: 'Pôle',
                  cell: ({ poleName, holder }) => (
                    <>
                      {poleName}
                      <span className="sub">au nom de {holder}</span>
                    </>
                  ),
                },
                {
                  key: 'iban',
                  head: 'IBAN',
                  cell: ({ iban, bic }) => (
                    <>
                      <span className="es-num es-break">{groupedIban(iban)}</span>
                      {bic === null ? null : <span className="sub">BIC {bic}</span>}
                    </>
                  ),
                },
                { key: 'declared', head: 'Déclaré', cell: ({ declaredByName, declaredAt }) => `${tableDay(declaredAt)}, ${declaredByName}` },
                { key: 'verified', head: 'Vérifié', cell: ({ verifiedByName, verifiedAt }) => (verifiedAt === null ? '–' : `${tableDay(verifiedAt)}, ${verifiedByName ?? ''}`) },
                { key: 'state', head: 'État', cell: (account) => <StateBadge of={stateOf(account)} /> },
                {
                  key: 'act',
                  head: 'À faire',
                  cell: (account) =>
                    account.actions.includes('verify') ? (
                      <CommandButton command={verify} input={account} kind="secondary" small>
                        Vérifier<span className="es-vh"> le compte de {account.poleName}</span>
                      </CommandButton>
                    ) : (
                      '–'
                    ),
                },
              ]}
            />
          )}
        </section>
      </div>
    </>
  );
}
