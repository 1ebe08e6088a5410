import fc from 'fast-check';
import { departmentOfPostalCode, departments } from './department.js';

it.each([['35000', '35'], ['01000', '01'], ['20000', '2A'], ['20137', '2A'], ['20200', '2B'], ['20620', '2B'], ['97400', '974'], ['97600', '976']])('%s is in %s', (postalCode, code) => expect(departmentOfPostalCode(postalCode)).toBe(code));
it.each(['00000', '96000', '97500', '98800', '3500', '350000', ''])('%j is in none of them', (postalCode) => expect(departmentOfPostalCode(postalCode)).toBeUndefined());

it('gives a department that there is, or none', () => {
  fc.assert(fc.property(fc.stringMatching(/^[0-9]{5}$/), (postalCode) => {
    const code = departmentOfPostalCode(postalCode);
    expect(code === undefined || departments.some((one) => one.code === code)).toBe(true);
  }));
});
