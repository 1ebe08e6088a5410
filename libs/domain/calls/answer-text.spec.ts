import { answerText } from './answer-text.js';
import type { Field, TerritoryLevel } from './form.js';

const territory = (level: TerritoryLevel): Field => ({ key: 'a', label: 'A', kind: 'territory', required: false, level });

it.each<[TerritoryLevel, object, string]>([
  ['commune', { code: '35238', name: 'Rennes' }, 'Rennes (35238)'],
  ['epci', { code: '243500139', name: 'Rennes Métropole' }, 'Rennes Métropole (243500139)'],
  ['commune', { name: 'Renn' }, 'Renn'],
  ['commune', { code: '', name: 'Renn' }, 'Renn'],
  ['commune', { code: '35238' }, '(35238)'],
  ['department', { code: '35', name: 'Ille-et-Vilaine' }, 'Ille-et-Vilaine'],
  ['region', { code: '53', name: 'Bretagne' }, 'Bretagne'],
])('a %s %j reads « %s »', (level, value, text) => expect(answerText(territory(level), value)).toBe(text));
