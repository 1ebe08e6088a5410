/** The guides, in the order of the index. Whoever writes one adds its line here and its route in `routes.ts`. */
export const guides: readonly { to: string; title: string; about: string }[] = [
  { to: '/aide/visiteur', title: 'Lire un appel et ses résultats', about: 'Sans compte : savoir si votre pôle peut candidater, suivre les dates, vérifier une lettre.' },
  { to: '/aide/pole', title: 'Déposer un dossier et suivre l’aide', about: 'Pour un pôle : remplir par étapes, déposer, signer, recevoir les versements.' },
];
