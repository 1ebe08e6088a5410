import { fileFields } from '../applications/attached.rules.js';
import type { Field, FormDefinition } from '../calls/form.js';
import { invalid, ruleViolated } from '../shared/error.js';
import { extensionOf, fileGroups, fileKinds, type FileKind } from '../shared/file-kind.js';

/** Whole bytes; `dossierBytes`: of all the files of one dossier, or of one call. */
export interface AttachmentLimits {
  readonly fileBytes: number;
  readonly dossierBytes: number;
}

const longestName = 150;

/**
 * A file's name as it is shown, and used for nothing else: composed, without folders, line breaks, controls, marks of direction and other
 * invisible signs, without what Windows refuses; 150 characters at most, its ending kept.
 */
export function attachmentName(typed: string): string {
  const flat = typed
    .normalize('NFC')
    .replace(/[\p{Zl}\p{Zp}\p{Zs}\t\r\n]+/gu, ' ')
    .replace(/\p{C}/gu, '')
    .replace(/^.*[/\\]/, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/ +/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .normalize('NFC');
  const signs = [...(flat === '' ? 'document' : flat)];
  if (signs.length <= longestName) return signs.join('');
  const end = extensionOf(flat);
  const kept = signs.slice(0, longestName - (end === '' ? 0 : end.length + 1)).join('').replace(/[. ]+$/, '');
  return end === '' ? kept : `${kept}.${end}`;
}

/** Its name with the ending of its kind, which a name without one lacks. */
export const nameOfKind = (name: string, kind: FileKind): string => (extensionOf(name) === '' ? `${name}.${fileKinds[kind].extensions[0]}` : name);

/** The field for files of this key, which is unique in a form, and its section. Throws `invalid-input` `attachment.no-such-field`. */
export function attachmentField(form: FormDefinition, fieldKey: string): { section: string; field: Field } {
  for (const section of form.sections) {
    const field = fileFields(section).find(({ key }) => key === fieldKey);
    if (field !== undefined) return { section: section.key, field };
  }
  throw invalid('attachment.no-such-field');
}

/** Largest file that a field takes, bytes. */
export const largestFile = (field: Pick<Field, 'maxBytes'>, limits: AttachmentLimits): number => Math.min(field.maxBytes ?? limits.fileBytes, limits.fileBytes);

function checkOne(bytes: number, maxBytes: number): void {
  if (bytes === 0) throw ruleViolated('file.empty');
  if (bytes > maxBytes) throw ruleViolated('attachment.too-large', { maxBytes });
}

/** May a file of `bytes` be sent to this field of a dossier that holds `held` bytes already? Throws `rule-violated` when not. */
export function checkSize(field: Pick<Field, 'maxBytes'>, bytes: number, held: number, limits: AttachmentLimits): void {
  checkOne(bytes, largestFile(field, limits));
  if (held + bytes > limits.dossierBytes) throw ruleViolated('attachment.dossier-full', { maxBytes: limits.dossierBytes });
}

/** The same for the documents of a call. */
export function checkDocumentSize(bytes: number, held: number, limits: AttachmentLimits): void {
  checkOne(bytes, limits.fileBytes);
  if (held + bytes > limits.dossierBytes) throw ruleViolated('document.call-full', { maxBytes: limits.dossierBytes });
}

/** Does the field take files of this kind? Throws `rule-violated` `attachment.kind-not-accepted` with what it takes. */
export function checkKind(field: Pick<Field, 'accept'>, kind: FileKind): void {
  const accept = field.accept ?? fileGroups;
  if (!accept.includes(fileKinds[kind].group)) throw ruleViolated('attachment.kind-not-accepted', { accept });
}
