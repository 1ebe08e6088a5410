import type { PipeTransform } from '@nestjs/common';
import { notFound } from '#domain/shared/error.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id in a path: a malformed one is answered as an absent one, `<subject>.not-found`. */
export const ParseId = (subject: string): PipeTransform<string, string> => ({
  transform(value: string): string {
    if (!uuid.test(value)) throw notFound(subject);
    return value.toLowerCase();
  },
});
