import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Chip } from '../../components/chip.js';
import { EmptyState } from '../../components/empty-state.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, dayAndTime } from '../../language/format.js';
import { mailNames, notificationStates } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { mailsQuery, type Mail } from './queries.js';

const statuses = ['pending', 'sending', 'sent'] as const;

/** Every mail: to whom, which, where it is; send again what did not arrive. */
export function MailsPage(): ReactNode {
  const { etat } = useSearch({ from: '/administration/courriels' });
  const navigate = useNavigate();
  const list = useSuspenseInfiniteQuery(mailsQuery(etat));
  const rows = itemsOf(list.data);
  const administers = useSession()?.grants.some(({ role }) => role === 'administrator') ?? false;
  const waiting = rows.filter(({ status }) => status !== 'sent').length;
  const resend = useCommand<Mail>({
    act: ({ id }) => ask(api.POST('/api/notifications/{id}/resend', { params: { path: { id } } })),
    done: (_, { recipient, template }) => `« ${mailNames[template] ?? template} » repart à ${recipient}, comme un nouveau courriel.`,
    refreshes: [['notifications']],
  });
  const go = (search: { etat?: Mail['status'] }): void => void navigate({ to: '/administration/courriels', search, replace: true });
  return (
    <>
      <PageHead title="Courriels" trail={[{ label: 'À faire', to: '/administration' }]} lead={waiting === 0 ? 'Tout ce qui est affiché est parti.' : `${counted(waiting, 'courriel n’est pas encore parti', 'courriels ne sont pas encore partis')}.`} />
      <div className="es-page es-end es-stack--lg">
        <CommandOutcome command={resend} />
        <section className="es-panel es-panel--flush" aria-label="Journal des courriels">
          <div className="es-panel__bar">
            <div className="es-row" role="group" aria-label="Ne montrer que">
              <Chip label="Tous" on={etat === undefined} onClick={() => go({})} />
              {statuses.map((status) => (
                <Chip key={status} label={notificationStates[status].word} on={etat === status} onClick={() => go({ etat: status })} />
              ))}
            </div>
          </div>
          {rows.length === 0 ? (
            <EmptyState dots="done" level={2} title="Aucun courriel ici" text="Chaque courriel du service paraît dans cette liste." />
          ) : (
            <DataTable
              caption="Courriels, le dernier d’abord"
              rows={rows}
              rowKey={({ id }) => id}
              what={['courriel', 'courriels']}
              more={moreOf(list)}
              columns={[
                { key: 'to', head: 'Destinataire', cell: ({ recipient }) => <Address of={recipient} /> },
                {
                  key: 'what',
                  head: 'Courriel',
                  cell: ({ template, resend: times }) => (
                    <>
                      {mailNames[template] ?? template}
                      {times === 0 ? null : <span className="sub">renvoi n° {times}</span>}
                    </>
                  ),
                },
                { key: 'state', head: 'État', cell: ({ status }) => <StateBadge of={notificationStates[status]} /> },
                { key: 'at', head: 'Date', cell: ({ createdAt, sentAt }) => (sentAt === null ? `demandé le ${dayAndTime(createdAt)}` : `parti le ${dayAndTime(sentAt)}`) },
                { key: 'tries', head: 'Essais', numeric: true, cell: ({ attempts }) => attempts },
                ...(administers
                  ? [
                      {
                        key: 'act',
                        head: 'À faire',
                        cell: (mail: Mail) =>
                          mail.status === 'sent' ? (
                            <CommandButton command={resend} input={mail} kind="text" small>
                              Renvoyer<span className="es-vh"> à {mail.recipient}</span>
                            </CommandButton>
                          ) : (
                            '–'
                          ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </section>
      </div>
    </>
  );
}

/** Breaks before the @ rather than inside a word. */
const Address = ({ of }: { of: string }): ReactNode => (
  <span className="es-break">
    {of.slice(0, of.lastIndexOf('@'))}
    <wbr />
    {of.slice(of.lastIndexOf('@'))}
  </span>
);
