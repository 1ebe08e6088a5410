import { useEffect, useRef, useState } from 'react';

/** How long after a pointer is lifted its click has surely been counted, ms. */
const afterClick = 60;

/**
 * The fields that were left, whose faults may now be told. While a pointer is down, telling waits for it: a sentence that appears under the field
 * moves what is below, and the button that is being pressed would slip away.
 */
export function useLeft(): { left: ReadonlySet<string>; leave: (key: string) => void } {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const isPressed = useRef(false);
  useEffect(() => {
    const press = (): void => void (isPressed.current = true);
    const lift = (): void => void (isPressed.current = false);
    document.addEventListener('pointerdown', press, true);
    document.addEventListener('pointerup', lift, true);
    document.addEventListener('pointercancel', lift, true);
    return () => {
      document.removeEventListener('pointerdown', press, true);
      document.removeEventListener('pointerup', lift, true);
      document.removeEventListener('pointercancel', lift, true);
    };
  }, []);
  const add = (key: string): void => setLeft((before) => (before.has(key) ? before : new Set([...before, key])));
  return {
    left,
    leave: (key) => {
      if (isPressed.current) document.addEventListener('pointerup', () => setTimeout(() => add(key), afterClick), { once: true });
      else add(key);
    },
  };
}
