import type { Application } from './application.entity.js';
import type { DraftContent } from './application.repository.js';

/** The text that a submission seals: everything the pole declared, keys in a fixed order, so that its hash can be made again. */
export function sealedContent(callCode: string, application: Application, { pole, members, sections, form }: DraftContent): string {
  return JSON.stringify({
    call: callCode,
    projectTitle: application.projectTitle,
    prerequisiteDeclared: application.prerequisiteDeclared,
    pole,
    members,
    sections: form.sections.map(({ key }) => ({ key, answers: sections[key] ?? {} })),
  });
}
