import { lifecycle } from '../shared/lifecycle.js';

export const orderStates = ['prepared', 'approved', 'executed', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];
export type OrderAction = 'approve' | 'execute' | 'cancel';

/** What was paid is not cancelled: it is recovered. */
export const paymentOrderLifecycle = lifecycle<OrderState, OrderAction>('payment-order', 'prepared', {
  approve: { from: ['prepared'], to: 'approved' },
  execute: { from: ['approved'], to: 'executed' },
  cancel: { from: ['prepared', 'approved'], to: 'cancelled' },
});
