import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../client/client.js';
import { everything } from '../../lists/everything.js';
import { keyset } from '../../lists/keyset.js';

export type Instalment = Schemas['InstalmentDto'];
export type Order = Schemas['PaymentOrderDto'];
export type Agreement = Schemas['AgreementDto'];
export type Loan = Schemas['LoanDto'];
export type Envelope = Schemas['EnvelopeDto'];
export type Transfer = Schemas['TransferDto'];

const page = (after: string | undefined) => (after === undefined ? {} : { after });
const limit = 100;

export const instalmentsOfCallQuery = (callId: string) =>
  queryOptions({ queryKey: ['instalments', 'of-call', callId], queryFn: () => everything((after) => ask(api.GET('/api/instalments', { params: { query: { callId, limit, ...page(after) } } }))) });

/** The call whose money moves next: that of the first instalment to be paid, else of any. */
export const callInPaymentQuery = queryOptions({
  queryKey: ['instalments', 'first'],
  queryFn: async (): Promise<string | null> => {
    const due = await ask(api.GET('/api/instalments', { params: { query: { state: 'due', limit: 1 } } }));
    const any = due.items.length > 0 ? due : await ask(api.GET('/api/instalments', { params: { query: { limit: 1 } } }));
    return any.items[0]?.callId ?? null;
  },
});

export const callQuery = (id: string) => queryOptions({ queryKey: ['calls', id], queryFn: () => ask(api.GET('/api/calls/{id}', { params: { path: { id } } })) });
export const callsQuery = queryOptions({ queryKey: ['calls', 'every'], queryFn: () => everything((after) => ask(api.GET('/api/calls', { params: { query: { limit, ...page(after) } } }))) });

export const instalmentsOfAgreementQuery = (agreementId: string) =>
  queryOptions({ queryKey: ['instalments', 'of-agreement', agreementId], queryFn: async () => (await ask(api.GET('/api/instalments', { params: { query: { agreementId, limit } } }))).items.sort((one, other) => one.position - other.position) });

export const ordersOfInstalmentQuery = (instalmentId: string) =>
  queryOptions({ queryKey: ['payment-orders', 'of-instalment', instalmentId], queryFn: async () => (await ask(api.GET('/api/payment-orders', { params: { query: { instalmentId, limit } } }))).items });

export const accountsOfPoleQuery = (poleId: string) =>
  queryOptions({ queryKey: ['bank-accounts', 'of-pole', poleId], queryFn: async () => (await ask(api.GET('/api/bank-accounts', { params: { query: { poleId, limit } } }))).items });

export const accountsQuery = (verified: boolean | undefined) =>
  keyset(['bank-accounts', 'list', verified], (after) => ask(api.GET('/api/bank-accounts', { params: { query: { limit, ...(verified === undefined ? {} : { verified }), ...page(after) } } })));

export const agreementQuery = (id: string) => queryOptions({ queryKey: ['agreements', id], queryFn: () => ask(api.GET('/api/agreements/{id}', { params: { path: { id } } })) });

export interface AgreementFilter {
  etat?: Agreement['state'] | undefined;
  recherche?: string | undefined;
}
export const agreementsQuery = ({ etat, recherche }: AgreementFilter) =>
  keyset(['agreements', 'list', etat, recherche], (after) => ask(api.GET('/api/agreements', { params: { query: { limit, ...(etat === undefined ? {} : { state: etat }), ...(recherche === undefined ? {} : { search: recherche }), ...page(after) } } })));

/** Whose money a transfer is, by award: all agreements that one's desk covers. */
export const agreementByDecisionQuery = queryOptions({
  queryKey: ['agreements', 'by-decision'],
  queryFn: async () => new Map((await everything((after) => ask(api.GET('/api/agreements', { params: { query: { limit, ...page(after) } } })))).map((one) => [one.decisionId, one])),
});

/** Awards that were released and have no agreement yet: for those who draft them. */
export const toAgreeQuery = queryOptions({
  queryKey: ['agreements', 'to-draft'],
  queryFn: async () => {
    const [agreements, decisions] = await Promise.all([
      everything((after) => ask(api.GET('/api/agreements', { params: { query: { limit, ...page(after) } } }))),
      everything((after) => ask(api.GET('/api/decisions', { params: { query: { limit, kind: 'award', state: 'released', ...page(after) } } }))),
    ]);
    const agreed = new Set(agreements.map(({ decisionId }) => decisionId));
    return decisions.filter(({ id, supersededAt }) => supersededAt === null && !agreed.has(id));
  },
});

export interface LoanFilter {
  etat?: Loan['state'] | undefined;
  appel?: string | undefined;
}
export const loansQuery = ({ etat, appel }: LoanFilter) =>
  keyset(['loans', 'list', etat, appel], (after) => ask(api.GET('/api/loans', { params: { query: { limit, ...(etat === undefined ? {} : { state: etat }), ...(appel === undefined ? {} : { callId: appel }), ...page(after) } } })));

export const loanQuery = (id: string) => queryOptions({ queryKey: ['loans', id], queryFn: () => ask(api.GET('/api/loans/{id}', { params: { path: { id } } })) });

export const envelopesQuery = (recherche: string | undefined) =>
  keyset(['envelopes', 'list', recherche], (after) => ask(api.GET('/api/envelopes', { params: { query: { limit, ...(recherche === undefined ? {} : { search: recherche }), ...page(after) } } })));

export const envelopeQuery = (id: string) => queryOptions({ queryKey: ['envelopes', id], queryFn: () => ask(api.GET('/api/envelopes/{id}', { params: { path: { id } } })) });

export const roadmapsQuery = keyset(['roadmaps', 'list'], (after) => ask(api.GET('/api/roadmaps', { params: { query: { limit, ...page(after) } } })));

export const roadmapQuery = (id: string) => queryOptions({ queryKey: ['roadmaps', id], queryFn: () => ask(api.GET('/api/roadmaps/{id}', { params: { path: { id } } })) });

export interface TransferFilter {
  nature?: Transfer['nature'] | undefined;
  annee?: string | undefined;
  poste?: Transfer['fromBucket'] | undefined;
  attribution?: string | undefined;
}
export const transfersQuery = (id: string, { nature, annee, poste, attribution }: TransferFilter) =>
  keyset(['envelopes', id, 'transfers', nature, annee, poste, attribution], (after) =>
    ask(
      api.GET('/api/envelopes/{id}/transfers', {
        params: { path: { id }, query: { limit, ...(nature === undefined ? {} : { nature }), ...(annee === undefined ? {} : { year: Number(annee) }), ...(poste === undefined ? {} : { bucket: poste }), ...(attribution === undefined ? {} : { awardId: attribution }), ...page(after) } },
      }),
    ),
  );
