/** Reads one parameter of an address; what is not valid is as if it were absent. */
type Reader<Value> = (raw: unknown) => Value | undefined;

export const text =
  (max = 200): Reader<string> =>
  (raw) =>
    typeof raw === 'string' && raw.trim() !== '' ? raw.slice(0, max) : typeof raw === 'number' ? String(raw) : undefined;

export const oneOf =
  <const Values extends readonly string[]>(values: Values): Reader<Values[number]> =>
  (raw) =>
    values.find((value) => value === String(raw));

export const page: Reader<number> = (raw) => (Number.isInteger(Number(raw)) && Number(raw) > 1 ? Number(raw) : undefined);

/** `validateSearch` of a route, from one reader per parameter: filters live in the address, typed. */
export const search =
  <Readers extends Record<string, Reader<unknown>>>(readers: Readers) =>
  (raw: Record<string, unknown>): { [Key in keyof Readers]?: Exclude<ReturnType<Readers[Key]>, undefined> } =>
    Object.fromEntries(Object.entries(readers).flatMap(([key, read]) => (read(raw[key]) === undefined ? [] : [[key, read(raw[key])]]))) as never;
