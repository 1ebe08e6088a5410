/** Has the person `person` (an expression) a declared link with the dossier `a`? */
export const conflictedWith = (person: string): string => `exists (select from conflicts k where k.application_id = a.id and k.person_id = ${person})`;

/** Does the person review the dossier `a`, by a form with fields that are hidden from reviewers? */
export const reviewedBlindBy = (person: string): string => `(exists (select from assignments s where s.application_id = a.id and s.reviewer_id = ${person} and s.ended_at is null)
  and exists (select from form_versions v where v.id = a.form_version_id and jsonb_path_exists(v.definition, '$.sections[*].fields[*] ? (@.blind == true || exists (@.fields[*] ? (@.blind == true)))')))`;

/** What `canSeeApplication` looks at of the person `$1` and the dossier `a`. */
export const seenColumns = `a.id, a.call_id as "callId", a.pole_id as "poleId", a.state, ${conflictedWith('$1::uuid')} as conflicted, ${reviewedBlindBy('$1::uuid')} as "reviewedBlind"`;
