import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { CompanyCheck } from '../../components/company-check.js';
import { useSite } from '../../session/site.js';

/** What the register said of the pole itself, and the way to have what is missing asked. The members' own are in their table. */
export function RegisterNote({ id, checks, mayAsk }: { id: string; checks: readonly Schemas['CompanyCheckDto'][]; mayAsk: boolean }): ReactNode {
  const { companySearch } = useSite();
  const pole = checks.find(({ isPole }) => isPole);
  const isMissing = checks.some(({ checkedAt }) => checkedAt === null);
  const check = useCommand<void, unknown>({
    act: () => ask(api.POST('/api/applications/{id}/check-companies', { params: { path: { id } } })),
    done: () => 'La vérification est demandée : elle paraîtra ici dans quelques minutes.',
    refreshes: [['applications', id, 'company-checks']],
  });
  if (pole === undefined) return null;
  return (
    <div className="es-gap-b">
      <p className="es-sm">
        Structure porteuse : {pole.name}, SIREN {pole.siren}, <CompanyCheck check={pole} />
      </p>
      <p className="es-sm es-muted">{companySearch ? 'Le registre public renseigne, il ne décide rien : une structure récente ou non diffusée peut y manquer.' : 'La recherche d’entreprises n’est pas branchée ici : les numéros ne sont pas vérifiés au registre.'}</p>
      {companySearch && mayAsk && isMissing ? (
        <CommandButton command={check} input={undefined} kind="secondary" small>
          Vérifier au registre
        </CommandButton>
      ) : null}
      <CommandOutcome command={check} />
    </div>
  );
}
