import { useEffect, useState } from 'react';

let isPressed = false;
const waiting = new Set<() => void>();

function release(): void {
  isPressed = false;
  for (const settle of waiting) settle();
  waiting.clear();
}

let listens = false;
function listen(): void {
  if (listens) return;
  listens = true;
  document.addEventListener('mousedown', () => (isPressed = true), true);
  // After the click that it makes.
  for (const end of ['mouseup', 'dragend']) document.addEventListener(end, () => setTimeout(release), true);
  window.addEventListener('blur', release);
}

/**
 * `value`, but as it was while a button is being pressed: what appears when a field is left does not push the button away from under the finger that
 * leaves it.
 */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(listen, []);
  useEffect(() => {
    const settle = (): void => setSettled(value);
    if (!isPressed) return settle();
    waiting.add(settle);
    return () => void waiting.delete(settle);
  }, [value]);
  return isPressed ? settled : value;
}
