import { isOverseas, regionOf, regions } from './region.js';

describe('regions', () => {
  it('are eighteen, each code once', () => {
    expect(regions).toHaveLength(18);
    expect(new Set(regions.map(({ code }) => code)).size).toBe(18);
    expect(new Set(regions.map(({ name }) => name)).size).toBe(18);
    expect(regions.every(({ code }) => /^[0-9]{2}$/.test(code))).toBe(true);
  });

  it('are found by code, never by number', () => {
    expect(regionOf('01')?.name).toBe('Guadeloupe');
    expect(regionOf('84')?.name).toBe('Auvergne-Rhône-Alpes');
    expect(regionOf('1')).toBeUndefined();
    expect(regionOf('05')).toBeUndefined();
  });

  it('are overseas for five of them', () => {
    expect(regions.filter(({ code }) => isOverseas(code)).map(({ name }) => name)).toEqual(['Guadeloupe', 'Martinique', 'Guyane', 'La Réunion', 'Mayotte']);
  });
});
