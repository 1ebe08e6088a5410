import { isOutsideRegions } from './region.rules.js';

it('a call is for the regions that it names, and for all when it names none', () => {
  expect(isOutsideRegions({ regions: ['53', '52'] }, '94')).toBe(true);
  expect(isOutsideRegions({ regions: ['53', '52'] }, '52')).toBe(false);
  expect(isOutsideRegions({ regions: [] }, '94')).toBe(false);
});
