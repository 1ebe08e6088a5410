import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** One result as the search's own documentation shows it (`/search?minimal=true&include=siege,complements`). */
const result = (siren: string, name: string, category: string, more: { closed?: boolean; hidden?: boolean; rna?: string; seat?: object } = {}) => ({
  siren,
  nom_complet: more.hidden === true ? '[NON-DIFFUSIBLE]' : name.toLowerCase(),
  nom_raison_sociale: more.hidden === true ? null : name,
  sigle: null,
  nombre_etablissements: 1,
  nombre_etablissements_ouverts: 1,
  siege: {
    activite_principale: '94.99Z',
    adresse: '12 RUE DES TISSERANDS 35000 RENNES',
    code_postal: '35000',
    commune: '35238',
    departement: '35',
    est_siege: true,
    etat_administratif: 'A',
    indice_repetition: null,
    latitude: '48.11',
    libelle_commune: 'RENNES',
    libelle_voie: 'DES TISSERANDS',
    longitude: '-1.68',
    numero_voie: '12',
    region: '53',
    siret: `${siren}00011`,
    statut_diffusion_etablissement: more.hidden === true ? 'P' : 'O',
    type_voie: 'RUE',
    ...more.seat,
  },
  activite_principale: '94.99Z',
  categorie_entreprise: null,
  date_creation: '2012-03-01',
  etat_administratif: more.closed === true ? 'C' : 'A',
  nature_juridique: category,
  section_activite_principale: 'S',
  statut_diffusion: more.hidden === true ? 'P' : 'O',
  complements: { est_association: category.startsWith('92'), est_ess: category.startsWith('92'), est_entrepreneur_individuel: false, identifiant_association: more.rna ?? null },
});

/** Whom it knows: numbers that its documentation gives as examples, and fictitious ones. */
export const known = {
  laPoste: result('356000000', 'LA POSTE', '5510', { seat: { siret: '35600000000048', numero_voie: '9', libelle_voie: 'DU COLONEL PIERRE AVIA', code_postal: '75015', libelle_commune: 'PARIS 15', commune: '75115', departement: '75', region: '11' } }),
  laine: result('000700013', 'LES LAINES DU BOCAGE', '9220', { rna: 'W351234567' }),
  closed: result('000700021', 'ATELIER DU PONT CASSE', '5710', { closed: true }),
  hidden: result('000700039', 'Personne', '9220', { hidden: true }),
  corsican: result('000700047', 'A LANA CORSA', '9220', { rna: 'W2A1234567', seat: { code_postal: '20000', libelle_commune: 'AJACCIO', commune: '2A004', departement: '2A', region: '94' } }),
};

export type Mode = 'answers' | 'slow' | 'too many' | 'fails' | 'not JSON' | 'something else' | 'endless' | 'hangs up' | 'redirects';

export interface FakeCompanySearch {
  url: string;
  /** How it behaves from now on. */
  mode: Mode;
  retryAfter: string | undefined;
  /** The query strings that it was asked, in their order. */
  asked: URLSearchParams[];
  close(): Promise<void>;
}

const folded = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

/** Speaks as the public company search does, well and badly. */
export async function openFakeCompanySearch(port = 0): Promise<FakeCompanySearch> {
  const stopped = new AbortController();
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    fake.asked.push(url.searchParams);
    const json = (status: number, body: unknown, headers: Record<string, string> = {}): void => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    const answer = (): void => {
      const query = url.searchParams.get('q') ?? '';
      if (query.length < 3) return json(400, { erreur: '3 caractères minimum pour les termes de la requête (ou utilisez au moins un filtre)' });
      const results = Object.values(known).filter(({ siren, nom_complet: name }) => (/^\d{9}$/.test(query) ? siren === query : folded(name).includes(folded(query))));
      return json(200, { results, total_results: results.length, page: 1, per_page: 8, total_pages: 1 });
    };
    switch (fake.mode) {
      case 'answers':
        return answer();
      case 'slow':
        return void pause(10_000, undefined, { signal: stopped.signal }).then(answer, () => response.destroy());
      case 'too many':
        return json(429, { erreur: 'Trop de requêtes' }, fake.retryAfter === undefined ? {} : { 'retry-after': fake.retryAfter });
      case 'fails':
        return json(500, { erreur: 'Une erreur inattendue s’est produite' });
      case 'not JSON':
        return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Maintenance</html>');
      case 'something else':
        return json(200, { items: [] });
      case 'endless':
        response.writeHead(200, { 'content-type': 'application/json' });
        return void response.end(`{"results":[],"padding":"${'x'.repeat(2_000_000)}"}`);
      case 'redirects':
        return void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
      case 'hangs up':
        return void request.socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const fake: FakeCompanySearch = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: 'answers',
    retryAfter: undefined,
    asked: [],
    close: async () => {
      stopped.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
