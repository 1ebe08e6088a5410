import { attachedBy, unknownFiles } from '#domain/applications/attached.rules.js';
import type { Application } from './application.entity.js';
import type { DraftContent } from './application.repository.js';

/** A file as a submission seals it: the answers name its id, this says which bytes that is. */
export interface SealedFile {
  id: string;
  section: string;
  field: string;
  name: string;
  kind: string;
  bytes: number;
  sha256: string;
}

/** The files that the answers name, in the order of the form; paths of fields that name unknown ones, and of those that name infected ones. */
export function sealedFiles({ form, sections, files }: DraftContent): { files: SealedFile[]; unknown: string[]; infected: string[] } {
  const attached = attachedBy(form, sections);
  const byId = new Map(files.map((file) => [file.id, file]));
  const named = attached.flatMap(({ ids }) => ids.flatMap((id) => byId.get(id) ?? []));
  return {
    files: named.map(({ id, section, field, name, kind, bytes, sha256 }) => ({ id, section, field, name, kind, bytes, sha256 })),
    unknown: unknownFiles(attached, files),
    infected: [...new Set(named.filter(({ infected }) => infected).map(({ section, field }) => `${section}.${field}`))],
  };
}

/**
 * The text that a submission seals: everything the pole declared, keys in a fixed order, so that its hash can be made again. `attachments` is
 * there only when there are some.
 */
export function sealedContent(callCode: string, application: Application, { pole, members, sections, form }: DraftContent, files: readonly SealedFile[]): string {
  return JSON.stringify({
    call: callCode,
    projectTitle: application.projectTitle,
    prerequisiteDeclared: application.prerequisiteDeclared,
    pole,
    members,
    sections: form.sections.map(({ key }) => ({ key, answers: sections[key] ?? {} })),
    ...(files.length === 0 ? {} : { attachments: files }),
  });
}
