import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refusal } from '../../../apps/web/src/client/refusal.js';
import { SaveState, SaveTrouble } from '../../../apps/web/src/components/save-state.js';
import { TextArea } from '../../../apps/web/src/components/field.js';
import type { Saved } from '../../../apps/web/src/drafts/draft.js';
import { useDraft } from '../../../apps/web/src/drafts/use-draft.js';
import { DataTable } from '../../../apps/web/src/lists/data-table.js';
import { siteQuery } from '../../../apps/web/src/session/site.js';

/** The server of a text, in the window of the test: what it has, and whether the network is there. */
interface Server extends Saved<string> {
  online: boolean;
  saves: string[];
  take: (value: string, version: number) => Promise<number>;
  give: () => Promise<Saved<string>>;
}

function serverOf(saved: Saved<string>, online: boolean): Server {
  const reach = async (): Promise<void> => {
    await Promise.resolve();
    if (!server.online) throw new Refusal({ status: 0, code: 'network.cut', params: {} });
  };
  const server: Server = {
    ...saved,
    online,
    saves: [],
    take: async (value, version) => {
      await reach();
      if (version !== server.version) throw new Refusal({ status: 409, code: 'application.section-stale', params: {} });
      server.saves.push(value);
      server.value = value;
      return (server.version += 1);
    },
    give: async () => {
      await reach();
      return { value: server.value, version: server.version };
    },
  };
  return server;
}

const session = { userId: 'u1', email: 'u1@essaim.test', fullName: 'Une Personne', grants: [], now: new Date().toISOString() };

function mount(page: ReactNode): void {
  const queryClient = new QueryClient();
  queryClient.setQueryData(siteQuery.queryKey, { demonstration: true, officialState: false, companySearch: false, session, clockOffset: 0 });
  const app = document.createElement('div');
  document.body.replaceChildren(app);
  createRoot(app).render(
    <QueryClientProvider client={queryClient}>
      <Suspense>{page}</Suspense>
    </QueryClientProvider>,
  );
}

function Answer({ server }: { server: Server }): ReactNode {
  const [saved] = useState({ value: server.value, version: server.version });
  const desk = useDraft<string>({
    subject: 'essai',
    saved,
    afterMs: 200,
    save: server.take,
    reload: server.give,
  });
  return (
    <main>
      <h1>Essai</h1>
      <SaveState desk={desk} />
      <TextArea label="Votre réponse" value={desk.value} onChange={(event) => desk.change(event.target.value)} />
      <SaveTrouble desk={desk} show={(value) => value} />
    </main>
  );
}

/** Gives the server, which the test cuts off and overtakes. */
export function showDraft(saved: Saved<string>, online = true): Server {
  const server = serverOf(saved, online);
  mount(<Answer server={server} />);
  return server;
}

export function showTable(count: number): void {
  const rows = Array.from({ length: count }, (_, index) => ({ id: String(index), name: `Dossier ${index}` }));
  mount(
    <main>
      <h1>Essai</h1>
      <DataTable caption="Dossiers" what={['dossier', 'dossiers']} columns={[{ key: 'name', head: 'Dossier', cell: ({ name }) => name }, { key: 'id', head: 'Numéro', numeric: true, cell: ({ id }) => id }]} rows={rows} rowKey={({ id }) => id} total={count} />
    </main>,
  );
}

/** What this browser says of a form and answers. */
export { verdictOf } from './evaluator.js';
