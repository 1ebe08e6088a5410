import { departments } from '../directory/department.js';
import { isIban } from '../directory/iban.js';
import { isPhone, isPostalCode, isRna } from '../directory/identifiers.js';
import { isPlaceCode } from '../directory/place.rules.js';
import { regions } from '../directory/region.js';
import { isSiret } from '../directory/siren.js';
import { isEmail } from '../identity/email.js';
import { decimalsOf } from '../shared/exact.js';
import type { Address, Budget, BudgetLine, Field, Problem, Territory } from './form.js';

type Limit = Omit<Problem, 'path'>;

const said = (code: string, params?: Problem['params']): Limit => (params === undefined ? { code } : { code, params });

const isCents = ({ kind, unit }: Field): boolean => kind === 'amount' || unit === 'amount';

function boundLimit(field: Field, value: number): Limit | undefined {
  const { min, max } = field;
  const unit = isCents(field) ? 'cents' : 'number';
  if (min !== undefined && value < min) return said('answer.too-low', { [unit]: min });
  return max !== undefined && value > max ? said('answer.too-high', { [unit]: max }) : undefined;
}

function addressLimit({ line = '', postalCode = '', city = '' }: Partial<Address>): Limit | undefined {
  if ([line, postalCode, city].some((one) => one.trim() === '')) return said('answer.address-incomplete');
  return isPostalCode(postalCode) ? undefined : said('answer.postal-code-malformed');
}

function territoryLimit({ level }: Field, { code = '', name = '' }: Partial<Territory>): Limit | undefined {
  if (code.trim() === '' || name.trim() === '') return said('answer.territory-incomplete');
  if (level === 'commune' || level === 'epci') return isPlaceCode(level, code) ? undefined : said(level === 'commune' ? 'answer.commune-malformed' : 'answer.epci-malformed');
  const list = level === 'region' ? regions : departments;
  return list.some((one) => one.code === code && one.name === name) ? undefined : said('answer.territory-unknown');
}

const sumOf = (lines: readonly BudgetLine[]): bigint => lines.reduce((sum, { cents }) => sum + BigInt(cents), 0n);

/** What is wrong with an answer whose type is right: what keeps it from being submitted. */
export function limitOf(field: Field, value: unknown): Limit | undefined {
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return field.minLength !== undefined && (value as string).trim().length < field.minLength ? said('answer.text-too-short', { min: field.minLength }) : undefined;
    case 'number':
      if (field.decimals !== undefined && decimalsOf(value as number) > field.decimals) return said('answer.too-many-decimals', { max: field.decimals });
      return boundLimit(field, value as number);
    case 'amount':
    case 'computed':
      return boundLimit(field, value as number);
    case 'date':
      if (field.earliest !== undefined && (value as string) < field.earliest) return said('answer.too-early', { day: field.earliest });
      return field.latest !== undefined && (value as string) > field.latest ? said('answer.too-late', { day: field.latest }) : undefined;
    case 'siret':
      return isSiret(value as string) ? undefined : said('answer.siret-wrong');
    case 'rna':
      return isRna(value as string) ? undefined : said('answer.rna-wrong');
    case 'iban':
      return isIban(value as string) ? undefined : said('answer.iban-wrong');
    case 'email':
      return isEmail(value as string) ? undefined : said('answer.email-wrong');
    case 'phone':
      return isPhone(value as string) ? undefined : said('answer.phone-wrong');
    case 'address':
      return addressLimit(value as Partial<Address>);
    case 'territory':
      return territoryLimit(field, value as Partial<Territory>);
    case 'repeat': {
      const count = (value as unknown[]).length;
      if (field.min !== undefined && count < field.min) return said('answer.too-few-items', { min: field.min });
      return field.max !== undefined && count > field.max ? said('answer.too-many-items', { max: field.max }) : undefined;
    }
    case 'budget': {
      const { charges, products } = value as Budget;
      return sumOf(charges) === sumOf(products) ? undefined : said('answer.budget-not-balanced');
    }
    case 'attachment':
    case 'choice':
    case 'choices':
    case 'yes-no':
    case 'engagement':
      return undefined;
  }
}
