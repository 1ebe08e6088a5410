import { DomainError, invalid } from '#domain/shared/error.js';
import { isClean } from '#domain/shared/text.js';

/** What is wrong in a definition: where, and which. */
export interface Fault {
  readonly path: string;
  readonly code: string;
}

/**
 * Reads a JSON definition piece by piece. Every refusal is `invalid-input` `<subject>.<reason>` with the `path` of the culprit
 * (`criteria[0].weight`); what is not known is refused, never dropped.
 */
export class DefinitionReader {
  constructor(private readonly subject: 'rubric' | 'form') {}

  refuse(reason: string, path: string): never {
    throw invalid(`${this.subject}.${reason}`, { path });
  }

  object(value: unknown, path: string, known: readonly string[]): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.refuse('not-an-object', path);
    for (const key of Object.keys(value)) if (!known.includes(key)) this.refuse('unknown-field', at(path, key));
    return { ...value };
  }

  list(value: unknown, path: string, max: number): unknown[] {
    if (!Array.isArray(value)) return this.refuse('not-a-list', path);
    if (value.length === 0) return this.refuse('empty-list', path);
    return value.length > max ? this.refuse('list-too-long', path) : value;
  }

  text(value: unknown, path: string, max = 500): string {
    if (typeof value !== 'string') return this.refuse('not-a-text', path);
    if (!isClean(value)) return this.refuse('text-not-clean', path);
    if (value.trim() === '') return this.refuse('empty-text', path);
    return value.length > max ? this.refuse('text-too-long', path) : value;
  }

  key(value: unknown, path: string): string {
    return typeof value === 'string' && /^[a-z][a-z0-9-]{0,59}$/.test(value) ? value : this.refuse('bad-key', path);
  }

  integer(value: unknown, path: string, min: number, max: number): number {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return this.refuse('not-an-integer', path);
    return value < min || value > max ? this.refuse('out-of-range', path) : value;
  }

  oneOf<Value extends string>(values: readonly Value[], value: unknown, path: string): Value {
    return values.find((one) => one === value) ?? this.refuse('not-one-of-these', path);
  }

  /** A flag that is absent is false. */
  flag(value: unknown, path: string): boolean {
    if (value === undefined) return false;
    return typeof value === 'boolean' ? value : this.refuse('not-a-boolean', path);
  }

  distinct(values: readonly string[], reason: string, path: string): void {
    if (new Set(values).size !== values.length) this.refuse(reason, path);
  }
}

/** Where the readers of a definition tell what is wrong: the first fault ends the reading, or all are kept. */
export class Faults {
  private readonly found: Fault[] = [];

  constructor(private readonly keeps: boolean) {}

  /** `read`'s result; undefined when it refused and faults are kept. */
  readonly attempt = <Result>(read: () => Result): Result | undefined => {
    try {
      return read();
    } catch (error) {
      if (!this.keeps || !(error instanceof DomainError)) throw error;
      this.found.push({ path: String(error.params.path), code: error.code });
      return undefined;
    }
  };

  get all(): readonly Fault[] {
    return this.found;
  }
}

export const at = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
