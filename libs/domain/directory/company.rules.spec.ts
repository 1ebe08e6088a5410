import fc from 'fast-check';
import { companyDifferences } from './company.rules.js';

const facts = (name: string | null, legalCategory: string | null = '9220', closed = false) => ({ name, legalCategory, closed });
const differences = (declared: string, name: string | null): string[] => companyDifferences({ name: declared, legalCategory: '9220' }, facts(name));

it.each([
  ['Les Laines du Bocage', 'LES LAINES DU BOCAGE'],
  ['L’Étang-Bleu', 'ETANG BLEU'],
  ['Cœur de Savoie', 'COEUR DE SAVOIE'],
  ['PECCS, Pôle d’économie circulaire en Cœur de Savoie', 'POLE D ECONOMIE CIRCULAIRE EN COEUR DE SAVOIE'],
  ['La Poste', 'LA POSTE (LAPOSTE SIEGE)'],
  ['A', null],
])('%s is %s', (declared, name) => expect(differences(declared, name)).toEqual([]));

it.each([
  ['Les Laines du Bocage', 'ATELIER DU PONT'],
  ['La', 'ATELIER'],
  ['', 'ATELIER'],
])('%j is not %s', (declared, name) => expect(differences(declared, name)).toEqual(['name']));

it('tells what an officer should look at, each by itself', () => {
  expect(companyDifferences({ name: 'A', legalCategory: '9220' }, null)).toEqual(['not-found']);
  expect(companyDifferences({ name: 'A', legalCategory: '9220' }, facts('B', '5710', true))).toEqual(['closed', 'name', 'legal-category']);
  expect(companyDifferences({ name: 'A', legalCategory: '9220' }, facts('A', null))).toEqual([]);
});

it('does not depend on case, accents or the order of the two names', () => {
  const name = fc.array(fc.constantFrom('Étang', 'bleu', 'Forge', 'des', 'Ânes', 'n°3'), { maxLength: 4 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(differences(one, other)).toEqual(differences(other, one));
      expect(differences(one, one.toUpperCase().normalize('NFD').replace(/[\u0300-\u036f]/g, ''))).toEqual([]);
    }),
  );
});
