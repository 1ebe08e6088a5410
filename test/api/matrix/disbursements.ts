import { randomUUID } from 'node:crypto';
import type { Matrix } from './case.js';
import { committee, elsewhere, poleReaders, type Persona } from './persona.js';

const operators: readonly Persona[] = ['preparer', 'approver', 'executor'];
const orderReaders: readonly Persona[] = ['officer', 'signatory', ...operators, 'auditor'];
const agreementReaders: readonly Persona[] = [...poleReaders, ...orderReaders];
/** Accounts are the poles', not a call's: the operator's people see them all. */
const accountReaders: readonly Persona[] = [...operators, 'auditor', 'preparer-elsewhere'];
const deskReaders: readonly Persona[] = [...committee, 'linked-member', 'officer', 'publisher', 'signatory', ...operators, 'auditor', 'administrator', ...elsewhere];
const except = (from: readonly Persona[], ...some: Persona[]): readonly Persona[] => from.filter((persona) => !some.includes(persona));

const step = (action: 'approve' | 'execute' | 'cancel', by: Persona) =>
  [
    { of: 'payment-order', ok: [by], forbidden: { code: `payment-order.${action}-not-yours`, to: except(orderReaders, by) }, otherwise: 'payment-order.not-found' },
  ] as const;

export const disbursements: Matrix = {
  'GET /api/bank-accounts': [{ of: 'bank-account', list: { param: 'poleId', by: 'pole', pins: true }, ok: ['own', 'representative', ...accountReaders] }],
  'POST /api/poles/{id}/bank-accounts': [
    {
      of: 'pole',
      ok: ['own'],
      forbidden: { code: 'bank-account.declare-not-yours', to: ['representative', 'pole-reader', ...deskReaders], evenAbsent: deskReaders },
      otherwise: 'pole.not-found',
      body: (_, __, { iban }) => ({ iban, holder: 'Pôle fictif' }),
    },
  ],
  'POST /api/bank-accounts/{id}/verify': [
    {
      of: 'bank-account',
      ok: ['approver'],
      forbidden: { code: 'bank-account.verify-not-yours', to: ['own', 'representative', ...except(accountReaders, 'approver')] },
      otherwise: 'bank-account.not-found',
    },
  ],
  'GET /api/instalments': [{ of: 'instalment', list: { param: 'agreementId', by: 'agreement', pins: true }, ok: agreementReaders }],
  'POST /api/instalments/{id}/accept-report': [
    {
      of: 'reported-instalment',
      ok: ['officer'],
      forbidden: { code: 'instalment.accept-report-not-yours', to: except(agreementReaders, 'officer') },
      otherwise: 'instalment.not-found',
    },
  ],
  'GET /api/payment-orders': [
    { of: 'payment-order', list: { param: 'instalmentId', by: 'instalment', pins: true }, ok: orderReaders },
    { of: 'payment-order', list: { param: 'callId', by: 'call' }, ok: orderReaders },
  ],
  'POST /api/payment-orders': [
    {
      of: 'instalment',
      ok: ['preparer'],
      forbidden: { code: 'payment-order.prepare-not-yours', to: except(agreementReaders, 'preparer') },
      otherwise: 'instalment.not-found',
      headers: () => ({ 'idempotency-key': randomUUID() }),
      body: (id) => ({ instalmentId: id }),
    },
  ],
  'GET /api/payment-orders/{id}': [{ of: 'payment-order', ok: orderReaders, otherwise: 'payment-order.not-found' }],
  'POST /api/payment-orders/{id}/approve': step('approve', 'approver'),
  'POST /api/payment-orders/{id}/execute': step('execute', 'executor'),
  'POST /api/payment-orders/{id}/cancel': step('cancel', 'approver'),
  'GET /api/loans': [{ of: 'loan', list: { param: 'callId', by: 'call' }, ok: agreementReaders }],
  'GET /api/loans/{id}': [{ of: 'loan', ok: agreementReaders, otherwise: 'loan.not-found' }],
  'POST /api/loans/{id}/repayments': [
    {
      of: 'loan',
      ok: operators,
      forbidden: { code: 'repayment.record-not-yours', to: except(agreementReaders, ...operators) },
      otherwise: 'loan.not-found',
      body: () => ({ amountCents: 1, receivedOn: '2023-10-30', bankReference: `VIR ${randomUUID()}` }),
    },
  ],
  'POST /api/repayments/{id}/correct': [
    {
      of: 'repayment',
      ok: ['approver'],
      forbidden: { code: 'repayment.correct-not-yours', to: except(agreementReaders, 'approver') },
      otherwise: 'repayment.not-found',
      body: () => ({ reason: 'Le virement d’un autre pôle.' }),
    },
  ],
};
