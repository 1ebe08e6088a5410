/** The guides, in the order of the index. Whoever writes one adds its line here and its route in `routes.ts`. */
export const guides: readonly { to: string; title: string; about: string }[] = [{ to: '/aide/visiteur', title: 'Lire un appel et ses résultats', about: 'Sans compte : savoir si votre pôle peut candidater, suivre les dates, vérifier une lettre.' }];
