import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { invalid } from '#domain/shared/error.js';

const flatten = (errors: readonly ValidationError[], path = ''): string[] =>
  errors.flatMap((error) => {
    const here = path === '' ? error.property : `${path}.${error.property}`;
    return [...Object.keys(error.constraints ?? {}).map((rule) => `${here}: ${rule}`), ...flatten(error.children ?? [], here)];
  });

/** Bodies and queries are what their DTO says, nothing more; a refusal names each field and the rule that it breaks, never the value. */
export const validation = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  exceptionFactory: (errors) => invalid('request.malformed', { problems: flatten(errors) }),
});
