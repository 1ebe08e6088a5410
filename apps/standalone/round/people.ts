import { Client, each, signIn } from './client.js';

export interface Staff {
  administrator: Client;
  officer: Client;
  publisher: Client;
  budget: Client;
  chair: Client;
  secretary: Client;
  signatory: Client;
  preparer: Client;
  approver: Client;
  executor: Client;
  auditor: Client;
  reviewers: Client[];
}

/** Key (and address), role, name, quality of the staff of a demonstration. */
export const posts = [
  ['officer', 'officer', 'Odile Fictive', 'Chargée de mission économie sociale et solidaire'],
  ['publisher', 'publisher', 'Prosper Fictif', 'Chef de bureau'],
  ['budget', 'budget-approver', 'Blandine Fictive', 'Responsable du budget opérationnel'],
  ['chair', 'chair', 'Clotilde Fictive', 'Présidente du comité'],
  ['secretary', 'session-secretary', 'Sosthène Fictif', 'Secrétaire de séance'],
  ['signatory', 'signatory', 'Sidonie Fictive', 'Sous-directrice, par délégation de la ministre'],
  ['preparer', 'preparer', 'Pélagie Fictive', 'Gestionnaire'],
  ['approver', 'approver', 'Achille Fictif', 'Responsable des versements'],
  ['executor', 'executor', 'Eugénie Fictive', 'Agente comptable'],
  ['auditor', 'auditor', 'Auguste Fictif', 'Contrôleur'],
] as const;

/** The people of the ministry, of the committee and of the operator, made by the first administrator. */
export async function hireStaff(url: string, reviewers: number, regional: number): Promise<Staff> {
  const { id } = await new Client(url).post<{ id: string }>('/api/demonstration/first-administrator', { email: 'administration@exemple.test', fullName: 'Adélaïde Fictive' });
  const administrator = await signIn(url, id, 'administrator');
  const hire = async (email: string, fullName: string, quality: string, role: string): Promise<Client> => {
    const user = await administrator.post<{ id: string }>('/api/users', { email, fullName, quality });
    await administrator.post(`/api/users/${user.id}/role-grants`, { role });
    return signIn(url, user.id, fullName);
  };
  const staff = await each(posts, ([key, role, fullName, quality]) => hire(`${key}@exemple.test`, fullName, quality, role));
  const panel = await each(Array.from({ length: reviewers }), (_, n) =>
    hire(`evaluation-${n + 1}@exemple.test`, `Évaluatrice Fictive ${n + 1}`, n < regional ? 'Cellule régionale d’animation' : 'Cellule nationale d’animation', n < regional ? 'regional-reviewer' : 'national-reviewer'),
  );
  return { administrator, ...(Object.fromEntries(posts.map(([key], index) => [key, staff[index]])) as unknown as Omit<Staff, 'administrator' | 'reviewers'>), reviewers: panel };
}
