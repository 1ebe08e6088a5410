import type { ReactNode } from 'react';
import type { Schemas } from '../client/client.js';
import { day } from '../language/format.js';
import { legalFormName } from '../language/legal-forms.js';

type Check = Schemas['CompanyCheckDto'];

const told: Record<Check['differences'][number], (check: Check) => string> = {
  'not-found': () => 'inconnu du registre public',
  closed: () => 'structure cessée',
  name: ({ registeredName }) => `y porte le nom « ${registeredName} »`,
  'legal-category': ({ registeredCategory }) => `y est ${legalFormName(registeredCategory ?? '')}`,
};

/** What the register said of a number that was declared: an information, which decides nothing. */
export const CompanyCheck = ({ check }: { check: Check | undefined }): ReactNode =>
  check === undefined ? (
    '–'
  ) : check.checkedAt === null ? (
    <span className="es-muted">pas encore vérifié</span>
  ) : (
    <>
      {check.differences.length === 0 ? 'concorde' : <b>{check.differences.map((one) => told[one](check)).join(', ')}</b>}
      <small className="es-muted es-block">vérifié le {day(check.checkedAt)}</small>
    </>
  );
