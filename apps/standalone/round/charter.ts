import { setClock } from './client.js';
import type { Dossier } from './applying.js';
import type { Staff } from './people.js';

/**
 * The charter of the poles as updated in June 2021. Its full text was not found: the items are its values and commitments as public sources
 * name them. The day of the month is not known either; the last one is given.
 */
const june2021 = {
  title: 'Charte des pôles territoriaux de coopération économique, juin 2021',
  adoptedOn: '2021-06-30',
  preamble: 'Version de démonstration : le texte intégral n’est pas repris ici, ni le jour exact de juin 2021. Voici les valeurs, les principes d’action et les engagements de la charte, lancée le 19 septembre 2014, tels que les sources publiques les résument.',
  items: [
    { key: 'cooperation', title: 'Coopérer et faire ensemble', help: 'Les membres décident, mutualisent et portent le projet en commun, dans la durée.' },
    { key: 'ess', title: 'Donner à l’économie sociale et solidaire un rôle moteur', help: 'Ses structures entraînent le pôle et sa gouvernance.' },
    { key: 'territoire', title: 'Agir pour une économie réelle et locale', help: 'Le projet répond aux besoins du territoire et relocalise des activités productives, créatrices d’emplois.' },
    { key: 'innovation', title: 'Entreprendre avec un esprit d’innovation', help: 'Le pôle crée des activités et des réponses nouvelles, sociales ou techniques.' },
    { key: 'transition', title: 'Concilier développement économique et transition écologique et sociale', help: 'Les choix économiques du pôle servent cette transition.' },
  ],
};

/** The officer writes the charter, the publisher puts it in force, two years before the round. */
export async function publishCharter(url: string, { officer, publisher }: Staff): Promise<void> {
  await setClock(url, '2021-07-01T10:00:00+02:00');
  const { id } = await officer.post<{ id: string }>('/api/charters', june2021);
  await publisher.post(`/api/charters/${id}/publish`);
}

const levels = ['acquired', 'under-way', 'not-yet'] as const;

/** A pole signs the version in force: where it stands varies with the pole, and every other one shows it. */
export async function signCharter({ applicant, poleId, input }: Dossier): Promise<void> {
  const [charter] = await applicant.get<{ id: string; isInForce: boolean }[]>('/api/charters');
  const answers = june2021.items.map(({ key }, n) => ({
    item: key,
    level: levels[n < 2 ? 0 : (input.index + n) % 3],
    comment: n === 1 ? 'Les structures de l’économie sociale et solidaire ont la majorité au conseil.' : '',
  }));
  await applicant.post(`/api/poles/${poleId}/charter-signatures`, { charterId: charter!.id, answers, signedAs: 'Présidence du pôle', isPublic: input.index % 2 === 0 });
}
