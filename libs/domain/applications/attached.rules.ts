import { own, type AnswersBySection, type Field, type FormDefinition, type Section } from '../calls/form.js';
import { invalid } from '../shared/error.js';

/** A field's files, as its answer lists them. */
export interface Attached {
  readonly section: string;
  readonly field: string;
  readonly ids: readonly string[];
}

/** The fields for files: a block that repeats has none. */
export const fileFields = ({ fields }: Section): Field[] => fields.filter(({ kind }) => kind === 'attachment');

/** What the answers of one section attach. */
export const attachedIn = (section: Section, answers: Readonly<Record<string, unknown>> | undefined): Attached[] =>
  fileFields(section).flatMap(({ key }) => {
    const ids = own(answers, key);
    return Array.isArray(ids) ? [{ section: section.key, field: key, ids: ids as string[] }] : [];
  });

export const attachedBy = (form: FormDefinition, answers: AnswersBySection): Attached[] => form.sections.flatMap((section) => attachedIn(section, answers[section.key]));

export interface HeldFile {
  readonly id: string;
  readonly section: string;
  readonly field: string;
}

/** Paths of the fields whose answers name a file that was never sent to them. */
export const unknownFiles = (attached: readonly Attached[], held: readonly HeldFile[]): string[] =>
  attached.filter(({ section, field, ids }) => !ids.every((id) => held.some((file) => file.id === id && file.section === section && file.field === field))).map(({ section, field }) => `${section}.${field}`);

/** Throws `invalid-input` `application.answers-malformed` for an answer that names files of another field, of another dossier or of none. */
export function checkAttached(attached: readonly Attached[], held: readonly HeldFile[]): void {
  const unknown = unknownFiles(attached, held);
  if (unknown.length > 0) throw invalid('application.answers-malformed', { problems: unknown.map((path) => `${path}: answer.file-unknown`) });
}
