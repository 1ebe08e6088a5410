import { kindOf } from './member-kind.js';

it.each([
  ['9220', 'association', 'ess'],
  ['5460', 'cooperative', 'ess'],
  ['5710', 'SAS', 'enterprise'],
  ['6220', 'GIE', 'enterprise'],
  ['5515', 'SEM', 'enterprise'],
  ['1000', 'sole trader', 'enterprise'],
  ['7210', 'commune', 'authority'],
  ['7346', 'communauté de communes', 'authority'],
  ['7357', 'PETR', 'authority'],
  ['7383', 'university', 'education'],
  ['7389', 'public body', 'other'],
  ['', 'nothing', 'other'],
])('%s (%s) suggests %s', (code, _label, kind) => expect(kindOf(code)).toBe(kind));
