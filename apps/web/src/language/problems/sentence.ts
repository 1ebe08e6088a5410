import type { Problem } from '../../client/refusal.js';

/** What happened and what to do, in one or two sentences; a function where the refusal says more. */
export type Sentence = string | ((params: Problem['params']) => string);
export type Sentences = Readonly<Record<string, Sentence>>;

/** A parameter as an integer; undefined when it is none. */
export const integerIn = (params: Problem['params'], key: string): number | undefined => (typeof params[key] === 'number' ? (params[key] as number) : undefined);
/** A parameter as a text; undefined when it is none. */
export const textIn = (params: Problem['params'], key: string): string | undefined => (typeof params[key] === 'string' && params[key] !== '' ? (params[key] as string) : undefined);
/** How many a list parameter has; 0 when it is none. */
export const countIn = (params: Problem['params'], key: string): number => (Array.isArray(params[key]) ? (params[key] as unknown[]).length : 0);
