import type { EntityManager } from 'typeorm';

declare const open: unique symbol;
/** An open transaction. Only `Transactions.run` makes one; a method that takes one joins it and never opens another. */
export type Tx = EntityManager & { readonly [open]: true };
