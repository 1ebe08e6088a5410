import { isRecord, own, type AnswersBySection, type Field, type FormDefinition, type Section } from '../calls/form.js';
import { invalid } from '../shared/error.js';

/** A field's files, as its answer lists them. */
export interface Attached {
  readonly section: string;
  readonly field: string;
  readonly ids: readonly string[];
}

type Given = Readonly<Record<string, unknown>> | undefined;
const held = (answers: Given, key: string): unknown[] => (Array.isArray(own(answers, key)) ? (own(answers, key) as unknown[]) : []);

/** The fields for files among `fields`, those of repeated blocks included. */
export const fileFields = (fields: readonly Field[]): Field[] => fields.flatMap((field) => (field.kind === 'attachment' ? [field] : fileFields(field.fields ?? [])));

export const hasAttachments = (section: Section): boolean => fileFields(section.fields).length > 0;

const attachedOf = (fields: readonly Field[], answers: Given, section: string): Attached[] =>
  fields.flatMap((field) => {
    if (field.kind === 'repeat') return held(answers, field.key).flatMap((item) => attachedOf(field.fields ?? [], isRecord(item) ? item : {}, section));
    return field.kind === 'attachment' && held(answers, field.key).length > 0 ? [{ section, field: field.key, ids: held(answers, field.key) as string[] }] : [];
  });

/** What the answers of one section attach, item by item of its repeated blocks. */
export const attachedIn = (section: Section, answers: Given): Attached[] => attachedOf(section.fields, answers, section.key);

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
