import type { Condition, Field, FormDefinition } from '#domain/calls/form.js';
import { formFaults } from '#domain/calls/form.rules.js';
import { relabelledOption } from '../../apps/web/src/pages/officer/form/form-edits.js';

const options = [{ value: 'locale', label: 'Locale' }, { value: 'nationale', label: 'Nationale' }];
const choice = (key: string, kind: 'choice' | 'choices' = 'choice'): Field => ({ key, label: key, kind, required: false, options });
const text = (key: string, showIf: Condition): Field => ({ key, label: key, kind: 'text', required: false, showIf });

const form = (...fields: Field[]): FormDefinition => ({ sections: [{ key: 's', title: 'S', fields: [choice('echelle'), choice('publics', 'choices'), ...fields] }] });
/** The same, with the second answer of `echelle` written anew. */
const written = (before: FormDefinition, label = 'France entière'): FormDefinition => relabelledOption(before, { section: 0 }, 0, 1, label);

it('an answer that is renamed is named anew by the conditions on it, nested ones and lists of several', () => {
  const nested: Condition = { all: [{ field: 'echelle', equals: 'nationale' }, { any: [{ not: { field: 'echelle', oneOf: ['locale', 'nationale'] } }, { field: 'echelle', answered: true }] }] };
  const after = written(form(text('reseau', nested)));
  expect(after.sections[0]!.fields[0]!.options).toEqual([options[0], { value: 'france-entiere', label: 'France entière' }]);
  expect(after.sections[0]!.fields[2]!.showIf).toEqual({ all: [{ field: 'echelle', equals: 'france-entiere' }, { any: [{ not: { field: 'echelle', oneOf: ['locale', 'france-entiere'] } }, { field: 'echelle', answered: true }] }] });
  expect(formFaults(after)).toEqual([]);
});

it('conditions of sections and of the questions of a block follow too', () => {
  const block: Field = { key: 'partenaires', label: 'P', kind: 'repeat', required: false, fields: [text('nom', { field: 'echelle', equals: 'nationale' })] };
  const before = form(block);
  const after = written({ sections: [...before.sections, { key: 't', title: 'T', showIf: { field: 'echelle', equals: 'nationale' }, fields: [{ key: 'u', label: 'U', kind: 'text', required: false }] }] });
  expect(after.sections[0]!.fields[2]!.fields![0]!.showIf).toEqual({ field: 'echelle', equals: 'france-entiere' });
  expect(after.sections[1]!.showIf).toEqual({ field: 'echelle', equals: 'france-entiere' });
});

it('the equal answer of another question stays, with the conditions on it', () => {
  const showIf: Condition = { any: [{ field: 'publics', contains: 'nationale' }, { field: 'publics', oneOf: ['nationale'] }] };
  const before = form(text('reseau', showIf));
  expect(written(before).sections[0]!.fields.slice(1)).toEqual(before.sections[0]!.fields.slice(1));
});

it('of several answers at once, `contains` follows', () => {
  const before = form(text('reseau', { field: 'publics', contains: 'nationale' }));
  expect(relabelledOption(before, { section: 0 }, 1, 1, 'Jeunes').sections[0]!.fields[2]!.showIf).toEqual({ field: 'publics', contains: 'jeunes' });
});

it('a label that makes no short name, or one that is taken, breaks no condition either', () => {
  const before = form(text('reseau', { field: 'echelle', equals: 'nationale' }));
  expect(written(before, '').sections[0]!.fields[2]!.showIf).toEqual({ field: 'echelle', equals: 'nationale' });
  expect(written(before, 'Locale').sections[0]!.fields[2]!.showIf).toEqual({ field: 'echelle', equals: 'locale-2' });
});
