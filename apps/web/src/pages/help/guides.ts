/** The guides, in the order of the index. Whoever writes one adds its line here and its route in `routes.ts`. */
export const guides: readonly { to: string; title: string; about: string }[] = [
  { to: '/aide/visiteur', title: 'Lire un appel et ses résultats', about: 'Sans compte : savoir si votre pôle peut candidater, suivre les dates, vérifier une lettre.' },
  { to: '/aide/pole', title: 'Déposer un dossier et suivre l’aide', about: 'Pour un pôle : remplir par étapes, déposer, signer, recevoir les versements.' },
  { to: '/aide/evaluateur', title: 'Évaluer un dossier', about: 'Pour les évaluatrices et évaluateurs : noter, signaler un lien, rendre.' },
  { to: '/aide/instruction', title: 'Instruire un appel', about: 'Pour les chargées et chargés de mission : recevabilité, affectation, pilotage, appels.' },
  { to: '/aide/comite', title: 'Classer, décider, notifier', about: 'Pour le comité et le signataire : du classement à la lettre.' },
  { to: '/aide/paiement', title: 'Payer et suivre l’argent', about: 'Pour la préparation, l’approbation, l’exécution, et les enveloppes.' },
  { to: '/aide/administration', title: 'Administrer et contrôler', about: 'Pour l’administration et l’audit : personnes, courriels, travaux, journal.' },
];
