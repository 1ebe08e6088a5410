import type { Persona } from '../api/matrix/persona.js';
import type { Caller, TestApi } from './api.js';

/** Who plays the world; the matrix asks as others, so that nobody meets what they did themselves. */
export interface Staff {
  officer: Caller;
  chair: Caller;
  signatory: Caller;
  preparer: Caller;
  approver: Caller;
  executor: Caller;
  budget: Caller;
  administrator: Caller;
}

export async function hire(api: TestApi): Promise<Staff> {
  return {
    officer: await api.signIn('Olga Officière', 'officer'),
    chair: await api.signIn('Charles Président', 'chair'),
    signatory: await api.signIn('Simone Signataire', 'signatory'),
    preparer: await api.signIn('Pénélope Préparatrice', 'preparer'),
    approver: await api.signIn('Armand Approbateur', 'approver'),
    executor: await api.signIn('Édith Exécutrice', 'executor'),
    budget: await api.signIn('Béatrice Budget', 'budget-approver'),
    administrator: await api.signIn('Ada Administratrice', 'administrator'),
  };
}

/** Everybody whose role holds everywhere; the scoped ones get theirs when the other call is there. */
export async function personas(api: TestApi): Promise<Record<Persona, Caller>> {
  const one = (persona: Persona, ...grants: Parameters<TestApi['signIn']>[1][]): Promise<Caller> => api.signIn(`Persona ${persona}`, ...grants);
  return {
    visitor: api.visitor,
    nobody: await one('nobody'),
    own: await one('own'),
    representative: await one('representative'),
    'pole-reader': await one('pole-reader'),
    partner: await one('partner'),
    invited: await one('invited'),
    stranger: await one('stranger'),
    reviewer: await one('reviewer', 'national-reviewer'),
    'idle-reviewer': await one('idle-reviewer', 'national-reviewer'),
    'linked-reviewer': await one('linked-reviewer', 'national-reviewer'),
    'linked-member': await one('linked-member', 'committee-member'),
    'committee-member': await one('committee-member', 'committee-member'),
    chair: await one('chair', 'chair'),
    'session-secretary': await one('session-secretary', 'session-secretary'),
    officer: await one('officer', 'officer'),
    publisher: await one('publisher', 'publisher'),
    'budget-approver': await one('budget-approver', 'budget-approver'),
    signatory: await one('signatory', 'signatory'),
    preparer: await one('preparer', 'preparer'),
    approver: await one('approver', 'approver'),
    executor: await one('executor', 'executor'),
    auditor: await one('auditor', 'auditor'),
    administrator: await one('administrator', 'administrator'),
    'regional-correspondent': await one('regional-correspondent', 'regional-correspondent'),
    'officer-elsewhere': await one('officer-elsewhere'),
    'chair-elsewhere': await one('chair-elsewhere'),
    'signatory-elsewhere': await one('signatory-elsewhere'),
    'preparer-elsewhere': await one('preparer-elsewhere'),
  };
}
