/** What the events of a dossier say to a desk; an event that is not here is shown by its name. */
export const eventWords: Readonly<Record<string, string>> = {
  'application.started': 'Dossier commencé',
  'application.described': 'Titre ou condition préalable modifiés',
  'application.section-saved': 'Rubrique enregistrée',
  'application.members-declared': 'Membres déclarés',
  'application.submitted': 'Dossier déposé',
  'application.refused-late': 'Dépôt refusé, hors délai',
  'application.withdrawn': 'Dossier retiré par le pôle',
  'application.prerequisite-checked': 'Condition préalable vérifiée',
  'application.findings-recorded': 'Constats enregistrés',
  'application.found-eligible': 'Jugé recevable',
  'application.found-ineligible': 'Jugé non recevable',
  'application.review-started': 'Évaluation commencée',
  'application.silence-passed': 'Rejet implicite, faute de décision',
  'attachment.added': 'Pièce jointe envoyée',
  'attachment.quarantined': 'Pièce jointe mise à l’écart',
  'review.conflict-declared': 'Conflit d’intérêts déclaré',
};
