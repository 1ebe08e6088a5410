/** `text` without U+0000 and lone surrogates, which PostgreSQL's jsonb and text refuse; `changed` so that a person can be told. */
export function cleanText(text: string): { text: string; changed: boolean } {
  // Surrogates first: taking U+0000 out of between two lone ones would make a pair of them.
  const clean = text.replace(/\p{Cs}/gu, '').replaceAll('\u0000', '');
  return { text: clean, changed: clean !== text };
}

export const isClean = (text: string): boolean => !cleanText(text).changed;

/** Does a text turn the order of reading around? It may be right-to-left, but not pretend to be another one. */
export const isReversed = (text: string): boolean => /[\u202d\u202e]/.test(text);

/**
 * A JSON value with every text in it cleaned, keys too. `changed` lists the paths of what was changed (`sections[0].title`).
 * A key that becomes equal to another one by cleaning loses to the later of the two; both are in `changed` or unchanged.
 */
export function cleanJson(value: unknown): { value: unknown; changed: string[] } {
  const changed: string[] = [];
  const walk = (node: unknown, path: string): unknown => {
    if (typeof node === 'string') {
      const cleaned = cleanText(node);
      if (cleaned.changed) changed.push(path);
      return cleaned.text;
    }
    if (Array.isArray(node)) return node.map((item, index) => walk(item, `${path}[${index}]`));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, item]) => {
        const cleaned = cleanText(key);
        const itemPath = path === '' ? cleaned.text : `${path}.${cleaned.text}`;
        if (cleaned.changed) changed.push(itemPath);
        return [cleaned.text, walk(item, itemPath)];
      }),
    );
  };
  return { value: walk(value, ''), changed };
}
