import { addMonths } from '#domain/shared/day.js';
import type { Day } from '#domain/shared/day.js';

/**
 * The day on which silence on an application received on `receivedOn` becomes a rejection: two months later, since the request is
 * of a financial nature (CRPA L231-4, 3°). Not a délai franc; where the month has no such day, its last one.
 */
export const implicitRejectionDay = (receivedOn: Day): Day => addMonths(receivedOn, 2);
