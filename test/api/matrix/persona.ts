/**
 * Who asks. `own` applies for every dossier that is here, `representative`, `pole-reader` and `partner` are of its pole too, `stranger` applies for
 * every one of the other call. `invited` has the address of an invitation to a pole here. `reviewer` is assigned here,
 * `idle-reviewer` nowhere; the linked two have a declared link with each dossier here. Somebody `-elsewhere` holds the role in the
 * other call and its envelope only.
 */
export const personas = [
  'visitor',
  'nobody',
  'own',
  'representative',
  'pole-reader',
  'partner',
  'invited',
  'stranger',
  'reviewer',
  'idle-reviewer',
  'linked-reviewer',
  'linked-member',
  'committee-member',
  'chair',
  'session-secretary',
  'officer',
  'publisher',
  'budget-approver',
  'signatory',
  'preparer',
  'approver',
  'executor',
  'auditor',
  'administrator',
  'regional-correspondent',
  'officer-elsewhere',
  'chair-elsewhere',
  'signatory-elsewhere',
  'preparer-elsewhere',
] as const;
export type Persona = (typeof personas)[number];

/** In the other call each stands as another one does here; those who are not named stand the same. */
export const standsElsewhereAs: Partial<Record<Persona, Persona>> = {
  own: 'stranger',
  stranger: 'own',
  representative: 'nobody',
  'pole-reader': 'nobody',
  partner: 'nobody',
  invited: 'nobody',
  reviewer: 'idle-reviewer',
  'linked-reviewer': 'idle-reviewer',
  'linked-member': 'committee-member',
  'officer-elsewhere': 'officer',
  'chair-elsewhere': 'chair',
  'signatory-elsewhere': 'signatory',
  'preparer-elsewhere': 'preparer',
};

export const everybody: readonly Persona[] = personas;
export const signedIn: readonly Persona[] = personas.filter((persona) => persona !== 'visitor');
/** Of the pole: who reads all that is its, and who reads the dossier at hand. */
export const poleReaders: readonly Persona[] = ['own', 'representative', 'pole-reader'];
export const ofDossier: readonly Persona[] = [...poleReaders, 'partner'];
/** Those of them who do not write what binds the pole. */
export const notApplicants: readonly Persona[] = ['representative', 'pole-reader', 'partner'];
export const reviewers: readonly Persona[] = ['reviewer', 'idle-reviewer', 'linked-reviewer'];
export const committee: readonly Persona[] = ['committee-member', 'chair', 'session-secretary'];
export const elsewhere: readonly Persona[] = ['officer-elsewhere', 'chair-elsewhere', 'signatory-elsewhere', 'preparer-elsewhere'];

/** What a route's id names; the world has one of each here and, where `World` says so, one in the other call. */
export type Subject =
  | 'draft'
  | 'submitted'
  | 'reviewed'
  | 'avowal'
  | 'upload'
  | 'attachment'
  | 'file-link'
  | 'decided'
  | 'section-revision'
  | 'submitted-revision'
  | 'call'
  | 'phase'
  | 'draft-call'
  | 'addendum'
  | 'document'
  | 'document-sha'
  | 'draft-document'
  | 'draft-document-sha'
  | 'document-upload'
  | 'question'
  | 'pole'
  | 'charter'
  | 'draft-charter'
  | 'charter-signature'
  | 'invitation'
  | 'envelope'
  | 'top-up'
  | 'roadmap'
  | 'review'
  | 'sent-review'
  | 'proposal'
  | 'confirmed-decision'
  | 'released-decision'
  | 'letter-code'
  | 'unreleased-code'
  | 'agreement'
  | 'instalment'
  | 'reported-instalment'
  | 'bank-account'
  | 'payment-order'
  | 'loan'
  | 'repayment'
  | 'user'
  | 'role-grant'
  | 'notification'
  | 'failed-job'
  | 'submission-event'
  | 'mail';
