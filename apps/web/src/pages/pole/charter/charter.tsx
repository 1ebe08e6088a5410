import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../../../client/client.js';
import { CommandButton, CommandOutcome } from '../../../commands/command.js';
import { useCommand } from '../../../commands/use-command.js';
import { PoleCharter, SignedItems } from '../../../components/charter.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Fact } from '../../../components/facts.js';
import { Message } from '../../../components/message.js';
import { calendarDay, day, dayAndTime } from '../../../language/format.js';
import { PageHead } from '../../../shell/page.js';
import { poleCharterQuery } from '../../visitor/charter-queries.js';
import { polesQuery } from '../queries.js';
import { assessmentQuery } from './queries.js';
import { SigningForm } from './signing.js';

type Signature = Schemas['SignatureDto'];

/** A pole reads the charter in force, says where it stands on each commitment, and signs; then it reads what it signed. */
export function PoleCharterPage(): ReactNode {
  const { poleId } = useParams({ from: '/pole/charte/$poleId' });
  const { dossier } = useSearch({ from: '/pole/charte/$poleId' });
  const pole = useSuspenseQuery(polesQuery).data.items.find(({ id }) => id === poleId);
  const assessment = useSuspenseQuery(assessmentQuery(poleId)).data;
  const signatures = useSuspenseQuery(poleCharterQuery(poleId)).data;
  const { charter } = assessment;
  const current = signatures.find(({ isInForce }) => isInForce);
  const earlier = signatures.filter((one) => one !== current);
  const name = pole?.name ?? 'Votre pôle';
  const lead = charter === null ? 'Aucune version n’est en vigueur.' : current === undefined ? `${name} n’a pas encore signé « ${charter.title} », adoptée le ${calendarDay(charter.adoptedOn)}.` : `${name} a signé « ${charter.title} » le ${day(current.signedAt)}.`;
  return (
    <>
      <PageHead
        title="La charte des pôles"
        trail={[
          { label: 'À faire', to: '/pole' },
          { label: 'Charte', to: '/pole/charte' },
        ]}
        lead={lead}
      />
      <div className="es-page es-end es-stack es-stack--lg">
        {charter === null ? <EmptyState dots="none" level={2} title="Rien à signer aujourd’hui" text="La charte paraîtra ici dès sa publication." /> : null}
        {current === undefined ? null : (
          <>
            <Message tone="ok" more={dossier === undefined ? <Link to="/pole">Revenir à mes dossiers</Link> : <Link to="/pole/dossiers/$id/relire" params={{ id: dossier }}>Revenir au dossier</Link>}>
              La version en vigueur est signée : les appels qui la demandent reçoivent vos dossiers.
            </Message>
            <Signed signature={current} />
          </>
        )}
        {charter !== null && current === undefined ? <SigningForm key={charter.id} poleId={poleId} poleName={name} charter={charter} assessment={assessment} /> : null}
        {signatures.length === 0 ? null : (
          <div className="es-panel es-panel--sunken">
            <p className="es-sm es-muted es-m0">Ce que tout le monde lit de votre pôle :</p>
            <PoleCharter signatures={signatures.map((one) => (one.isPublic ? one : { ...one, items: null }))} />
          </div>
        )}
        {earlier.map((one) => (
          <section key={one.id} className="es-sec" aria-label={`${one.title}, signée le ${day(one.signedAt)}`}>
            <h2 className="fr-h3">Avant : {one.title}</h2>
            <Signed signature={one} />
          </section>
        ))}
      </div>
    </>
  );
}

/** A signature as the pole reads it, and who else may read its self-assessment. */
function Signed({ signature }: { signature: Signature }): ReactNode {
  const { id, title, adoptedOn, signedAt, signedAs, signedByName, sha256, isPublic, items } = signature;
  const show = useCommand<boolean>({
    act: (shown) => ask(api.POST('/api/charter-signatures/{id}/show', { params: { path: { id } }, body: { isPublic: shown } })),
    done: (_, shown) => (shown ? 'L’autoévaluation est publique.' : 'L’autoévaluation n’est plus publique.'),
    refreshes: [['pole-charter']],
  });
  return (
    <div className="es-read es-read--desk es-stack">
      <dl className="es-facts">
        <Fact name="Version">
          {title}, adoptée le {calendarDay(adoptedOn)}
        </Fact>
        <Fact name="Signée">
          le {dayAndTime(signedAt)} par {signedByName} ({signedAs})
        </Fact>
        <Fact name="Empreinte SHA-256">
          <span className="es-break">{sha256}</span>
        </Fact>
        <Fact name="Qui lit vos réponses">{isPublic ? 'Tout le monde, sur la page du pôle' : 'Votre pôle et l’administration'}</Fact>
      </dl>
      <SignedItems items={items ?? []} />
      <div className="es-gap-t">
        <CommandButton command={show} input={!isPublic} kind="secondary" small>
          {isPublic ? 'Ne plus publier mes réponses' : 'Publier mes réponses'}
        </CommandButton>
      </div>
      <CommandOutcome command={show} />
    </div>
  );
}
