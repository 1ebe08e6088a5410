import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { calendarDay, dayAndTime, time } from '../../language/format.js';
import { ArchiveLink } from '../../components/archive-link.js';
import { EmptyState } from '../../components/empty-state.js';
import { useNow } from '../../session/site.js';
import { Icon } from '../../shell/icons.js';
import { PageHead, Title } from '../../shell/page.js';
import type { Dossier } from './content.js';
import { useDossier } from './frame.js';
import { applicationQuery } from './queries.js';

const seconds = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', second: '2-digit' });

/** How long its PDF may take to be made before nobody waits for it any more, ms. */
const awaitedMs = 600_000;

/** The receipt as a PDF; while it is being made the page looks again. */
function ReceiptFile({ dossierId, sealed }: { dossierId: string; sealed: Dossier['submissions'][number] }): ReactNode {
  const now = useNow();
  const isAwaited = !sealed.hasReceipt && now.getTime() - new Date(sealed.receivedAt).getTime() < awaitedMs;
  useQuery({ ...applicationQuery(dossierId), enabled: isAwaited, refetchInterval: 2_000 });
  if (isAwaited) return <p className="es-m0 es-muted">Le récépissé en PDF est en cours de préparation : il paraît ici dans une minute.</p>;
  if (!sealed.hasReceipt) return null;
  return (
    <p className="es-m0">
      <a href={`/api/applications/${dossierId}/receipt?ordinal=${sealed.ordinal}`} target="_blank" rel="noreferrer">
        <Icon name="document" /> Ouvrir le récépissé (PDF, nouvel onglet)
      </a>
    </p>
  );
}

/** What proves the submission: number, instant, fingerprint, and the day on which silence is a rejection. */
export const Receipt = ({ dossier }: { dossier: Dossier }): ReactNode => {
  const sealed = dossier.submissions.at(-1);
  if (sealed === undefined) return null;
  const rows: [string, ReactNode][] = [
    ['Numéro', <b key="n" className="es-num">{sealed.number}</b>],
    ['Reçu le', `${dayAndTime(sealed.receivedAt)} et ${Number(seconds.format(new Date(sealed.receivedAt)))} s, heure de Paris`],
    ['Empreinte', <code key="e" className="es-break">{sealed.sha256}</code>],
    ...(dossier.state === 'withdrawn' ? [] : [['Réponse avant le', dossier.silenceOn === null ? 'Non fixé' : `${calendarDay(dossier.silenceOn)} : après ce jour, le silence vaut rejet (CRPA, article L. 231-4)`] satisfies [string, ReactNode]]),
  ];
  return (
    <>
      <dl className="es-facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ReceiptFile dossierId={dossier.id} sealed={sealed} />
      <ArchiveLink address={`/api/applications/${dossier.id}/archive?ordinal=${sealed.ordinal}`} />
    </>
  );
};

export function ReceiptPage(): ReactNode {
  const { id } = useParams({ from: '/pole/dossiers/$id/recepisse' });
  const { dossier, call } = useDossier(id);
  const sealed = dossier.submissions.at(-1);
  const trail = [
    { label: 'À faire', to: '/pole' as const },
    { label: dossier.projectTitle, to: '/pole/dossiers/$id' as const, params: { id } },
  ];
  if (sealed === undefined) {
    return (
      <div className="es-page es-head">
        <Title>Ce dossier n’est pas déposé</Title>
        <EmptyState dots="first" level={1} title="Ce dossier n’est pas déposé" text="Le récépissé paraît ici au moment du dépôt.">
          <Link className="fr-btn" to="/pole/dossiers/$id/relire" params={{ id }}>
            Relire mon dossier
          </Link>
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <PageHead
        title="Votre dossier est déposé"
        trail={trail}
        lead={`« ${dossier.projectTitle} » est arrivé à ${time(sealed.receivedAt)}, pour ${call.title}.`}
        actions={
          <>
            <button type="button" className="fr-btn fr-btn--secondary" onClick={() => window.print()}>
              Imprimer le récépissé
            </button>
            <Link className="fr-btn" to="/pole/dossiers/$id/suivi" params={{ id }}>
              Suivre mon dossier
            </Link>
          </>
        }
      />
      <div className="es-page es-end">
        <div className="es-read es-stack">
        <h2>Récépissé</h2>
        <Receipt dossier={dossier} />
        <p className="es-muted">L’empreinte (SHA-256) prouve le contenu reçu : un seul caractère changé donnerait une autre suite. Ce récépissé reste ici, dans le suivi de votre dossier.</p>
        </div>
      </div>
    </>
  );
}
