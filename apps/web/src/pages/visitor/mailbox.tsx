import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { counted, dayAndTime, number } from '../../language/format.js';
import { Icon } from '../../shell/icons.js';
import { PageHead } from '../../shell/page.js';
import { mailboxQuery, mailQuery } from './queries.js';

const home = { label: 'Accueil', to: '/' } as const;

/** The mails that a demonstration caught. */
export function MailboxPage(): ReactNode {
  const { page = 1 } = useSearch({ from: '/mailbox' });
  const { total, perPage, items } = useSuspenseQuery(mailboxQuery(page)).data;
  return (
    <>
      <PageHead title="Courriels de démonstration" trail={[home]} lead={total === 0 ? 'Aucun courriel n’est encore parti.' : `${counted(total, 'courriel')}, du plus récent au plus ancien. Rien n’a quitté cette machine.`} />
      <div className="es-page es-end">
        {items.length === 0 ? (
          <EmptyState dots="first" level={2} title="La boîte est vide" text="Demandez un lien de connexion : il arrive ici.">
            <Link className="fr-btn fr-btn--secondary" to="/connexion">
              Demander un lien
            </Link>
          </EmptyState>
        ) : (
          <div className="es-panel es-panel--flush">
            <table className="es-table es-table--inset es-table--stack">
              <caption className="es-vh">Courriels interceptés</caption>
              <thead>
                <tr>
                  <th scope="col">Objet</th>
                  <th scope="col">Destinataire</th>
                  <th scope="col">Reçu</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ id, subject, to, receivedAt }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Link to="/mailbox/$id" params={{ id }}>
                        {subject}
                      </Link>
                    </th>
                    <td data-l="Destinataire" className="es-break">
                      <span>{to.join(', ')}</span>
                    </td>
                    <td data-l="Reçu" className="es-nowrap">
                      {dayAndTime(receivedAt)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p className="es-row es-gap-t">
          {page > 1 ? (
            <Link to="/mailbox" search={page === 2 ? {} : { page: page - 1 }}>
              Courriels plus récents
            </Link>
          ) : null}
          {total > page * perPage ? (
            <Link to="/mailbox" search={{ page: page + 1 }}>
              Courriels plus anciens
            </Link>
          ) : null}
        </p>
      </div>
    </>
  );
}

/** Addresses of this site inside a mail become links; nothing else does. */
const withLinks = (text: string): ReactNode[] =>
  text.split(/(https?:\/\/\S+)/).map((piece, index) => (/^https?:\/\//.test(piece) && URL.canParse(piece) && new URL(piece).host === window.location.host ? <a key={index} href={piece}>{piece}</a> : piece));

export function MailPage(): ReactNode {
  const { id } = useParams({ from: '/mailbox/$id' });
  const mail = useSuspenseQuery(mailQuery(id)).data;
  return (
    <>
      <PageHead title={mail.subject} trail={[home, { label: 'Courriels', to: '/mailbox' }]} lead={`À ${mail.to.join(', ')}, le ${dayAndTime(mail.receivedAt)}.`} />
      <div className="es-page es-end">
        {mail.attachments.length === 0 ? null : (
          <ul className="es-docs es-narrow es-gap-b">
            {mail.attachments.map(({ filename, bytes }, index) => (
              <li key={filename}>
                <a href={`/api/demonstration/mails/${mail.id}/attachments/${index}`}>
                  <Icon name="document" />
                  <b>{filename}</b>
                  <small>{number(Math.ceil(bytes / 1000))} ko</small>
                </a>
              </li>
            ))}
          </ul>
        )}
        <section className="es-panel es-mail" aria-label="Texte du courriel">
          {withLinks(mail.text)}
        </section>
        <p className="es-xs es-muted es-gap-t es-break">
          Message-ID {mail.messageId} · <a href={`/api/demonstration/mails/${mail.id}/raw`}>message brut</a>
        </p>
      </div>
    </>
  );
}
