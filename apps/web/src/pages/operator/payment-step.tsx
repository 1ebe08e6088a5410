import { useState, type ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Message } from '../../components/message.js';
import { euros } from '../../language/format.js';
import { instalmentBlocks, orderSteps } from '../../language/words.js';
import type { Instalment, Order } from './queries.js';

const refreshes = [['payment-orders'], ['instalments'], ['envelopes']];

/** A key that this page keeps: sent again after a cut, the same request makes the same order. */
const newKey = (instalmentId: string): string => `${instalmentId}-${Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;

/** The step that this person may take now, what it will do before and did after. */
export function PaymentStep({ instalment, order }: { instalment: Instalment; order: Order | undefined }): ReactNode {
  const [key] = useState(() => newKey(instalment.id));
  const amount = euros(instalment.amountCents);
  const prepare = useCommand({
    act: () => ask(api.POST('/api/payment-orders', { params: { header: { 'Idempotency-Key': key } }, body: { instalmentId: instalment.id } })),
    done: () => `L’ordre de ${amount} est préparé. Une autre personne l’approuve.`,
    refreshes,
  });
  const approve = useCommand<string>({
    act: (id) => ask(api.POST('/api/payment-orders/{id}/approve', { params: { path: { id } } })),
    done: () => `L’ordre de ${amount} est approuvé. Une autre personne l’exécute.`,
    refreshes,
  });
  const execute = useCommand<string>({
    act: (id) => ask(api.POST('/api/payment-orders/{id}/execute', { params: { path: { id } } })),
    done: () => `${amount} sont payés. Le pôle en est averti par courriel.`,
    refreshes,
  });
  const may = order?.actions ?? [];
  const step = order === undefined ? (instalment.actions.includes('prepare') ? 'prepare' : undefined) : may.includes('approve') ? 'approve' : may.includes('execute') ? 'execute' : undefined;
  return (
    <section className="es-panel es-stack" aria-labelledby="suite">
      <h2 id="suite">{step === undefined ? 'La suite' : orderSteps[step].button}</h2>
      {step === undefined || (step === 'prepare' && instalment.blockedBy.length > 0) ? <WhoIsNext instalment={instalment} order={order} /> : <p>{before(step, amount, order)}</p>}
      <CommandOutcome command={prepare} />
      <CommandOutcome command={approve} />
      <CommandOutcome command={execute} />
      <div className="es-row">
        {order !== undefined && may.includes('cancel') ? <Cancel order={order} amount={amount} /> : null}
        {step === 'prepare' ? (
          <CommandButton command={prepare} input={undefined}>
            Préparer l’ordre de {amount}
          </CommandButton>
        ) : null}
        {step === 'approve' && order !== undefined ? (
          <CommandButton command={approve} input={order.id}>
            Approuver l’ordre de {amount}
          </CommandButton>
        ) : null}
        {step === 'execute' && order !== undefined ? (
          <CommandButton command={execute} input={order.id}>
            Exécuter le paiement de {amount}
          </CommandButton>
        ) : null}
      </div>
    </section>
  );
}

function before(step: 'prepare' | 'approve' | 'execute', amount: string, order: Order | undefined): string {
  if (step === 'prepare') return `L’ordre de ${amount} sera inscrit. Aucune somme ne bouge avant qu’une autre personne l’approuve ; une troisième l’exécutera.`;
  if (step === 'approve') return `Vous attestez les preuves ci-dessus : ${amount} passent de « prévu » à « ordonnancé ». L’ordre préparé par ${order?.steps[0]?.personName ?? 'une autre personne'} pourra être exécuté ; aucun argent ne part encore.`;
  return `${amount} partiront au compte de ${order?.holder ?? 'ce pôle'}. Un paiement ne s’annule plus.`;
}

/** Asked twice: the sentence says what is lost. */
function Cancel({ order, amount }: { order: Order; amount: string }): ReactNode {
  const [asked, setAsked] = useState(false);
  const cancel = useCommand({ act: () => ask(api.POST('/api/payment-orders/{id}/cancel', { params: { path: { id: order.id } } })), done: () => 'L’ordre est annulé.', refreshes });
  if (!asked) {
    return (
      <button type="button" className="fr-btn fr-btn--secondary es-danger" onClick={() => setAsked(true)}>
        Annuler l’ordre
      </button>
    );
  }
  return (
    <div className="es-stack" role="group" aria-label="Annuler l’ordre">
      <p>
        L’ordre de {amount} ne partira pas{order.state === 'approved' ? ' et la somme redevient « prévue »' : ''}. Il faudra en préparer un autre.
      </p>
      <CommandOutcome command={cancel} />
      <div className="es-row">
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setAsked(false)}>
          Garder l’ordre
        </button>
        <span className="es-danger">
          <CommandButton command={cancel} input={undefined} kind="secondary">
            Annuler cet ordre de {amount}
          </CommandButton>
        </span>
      </div>
    </div>
  );
}

/** Why nothing can be done here now, and by whom it will be. */
const WhoIsNext = ({ instalment, order }: { instalment: Instalment; order: Order | undefined }): ReactNode => {
  if (order?.state === 'executed') return <Message tone="ok">Payé. Un ordre payé ne s’annule plus, il se fait reverser.</Message>;
  if (order !== undefined) {
    const step = order.state === 'prepared' ? 'approve' : 'execute';
    return <Message tone="info">La suite revient à une autre personne, chargée de l’{orderSteps[step].role}. Personne ne fait deux étapes d’un même ordre.</Message>;
  }
  if (instalment.blockedBy.length > 0) {
    return (
      <Message tone={instalment.blockedBy[0] === 'report' ? 'info' : 'warn'}>
        {instalment.blockedBy.map((block) => `${instalmentBlocks[block].what} À faire par ${instalmentBlocks[block].who}.`).join(' ')}
      </Message>
    );
  }
  return <Message tone="info">Préparer l’ordre revient à une personne chargée de la préparation.</Message>;
};
