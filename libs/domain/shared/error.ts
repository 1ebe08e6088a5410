export type ErrorKind = 'invalid-input' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'rule-violated' | 'unavailable';

export type ErrorParams = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/**
 * The one error of the domain. `code` is `<subject>.<kebab-reason>`, stable: the screens key their sentences by it.
 * `params` fill the sentence; they never hold personal data, since errors are logged.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly params: ErrorParams = {},
  ) {
    super(code);
  }
}

/** Absent, or not visible to the person who asks: both give this one answer. `subject` in the singular, as in events. */
export const notFound = (subject: string): DomainError => new DomainError('not-found', `${subject}.not-found`);
export const invalid = (code: string, params?: ErrorParams): DomainError => new DomainError('invalid-input', code, params);
export const forbidden = (code: string, params?: ErrorParams): DomainError => new DomainError('forbidden', code, params);
export const conflict = (code: string, params?: ErrorParams): DomainError => new DomainError('conflict', code, params);
export const ruleViolated = (code: string, params?: ErrorParams): DomainError => new DomainError('rule-violated', code, params);
export const unavailable = (code: string, params?: ErrorParams): DomainError => new DomainError('unavailable', code, params);
