import fc from 'fast-check';
import type { Run } from '#domain/shared/document.js';
import { faces } from './font.js';
import { breakLines, type Line } from './line-breaks.js';

const said = ({ pieces }: Line): string => pieces.map(({ text }) => text).join('');
const measured = ({ pieces }: Line): number =>
  pieces.reduce((sum, { text, strong }, index) => sum + faces()[strong ? 'strong' : 'regular'].widthOf(index === pieces.length - 1 ? text.trimEnd() : text, 10), 0);

const text = fc.string({ unit: fc.constantFrom(...'aéE l’m.— :«»€'), maxLength: 80 });
const runs = fc.array(fc.oneof(text, text.map((strong): Run => ({ strong }))), { maxLength: 6 });

describe('breakLines', () => {
  it('says every word once, in order, on lines that fit', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 20, max: 300 }), (given, width) => {
        const lines = breakLines(given, 10, width);
        const whole = given.map((run) => (typeof run === 'string' ? run : run.strong)).join('');
        expect(lines.map(said).join('').replaceAll(' ', '')).toBe(whole.replaceAll(' ', ''));
        for (const line of lines) {
          expect(line.width).toBeCloseTo(measured(line), 6);
          expect(line.width).toBeLessThanOrEqual(width + 1e-6);
        }
      }),
    );
  });

  it('ends lines at plain spaces only, and keeps the space for who extracts the text', () => {
    expect(breakLines(['loi n°\u00a02000-321 du 12\u00a0avril 2000'], 10, 58).map(said)).toEqual(['loi ', 'n°\u00a02000-321 ', 'du 12\u00a0avril ', '2000']);
  });

  it('keeps words of two weights together', () => {
    expect(breakLines(['un ', { strong: 'deux' }, ', trois'], 10, 35).map(said)).toEqual(['un ', 'deux, ', 'trois']);
  });
});
