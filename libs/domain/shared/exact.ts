/** An exact number: numerator over denominator, the latter above zero. */
export interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

export const whole = (value: bigint): Exact => ({ over: value, under: 1n });

/** The number that `value` shows when it is written down (0.1 is a tenth); undefined for what is no number, or has more than 16 digits or 9 decimals. */
export function toExact(value: number): Exact | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) return undefined;
  const [, sign, units = '', decimals = '', exponent = '0'] = match;
  const places = decimals.length - Number(exponent);
  if (places > 9 || units.length + Math.max(0, Number(exponent)) > 16) return undefined;
  const digits = BigInt(`${sign}${units}${decimals}`);
  return places >= 0 ? { over: digits, under: 10n ** BigInt(places) } : whole(digits * 10n ** BigInt(-places));
}

export const plus = (a: Exact, b: Exact): Exact => ({ over: a.over * b.under + b.over * a.under, under: a.under * b.under });
export const minus = (a: Exact, b: Exact): Exact => ({ over: a.over * b.under - b.over * a.under, under: a.under * b.under });
export const times = (a: Exact, b: Exact): Exact => ({ over: a.over * b.over, under: a.under * b.under });
/** Undefined by zero. */
export function over(a: Exact, b: Exact): Exact | undefined {
  if (b.over === 0n) return undefined;
  return b.over > 0n ? { over: a.over * b.under, under: a.under * b.over } : { over: -a.over * b.under, under: -a.under * b.over };
}
export const isLess = (a: Exact, b: Exact): boolean => a.over * b.under < b.over * a.under;

/** `value` times 10 to the power of `places`, as the nearest integer; halves away from zero. */
export function rounded(value: Exact, places: number): bigint {
  const scaled = value.over * 10n ** BigInt(places);
  const size = scaled < 0n ? -scaled : scaled;
  const nearest = (2n * size + value.under) / (2n * value.under);
  return scaled < 0n ? -nearest : nearest;
}

/** How many decimals `value` is written with. */
export function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}
