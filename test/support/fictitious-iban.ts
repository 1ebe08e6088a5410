/** An account at a bank that does not exist (99999), with the right key and check digits. */
export function fictitiousIban(number: number): string {
  const account = `9999900001${String(number).padStart(11, '0')}`;
  const modulo = (digits: string): number => Number(BigInt(digits) % 97n);
  const key = String(97 - modulo(`${account}00`)).padStart(2, '0');
  const check = String(98 - modulo(`${account}${key}152700`)).padStart(2, '0');
  return `FR${check}${account}${key}`;
}
