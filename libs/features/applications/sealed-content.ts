import { attachedBy, unknownFiles } from '#domain/applications/attached.rules.js';
import { missingAnswers } from '#domain/calls/answer.rules.js';
import { corrected, type DossierContent } from '#domain/applications/correction.rules.js';
import type { Member } from '#domain/applications/eligibility.rules.js';
import type { SealedCharter } from '#domain/charters/assessment.rules.js';
import type { Application } from './application.entity.js';
import type { DraftContent } from './application.repository.js';

/** A file as a submission seals it: the answers name its id, this says which bytes that is. */
export interface SealedFile {
  readonly id: string;
  readonly section: string;
  readonly field: string;
  readonly name: string;
  readonly kind: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Who certified what is sealed, and as what. */
export interface SealedCertification {
  readonly by: string;
  readonly quality: string;
  /** ISO instant. */
  readonly at: string;
  readonly version: number;
}

/** Everything that the pole declared, keys in a fixed order, so that the hash of its text can be made again; its files come last, when there are some. */
export interface SealedContent extends DossierContent<Member> {
  readonly call: string;
  /** Of a call that has tracks: the one that is asked for. */
  readonly track?: { readonly key: string; readonly title: string };
  readonly pole: DraftContent['pole'];
  /** Where the call asks for it. */
  readonly charter?: SealedCharter;
  readonly attachments?: readonly SealedFile[];
  /** Where the call asks for it. */
  readonly certification?: SealedCertification;
}

/** What a submission seals now, but for its files: all of the draft, or, in answer to a correction, the `parts` that were opened and the rest as it was received. */
export function contentToSeal(callCode: string, application: Application, { track, pole, members, sections, form, sealed }: DraftContent, parts: readonly string[] | undefined): Omit<SealedContent, 'attachments' | 'certification'> {
  const now: SealedContent = {
    call: callCode,
    ...(track === null ? {} : { track }),
    projectTitle: application.draftTitle ?? application.projectTitle,
    prerequisiteDeclared: application.draftPrerequisite ?? application.prerequisiteDeclared,
    pole,
    members,
    sections: form.sections.map(({ key }) => ({ key, answers: sections[key] ?? {} })),
  };
  if (parts === undefined || sealed === null) return now;
  const { attachments: _, certification: _certified, ...received } = readSealed(sealed);
  return corrected(received, now, parts);
}

/** The files that the answers to be sealed name, in the order of the form; paths of fields that name unknown ones, and of those that name infected ones. */
export function filesToSeal({ form, files }: DraftContent, { sections }: Pick<SealedContent, 'sections'>): { files: SealedFile[]; unknown: string[]; infected: string[] } {
  const attached = attachedBy(form, Object.fromEntries(sections.map(({ key, answers }) => [key, answers])));
  const byId = new Map(files.map((file) => [file.id, file]));
  const named = attached.flatMap(({ ids }) => ids.flatMap((id) => byId.get(id) ?? []));
  return {
    files: named.map(({ id, section, field, name, kind, bytes, sha256 }) => ({ id, section, field, name, kind, bytes, sha256 })),
    unknown: unknownFiles(attached, files),
    infected: [...new Set(named.filter(({ infected }) => infected).map(({ section, field }) => `${section}.${field}`))],
  };
}

/** What would be sealed now, with its files; paths of what it still lacks, and of fields whose file is infected. */
export function dossierToSeal(callCode: string, application: Application, content: DraftContent, parts: readonly string[] | undefined): { content: ReturnType<typeof contentToSeal>; files: SealedFile[]; missing: string[]; infected: string[] } {
  const toSeal = contentToSeal(callCode, application, content, parts);
  const missing = missingAnswers(content.form, Object.fromEntries(toSeal.sections.map(({ key, answers }) => [key, answers]))).map((one) => one.path);
  if (toSeal.members.length === 0) missing.push('members');
  if (toSeal.projectTitle.trim() === '') missing.push('projectTitle');
  const { files, unknown, infected } = filesToSeal(content, toSeal);
  return { content: toSeal, files, missing: [...missing, ...unknown], infected };
}

export const readSealed = (text: string): SealedContent => JSON.parse(text) as SealedContent;
