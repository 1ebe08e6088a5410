import { corrected, type DossierContent } from '#domain/applications/correction.rules.js';
import type { Member } from '#domain/applications/eligibility.rules.js';
import type { Application } from './application.entity.js';
import type { DraftContent } from './application.repository.js';

/** Everything that the pole declared, keys in a fixed order, so that the hash of its text can be made again. */
export interface SealedContent extends DossierContent<Member> {
  readonly call: string;
  readonly pole: DraftContent['pole'];
}

/** What a submission seals now: all of the draft, or, in answer to a correction, the `parts` that were opened and the rest as it was received. */
export function contentToSeal(callCode: string, application: Application, { pole, members, sections, form, sealed }: DraftContent, parts: readonly string[] | undefined): SealedContent {
  const now: SealedContent = {
    call: callCode,
    projectTitle: application.draftTitle ?? application.projectTitle,
    prerequisiteDeclared: application.draftPrerequisite ?? application.prerequisiteDeclared,
    pole,
    members,
    sections: form.sections.map(({ key }) => ({ key, answers: sections[key] ?? {} })),
  };
  return parts === undefined || sealed === null ? now : corrected(readSealed(sealed), now, parts);
}

export const readSealed = (text: string): SealedContent => JSON.parse(text) as SealedContent;
