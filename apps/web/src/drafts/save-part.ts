import { problemOf, Refusal } from '../client/refusal.js';

/** How often a save starts again because another part was saved meanwhile. */
const tries = 5;

/** Numbers a content, so that a draft that only compares versions notices when this part of a whole changed, and nothing else. */
export function fingerprint(content: unknown): number {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(content)) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}

/**
 * Saves one part of what the api versions as a whole, over `version` of that part: again when another part was saved meanwhile, refused as the
 * api would (`staleCode`) when this very part was. `put` saves over the version of the whole.
 */
export async function savePart<Whole extends { version: number }>({ read, versionOf, put, version, staleCode }: { read: () => Promise<Whole>; versionOf: (whole: Whole) => number; put: (version: number) => Promise<Whole>; version: number; staleCode: string }): Promise<Whole> {
  for (let turn = 1; ; turn++) {
    const now = await read();
    if (versionOf(now) !== version) throw new Refusal({ status: 409, code: staleCode, params: {} });
    try {
      return await put(now.version);
    } catch (error) {
      if (problemOf(error).code !== staleCode || turn === tries) throw error;
    }
  }
}
