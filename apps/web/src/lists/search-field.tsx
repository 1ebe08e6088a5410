import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

/** A search that follows the typing, a third of a second after the last key; the address is the truth. */
export function SearchField({ label, value, onSearch }: { label: string; value: string | undefined; onSearch: (text: string | undefined) => void }): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState(value ?? '');
  const last = useRef(value ?? '');
  const search = useRef(onSearch);
  useEffect(() => {
    search.current = onSearch;
  });

  useEffect(() => {
    if ((value ?? '') === last.current) return;
    last.current = value ?? '';
    setTyped(last.current);
  }, [value]);
  useEffect(() => {
    if (typed === last.current) return;
    const timer = setTimeout(() => {
      last.current = typed;
      search.current(typed.trim() === '' ? undefined : typed);
    }, 300);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <>
      <label className="es-vh" htmlFor={id}>
        {label}
      </label>
      <input className="fr-input" id={id} type="search" placeholder={label} value={typed} onChange={(event) => setTyped(event.target.value)} />
    </>
  );
}
