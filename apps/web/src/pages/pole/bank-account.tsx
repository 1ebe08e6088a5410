import { useState, type ReactNode } from 'react';
import { toIban } from '#domain/disbursements/iban.js';
import { DomainError } from '#domain/shared/error.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Field } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { day } from '../../language/format.js';
import { sentenceOfCode } from '../../language/problems.js';

/** « FR76 3000 … » : by four, as on a RIB. */
const byFour = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1\u00a0');

function ibanTrouble(text: string): string | undefined {
  try {
    toIban(text);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return sentenceOfCode(error.code);
    throw error;
  }
}

/** The account that receives the aid: the one in force, one that waits for its check, or the form that declares one. */
export function BankAccount({ accounts, poleId, mayDeclare }: { accounts: readonly Schemas['BankAccountDto'][]; poleId: string; mayDeclare: boolean }): ReactNode {
  const [changing, setChanging] = useState(false);
  const shown = accounts.filter(({ current, verifiedAt }) => current || verifiedAt === null);
  return (
    <section className="es-panel es-stack" aria-labelledby="compte">
      <h2 id="compte" className="es-panel__h es-m0">
        Compte bancaire
      </h2>
      {shown.length === 0 ? <p className="es-m0">L’aide est versée sur le compte de la structure. {mayDeclare ? 'Déclarez-le une fois' : 'Un rédacteur du pôle le déclare'} ; l’opérateur le vérifie avant tout versement.</p> : null}
      {shown.map(({ id, iban, holder, current, declaredAt, verifiedAt }) => (
        <Message key={id} tone={current ? 'ok' : 'info'} more={current && verifiedAt !== null ? `Vérifié le ${day(verifiedAt)} : les versements y arrivent.` : `Déclaré le ${day(declaredAt)} : l’opérateur le vérifie.`}>
          <b className="es-num es-break">{byFour(iban)}</b>, {holder}
        </Message>
      ))}
      {!mayDeclare ? null : shown.length === 0 || changing ? (
        <Declare poleId={poleId} onDone={() => setChanging(false)} />
      ) : (
        <div>
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => setChanging(true)}>
            Déclarer un autre compte
          </button>
        </div>
      )}
    </section>
  );
}

function Declare({ poleId, onDone }: { poleId: string; onDone: () => void }): ReactNode {
  const [iban, setIban] = useState('');
  const [bic, setBic] = useState('');
  const [holder, setHolder] = useState('');
  const [left, setLeft] = useState(false);
  const [tried, setTried] = useState(false);
  const trouble = ibanTrouble(iban);
  const noHolder = holder.trim() === '' ? sentenceOfCode('bank-account.no-holder') : undefined;
  const declare = useCommand<void, Schemas['Created']>({
    act: () => ask(api.POST('/api/poles/{id}/bank-accounts', { params: { path: { id: poleId } }, body: { iban, bic: bic.trim() === '' ? null : bic, holder: holder.trim() } })),
    done: () => 'Le compte est déclaré. L’opérateur le vérifie.',
    refreshes: [['bank-accounts']],
    onDone,
  });
  return (
    <form
      className="es-narrow es-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (trouble === undefined && noHolder === undefined) return declare.run();
        event.currentTarget.querySelector<HTMLElement>(trouble === undefined ? '#titulaire' : '#iban')?.focus();
      }}
    >
      <Field id="iban" label="IBAN" hint="Tel qu’il est sur le RIB, espaces comprises ou non" autoComplete="off" value={iban} error={tried || left ? trouble : undefined} onChange={({ target }) => setIban(target.value)} onBlur={() => setLeft(iban !== '')} />
      <Field id="bic" label="BIC (facultatif)" autoComplete="off" value={bic} onChange={({ target }) => setBic(target.value)} />
      <Field id="titulaire" label="Titulaire du compte" hint="Comme sur le RIB : la structure, pas une personne" value={holder} error={tried ? noHolder : undefined} onChange={({ target }) => setHolder(target.value)} />
      <div>
        <button type="submit" className="fr-btn" aria-disabled={declare.state === 'running'}>
          Déclarer ce compte
        </button>
      </div>
      <CommandOutcome command={declare} />
    </form>
  );
}
