import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import type { Response } from 'supertest';
import { openApi } from '#api/openapi.js';
import { said } from '../support/api.js';
import { fictitiousSiren } from '../support/open-call.js';
import { buildWorld, type World } from '../support/world.js';
import type { Side } from '../support/world-side.js';
import { matrix } from './matrix/all.js';
import type { Case } from './matrix/case.js';
import { expectation, type Expectation, type Refusal, type Target } from './matrix/expectation.js';
import { personas, type Persona } from './matrix/persona.js';

const absentId = '00000000-0000-7000-8000-00000000abed';

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});
afterAll(() => world?.close());

/** Every route of every controller, as Fastify serves it: `METHOD /path/{param}`. */
function routes(): string[] {
  const { app } = world.api;
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype as Type));
  const found = controllers.flatMap((controller) => {
    const prefix = String(Reflect.getMetadata(PATH_METADATA, controller));
    const handlers = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype)).flatMap(([name, { value }]) => (name === 'constructor' ? [] : [value as object]));
    return handlers.flatMap((handler) => {
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
      if (path === undefined) return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod] as HTTPMethods;
      const parts = `${prefix}/${path}`.split('/').filter((part) => part !== '');
      const url = ['/', '/api/'].map((root) => root + parts.join('/')).find((one) => fastify.hasRoute({ method, url: one }));
      return [`${method} ${url?.replace(/:(\w+)/g, '{$1}') ?? `(not served) ${parts.join('/')}`}`];
    });
  });
  return found.sort();
}

it('has every route that is served, and no other', () => {
  expect(Object.keys(matrix).sort()).toEqual(routes());
  const documented = (['api', 'demonstration'] as const).flatMap((part) =>
    Object.entries(openApi(world.api.app, part).paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)),
  );
  expect(documented.filter((route) => matrix[route] === undefined)).toEqual([]);
});

/** The id at which a target stands; undefined: the world has none there. */
function idAt(target: Target, subject: Case['of']): string | undefined {
  if (subject === undefined) return undefined;
  if (target === 'here' || target === 'elsewhere') return world[target][subject];
  return target === 'absent' ? absentId : 'not-an-id';
}

const sideOf = (target: Target): Side => (target === 'elsewhere' ? world.elsewhere : world.here);

async function ask(route: string, one: Case, persona: Persona, target: Target): Promise<Response> {
  const [method, template] = route.split(' ') as ['GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string];
  const id = idAt(target, one.of) ?? '';
  let path = template.replace('{key}', 'project').replace('{index}', '0').replace('{ordinal}', '1').replace('{name}', 'cahier.pdf').replace(/\{\w+\}/, id);
  if (one.list !== undefined) {
    const { param, by, query } = one.list;
    path += `?limit=100${param === undefined ? '' : `&${param}=${idAt(target, by)}`}${query === undefined ? '' : `&${query(world)}`}`;
  }
  if (one.query !== undefined) path += `?${one.query}`;
  const verb = method.toLowerCase() as 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete';
  const caller = world.people[persona];
  const body = one.body?.(id, world, sideOf(target));
  if (one.endsSession !== true || persona === 'visitor') return caller.call(verb, path, body, one.headers?.());
  return world.people.visitor.call(verb, path, body, { cookie: `essaim=${await world.api.sessionOf(caller)}` });
}

/** What is wrong with an answer, if anything is. */
function fault(one: Case, wanted: Expectation, answer: Response, id: string | undefined): string | undefined {
  // The answer to a HEAD has no body to say why.
  const isSame = (code: string): boolean => answer.request.method === 'HEAD' || (answer.body as { code?: string }).code === code;
  const got = `${answer.status} ${String((answer.body as { code?: string } | undefined)?.code ?? '')}`.trim();
  if (typeof wanted === 'object') return answer.status === wanted.status && isSame(wanted.code) ? undefined : `${wanted.status} ${wanted.code} wanted, ${got} given`;
  if (wanted === 'ok') {
    const isFine = (answer.status >= 200 && answer.status < 400) || (answer.request.method !== 'GET' && (answer.status === 409 || answer.status === 422));
    return isFine ? undefined : `not to be refused by right, ${got} given`;
  }
  const holds = answer.status === 200 && (answer.body as { items: { id: string; reviewId?: string }[] }).items.some((item) => item.id === id || item.reviewId === id);
  return answer.status === 200 && holds === (wanted === 'holds') ? undefined : `a list that ${wanted} the item wanted, ${got} given`;
}

function targetsOf(route: string, one: Case): Target[] {
  if (one.of === undefined) return ['here'];
  const known = (['here', 'elsewhere'] as const).filter((target) => [one.of, one.list?.by ?? one.of].every((subject) => idAt(target, subject) !== undefined));
  if (one.list !== undefined) return one.list.pins === true ? [...known, 'absent'] : known;
  return [...known, 'absent', ...(/\{(id|code)\}/.test(route) ? (['malformed'] as const) : [])];
}

/** A malformed id is refused before anybody looks at who asks. */
const readersOfMalformed: readonly Persona[] = ['visitor', 'nobody', 'own', 'administrator'];

const isRefused = (wanted: Expectation): wanted is Refusal | 'lacks' => typeof wanted === 'object' || wanted === 'lacks';

describe.each(Object.entries(matrix))('%s', (route, cases) => {
  it.each(cases.map((one, index) => [one.of ?? 'no id', index] as const))('%s (%#)', async (_, index) => {
    const one = cases[index]!;
    const targets = targetsOf(route, one);
    const faults: string[] = [];
    const had = new Set<Target>();
    const check = async (persona: Persona): Promise<void> => {
      const bytes = new Map<Target, string>();
      for (const target of targets) {
        if (target === 'malformed' && !readersOfMalformed.includes(persona)) continue;
        const answer = await ask(route, one, persona, target);
        const wanted = one.usesUp === true && answer.status === 404 ? expectation(one, persona, 'absent') : expectation(one, persona, target);
        if (answer.status < 300) had.add(target);
        const wrong = fault(one, wanted, answer, idAt(target, one.of));
        if (wrong !== undefined) faults.push(`${persona}, ${target}: ${wrong}`);
        if (isRefused(wanted) && (one.list === undefined || one.list.pins === true)) bytes.set(target, JSON.stringify([wanted, answer.headers['content-type'], said(answer)]));
      }
      const absent = bytes.get('absent');
      if (absent === undefined) return;
      const [sameAs] = JSON.parse(absent) as [Expectation];
      for (const [target, text] of bytes) {
        const [wanted] = JSON.parse(text) as [Expectation];
        if (JSON.stringify(wanted) === JSON.stringify(sameAs) && text !== absent) faults.push(`${persona}, ${target}: told apart from an absent id: ${text} / ${absent}`);
      }
    };
    await Promise.all(personas.map(check));
    expect(faults).toEqual([]);
    if (one.usesUp === true) expect([...had].sort()).toEqual(['elsewhere', 'here']);
  });
});

/** Ids that stand beside the one of the target: of the other call, of somebody without a role, of nothing. */
const beside: [string, Persona, (id: string) => [string, object], (world: World) => string, number, string][] = [
  ['whom an assignment goes to', 'officer', (id) => ['/api/assignments', { applicationId: world.here.reviewed, reviewerId: id, level: 'national' }], ({ spareId }) => spareId, 422, 'assignment.not-a-reviewer'],
  ['what a committee orders', 'chair', (id) => [`/api/calls/${world.here.call}/rankings`, { order: [id] }], ({ elsewhere }) => elsewhere.reviewed, 422, 'ranking'],
];

it.each(beside)('%s: another’s id and an absent one are answered alike', async (_, persona, request, other, status, code) => {
  const [first, second] = await Promise.all(
    [other(world), absentId].map(async (id) => {
      const [path, body] = request(id);
      const answer = await world.people[persona].call('post', path, body);
      return { status: answer.status, text: said(answer).replaceAll(id, 'id') };
    }),
  );
  expect(first).toEqual(second);
  expect(first).toMatchObject({ status, text: expect.stringContaining(code) });
});

describe('lists', () => {
  const uuid = '018f4e3a-7c1d-7000-8000-0000000000aa';
  const forged = [['x', 'not-a-uuid'], ['2023-02-30 10:00:00+00', 'x'], ['x\0', uuid], [null, null], [{}, uuid], [1e19, uuid], [], ['x'], { length: 2 }, 'x'];
  const lists = (): string[] =>
    Object.entries(openApi(world.api.app, 'api').paths).flatMap(([path, { get }]) =>
      (get?.parameters ?? []).some((one) => 'name' in one && one.name === 'after') ? [path.replace('{id}', path.startsWith('/api/calls/') ? world.here.call : path.startsWith('/api/applications/') ? world.here.draft : world.here.envelope).replace('{key}', 'project')] : [],
    );
  const get = (path: string, query: Record<string, string>): Promise<Response> =>
    world.people[path.endsWith('/revisions') ? 'own' : 'auditor'].call('get', `${path}?${new URLSearchParams({ ...(path === '/api/assignments' ? { callId: world.here.call } : {}), ...query }).toString()}`);

  it('go on where they stopped', async () => {
    for (const path of lists()) {
      const first = await get(path, { limit: '1' });
      const { items, next } = first.body as { items: object[]; next: string | null };
      expect([path, first.status, items.length, typeof next]).toEqual([path, 200, 1, 'string']);
      const second = await get(path, { limit: '1', after: next! });
      expect([path, second.status, (second.body as { items: object[] }).items.length]).toEqual([path, 200, 1]);
      expect((second.body as { items: object[] }).items).not.toEqual(items);
    }
  });

  it('refuse a forged cursor', async () => {
    for (const path of lists()) {
      for (const values of forged) {
        const { status, body } = await get(path, { after: Buffer.from(JSON.stringify(values)).toString('base64url') });
        expect([path, values, status, (body as { code: string }).code]).toEqual([path, values, 400, 'list.bad-cursor']);
      }
    }
  });
});

it('a character that cannot be stored is refused, in a filter and in a field', async () => {
  const { own, auditor } = world.people;
  const answers = await Promise.all([
    ...['poles', 'users', 'applications', 'decisions', 'agreements'].map((list) => auditor.call('get', `/api/${list}?search=%00`)),
    auditor.call('get', '/api/events?subjectId=%00'),
    auditor.call('get', '/api/notifications?template=%00'),
    own.call('post', '/api/poles', { name: 'a\0b', siren: fictitiousSiren(39_999), legalCategory: '9220', regionCode: '53', addressLine: '1 rue Imaginaire', postalCode: '35000', city: 'Rennes' }),
  ]);
  expect(answers.map(({ status, body }) => `${status} ${(body as { code: string }).code}`)).toEqual(answers.map(() => '400 text.unstorable'));
});
