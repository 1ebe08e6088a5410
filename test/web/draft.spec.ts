import fc from 'fast-check';
import { arrived, cutOff, keptMine, mayBeSent, opened, overtaken, refused, sending, tookTheirs, typed, type Draft } from '../../apps/web/src/drafts/draft.js';

const saved = { value: 'ancien', version: 3 };
const start = (): Draft<string> => opened(saved, undefined);

it('is saved, then unsaved, then on its way, then saved at the next version', () => {
  const sent = sending(typed(start(), 'nouveau'));
  expect([start().state, typed(start(), 'nouveau').state, sent.state, sent.sent]).toEqual(['saved', 'unsaved', 'saving', 'nouveau']);
  expect(arrived(sent, 4)).toMatchObject({ state: 'saved', value: 'nouveau', version: 4 });
});

it('what is typed while a save is on its way is not taken for saved', () => {
  const later = arrived(typed(sending(typed(start(), 'un')), 'un deux'), 4);
  expect(later).toMatchObject({ state: 'unsaved', value: 'un deux', version: 4 });
});

it('a device that kept nothing, or what the server has, opens saved; what differs opens unsaved', () => {
  const at = '2023-07-05T12:00:00Z';
  expect(opened(saved, { value: 'ancien', version: 3, at }).state).toBe('saved');
  expect(opened(saved, { value: 'gardé', version: 3, at })).toMatchObject({ state: 'unsaved', value: 'gardé', version: 3 });
});

it('typed back to what the server has, it is saved; not while a text may have arrived unheard', () => {
  expect(typed(typed(start(), 'nouveau'), 'ancien').state).toBe('saved');
  const unheard = refused(sending(cutOff(sending(typed(start(), 'un')))), { code: 'application.call-closed', params: {} });
  expect(typed(unheard, 'ancien').state).toBe('unsaved');
});

it('what was kept over an older version is stale: both texts are there', () => {
  const stale = opened({ value: 'de Malo', version: 5 }, { value: 'le mien', version: 3, at: '' });
  expect(stale).toMatchObject({ state: 'stale', value: 'le mien', theirs: { value: 'de Malo', version: 5 } });
});

it('the network is cut: typing goes on, and the next try sends all of it', () => {
  const kept = typed(cutOff(sending(typed(start(), 'un'))), 'un deux');
  expect([kept.state, mayBeSent(kept), sending(kept).sent]).toEqual(['kept', true, 'un deux']);
});

it('a stale save blocks every later one, whatever is typed, until the person has chosen', () => {
  const stale = overtaken(sending(typed(start(), 'le mien')), { value: 'le leur', version: 4 });
  const later = typed(typed(stale, 'le mien, suite'), 'le mien, fin');
  expect([later.state, later.value, mayBeSent(later), sending(later)]).toEqual(['stale', 'le mien, fin', false, later]);
  expect(keptMine(later)).toMatchObject({ state: 'unsaved', value: 'le mien, fin', version: 4 });
  expect(tookTheirs(later)).toMatchObject({ state: 'saved', value: 'le leur', version: 4 });
  expect(overtaken(sending(typed(start(), 'le leur')), { value: 'le leur', version: 4 })).toMatchObject({ state: 'saved', version: 4 });
});

it('a refusal keeps the text; typing or trying again is possible', () => {
  const no = refused(sending(typed(start(), 'nouveau')), { code: 'application.call-closed', params: {} });
  expect([no.state, no.value, mayBeSent(no), typed(no, 'autre').state]).toEqual(['refused', 'nouveau', true, 'unsaved']);
});

it('never loses what was typed last, and never sends over a version it has not seen', () => {
  type Step = (draft: Draft<string>) => Draft<string>;
  const word = fc.string({ maxLength: 3 });
  const step = fc.oneof<fc.Arbitrary<Step>[]>(
    word.map((value) => (draft: Draft<string>) => typed(draft, value)),
    fc.constant<Step>(sending),
    fc.constant<Step>((draft) => (draft.state === 'saving' ? arrived(draft, draft.version + 1) : draft)),
    fc.constant<Step>((draft) => (draft.state === 'saving' ? cutOff(draft) : draft)),
    word.map((value): Step => (draft) => (draft.state === 'saving' ? overtaken(draft, { value, version: draft.version + 1 }) : draft)),
    fc.constant<Step>(keptMine as Step),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let draft = start();
      for (const one of steps) {
        const before = draft;
        draft = one(before);
        if (before.state === 'stale' && draft.state !== 'stale' && one !== keptMine) return false;
        if (draft.value !== before.value && draft.state === 'saved' && before.state !== 'saving') return false;
        if (draft.version < before.version) return false;
      }
      return true;
    }),
  );
});
