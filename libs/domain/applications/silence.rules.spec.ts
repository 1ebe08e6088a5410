import { implicitRejectionDay } from './silence.rules.js';

describe('implicitRejectionDay', () => {
  it.each([
    ['2023-07-31', '2023-09-30'],
    ['2023-07-14', '2023-09-14'],
    ['2023-12-31', '2024-02-29'],
    ['2022-12-30', '2023-02-28'],
    ['2023-11-15', '2024-01-15'],
  ])('received on %s: %s', (receivedOn, day) => expect(implicitRejectionDay(receivedOn)).toBe(day));
});
