import { useState } from 'react';
import { recall, remember } from '../session/device.js';
import { useSession } from '../session/site.js';

/** A text that is sent once, as a message is: this device keeps it for this person until it is emptied. `name` says which one it is. */
export function useKeptText(name: string): [string, (text: string) => void] {
  const key = `essaim.text.${useSession()?.userId ?? ''}.${name}`;
  const [text, setText] = useState(() => recall(key) ?? '');
  const keep = (next: string): void => {
    setText(next);
    remember(key, next === '' ? undefined : next);
  };
  return [text, keep];
}
