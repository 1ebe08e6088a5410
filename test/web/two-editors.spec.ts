import fc from 'fast-check';
import { mergeAnswers, settledAnswers, type Choice } from '#domain/applications/merge.rules.js';
import { arrived, cutOff, mayBeSent, opened, overtaken, seen, sending, settled, typed, type Draft, type Kept, type Merge } from '../../apps/web/src/drafts/draft.js';

type Texts = Record<string, string>;

const fields = ['resume', 'strategie', 'territoire', 'moyens'] as const;
type FieldKey = (typeof fields)[number];

const merge: Merge<Texts> = (base, mine, theirs) => {
  const { answers, conflicts } = mergeAnswers(base, mine, theirs);
  return { value: answers as Texts, isWhole: conflicts.length === 0 };
};

/** The section as the server keeps it: a save over another version than the last is refused. */
interface Section {
  value: Texts;
  version: number;
}

/** One person at one device, and the save that is on its way. */
interface Editor {
  draft: Draft<Texts>;
  /** What the device has kept, for a reload. */
  kept: Kept<Texts> | undefined;
  /** Sent, not answered: did it arrive, and what was answered? */
  onItsWay: { isStale: boolean; version: number } | undefined;
}

interface World {
  section: Section;
  editors: [Editor, Editor];
  /** Every word that was typed, and by choice given up in a conflict view that showed it. */
  written: Set<string>;
  givenUp: Set<string>;
  words: number;
  /** Stale saves of which nothing was left to choose. */
  merges: number;
}

type Step =
  | { do: 'type'; who: 0 | 1; field: FieldKey; where: 'end' | 'start' | 'paragraph' }
  | { do: 'send' | 'arrive' | 'cut-before' | 'cut-after' | 'look' | 'reload'; who: 0 | 1 }
  | { do: 'choose'; who: 0 | 1; choices: Record<FieldKey, Choice> };

const wordsIn = (texts: Texts): string[] => Object.values(texts).flatMap((text) => text.match(/mot\d+/g) ?? []);

function move(editor: Editor, draft: Draft<Texts>): void {
  editor.draft = draft;
  editor.kept = draft.state === 'saved' ? undefined : { value: draft.value, version: draft.version, ...(draft.base === undefined ? {} : { base: draft.base }), at: '' };
}

/** The server takes or refuses what was sent; the answer is on its way back. */
function reach(world: World, editor: Editor): void {
  const { sent, version } = editor.draft;
  const isStale = world.section.version !== version;
  if (!isStale) world.section = { value: sent!, version: version + 1 };
  editor.onItsWay = { isStale, version: version + 1 };
}

const edited = (text: string, word: string, where: 'end' | 'start' | 'paragraph'): string => (text === '' ? word : where === 'end' ? `${text} ${word}` : where === 'start' ? `${word} ${text}` : `${text}\n\n${word}`);

function run(world: World, step: Step): void {
  const editor = world.editors[step.who];
  const { draft } = editor;
  switch (step.do) {
    case 'type': {
      const word = `mot${++world.words}`;
      world.written.add(word);
      return move(editor, typed(draft, { ...draft.value, [step.field]: edited(draft.value[step.field] ?? '', word, step.where) }));
    }
    case 'send':
      return mayBeSent(draft) ? move(editor, sending(draft)) : undefined;
    case 'arrive':
      if (draft.state !== 'saving') return undefined;
      reach(world, editor);
      move(editor, editor.onItsWay!.isStale ? overtaken(draft, world.section, merge) : arrived(draft, editor.onItsWay!.version));
      if (editor.onItsWay!.isStale && editor.draft.state === 'unsaved') world.merges++;
      return undefined;
    case 'cut-before':
      return draft.state === 'saving' ? move(editor, cutOff(draft)) : undefined;
    case 'cut-after':
      if (draft.state !== 'saving') return undefined;
      reach(world, editor);
      return move(editor, cutOff(draft));
    case 'look':
      return draft.state === 'saving' ? undefined : move(editor, seen(draft, world.section));
    case 'reload':
      return draft.state === 'saving' ? undefined : move(editor, opened(world.section, editor.kept, merge));
    case 'choose': {
      if (draft.state !== 'stale') return undefined;
      const merged = mergeAnswers(draft.base ?? {}, draft.value, draft.theirs!.value);
      const chosen = settledAnswers(merged, step.choices) as Texts;
      const shown = new Set(merged.conflicts.flatMap(({ mine, theirs }) => wordsIn({ mine: (mine ?? '') as string, theirs: (theirs ?? '') as string })));
      const left = new Set(wordsIn(chosen));
      for (const word of [...wordsIn(draft.value), ...wordsIn(draft.theirs!.value)]) if (!left.has(word) && shown.has(word)) world.givenUp.add(word);
      return move(editor, settled(draft, chosen));
    }
  }
}

/** Where a text that somebody typed can be found by a person: on the server, in a draft, or beside it in the conflict view. */
const inSight = ({ section, editors }: World): Set<string> => new Set([section.value, ...editors.flatMap(({ draft }) => [draft.value, ...(draft.theirs === undefined ? [] : [draft.theirs.value])])].flatMap(wordsIn));

const begin = (): World => {
  const section = { value: { resume: 'Au début.\n\nAu milieu.\n\nÀ la fin.' }, version: 1 };
  const editor = (): Editor => ({ draft: opened(section, undefined, merge), kept: undefined, onItsWay: undefined });
  return { section, editors: [editor(), editor()], written: new Set(), givenUp: new Set(), words: 0, merges: 0 };
};

const who = fc.constantFrom<0 | 1>(0, 1);
const choice = fc.constantFrom<Choice>('mine', 'theirs', 'both');
const step = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('type' as const), who, field: fc.constantFrom(...fields), where: fc.constantFrom('end' as const, 'start' as const, 'paragraph' as const) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('send' as const, 'arrive' as const, 'cut-before' as const, 'cut-after' as const, 'look' as const, 'reload' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('choose' as const), who, choices: fc.record({ resume: choice, strategie: choice, territoire: choice, moyens: choice }) }) },
);

/** The network is back and each person settles what is left: then one text is everybody's. */
function quieten(world: World): void {
  for (let turn = 0; turn < 20; turn++) {
    for (const one of [0, 1] as const) {
      run(world, { do: 'choose', who: one, choices: { resume: 'both', strategie: 'both', territoire: 'both', moyens: 'both' } });
      run(world, { do: 'send', who: one });
      run(world, { do: 'arrive', who: one });
      run(world, { do: 'look', who: one });
    }
  }
}

it('two people, one section, cut networks and reloads: every word that was typed is in sight, or was given up by whoever saw it', () => {
  let conflicts = 0;
  let merges = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }), (steps) => {
      const world = begin();
      for (const one of steps) {
        const before = world.editors[one.who].draft;
        run(world, one);
        const after = world.editors[one.who].draft;
        if (after.state === 'stale' && before.state !== 'stale') conflicts++;
        const found = inSight(world);
        for (const word of world.written) if (!found.has(word) && !world.givenUp.has(word)) throw new Error(`${word} is lost after ${one.do}`);
      }
      merges += world.merges;
      quieten(world);
      expect(world.editors.map(({ draft }) => draft.state)).toEqual(['saved', 'saved']);
      for (const { draft } of world.editors) expect(draft.value).toEqual(world.section.value);
      const kept = new Set(wordsIn(world.section.value));
      expect([...world.written].filter((word) => !kept.has(word) && !world.givenUp.has(word))).toEqual([]);
    }),
    { seed: 20_230_731, numRuns: 1_000 },
  );
  // Something happened at all.
  expect(conflicts).toBeGreaterThan(200);
  expect(merges).toBeGreaterThan(20);
});
