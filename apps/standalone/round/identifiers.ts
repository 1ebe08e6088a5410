/** A SIREN of the range that belongs to nobody: begins with 000, Luhn-valid. */
export function fictitiousSiren(n: number): string {
  const body = `000${String(n).padStart(5, '0')}`;
  let sum = 0;
  for (let position = 0; position < 8; position++) {
    const digit = Number(body[position]) * (position % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** An IBAN of the bank code 99999, which no bank has, with a right RIB key and right check digits. */
export function fictitiousIban(n: number): string {
  const [bank, branch, account] = ['99999', '00001', String(n).padStart(11, '0')];
  const key = 97n - ((89n * BigInt(bank) + 15n * BigInt(branch) + 3n * BigInt(account)) % 97n);
  const bban = `${bank}${branch}${account}${String(key).padStart(2, '0')}`;
  const check = 98n - (BigInt(`${bban}152700`) % 97n);
  return `FR${String(check).padStart(2, '0')}${bban}`;
}
