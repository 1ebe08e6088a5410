import { createHash } from 'node:crypto';
import { LetterQueries } from '#features/decisions/letter.queries.js';
import { LetterRepository } from '#features/decisions/letter.repository.js';
import { LetterService } from '#features/decisions/letter.service.js';
import { at, openRound, type Round } from './round-fixture.js';

let round: Round;
beforeAll(async () => {
  round = await openRound();
});
afterAll(() => round.close());

const make = (outboxId: string) => round.module.get(LetterService).make(outboxId);

async function confirmed(): Promise<{ id: string; outboxId: string }> {
  const id = await round.propose(await round.dossier());
  await round.decisions.confirm(round.people.signatory, id, at);
  const { rows } = await round.app.query<{ id: string }>(`select o.id from outbox o join events e on e.id = o.event_id where e.subject_id = $1 and o.job = 'decisions.make-letter'`, [id]);
  return { id, outboxId: rows[0]!.id };
}

async function kept(decisionId: string) {
  const { rows } = await round.app.query<{ letters: number; files: number; outbox: number }>(
    `select (select count(*)::integer from letters where decision_id = $1) as letters,
       (select count(*)::integer from letter_files f join letters l on l.id = f.letter_id where l.decision_id = $1) as files,
       (select count(*)::integer from outbox o join events e on e.id = o.event_id where e.subject_id = $1::text and o.job = 'decisions.make-letter') as outbox`,
    [decisionId],
  );
  return { ...rows[0]!, made: (await round.events('decision', decisionId)).filter((name) => name === 'letter.made').length };
}

const done = { letters: 1, files: 1, outbox: 0, made: 1 };

it('makes one letter, however often and by however many workers its job is run', async () => {
  const { id, outboxId } = await confirmed();
  await round.warm();
  await Promise.all([make(outboxId), make(outboxId), make(outboxId)]);
  await make(outboxId);
  expect(await kept(id)).toEqual(done);
  const file = await round.module.get(LetterQueries).fileOf(round.people.signatory, id);
  expect(createHash('sha256').update(file.content).digest('hex')).toBe(file.sha256);
});

it('loses nothing when it dies between the PDF and its keeping', async () => {
  const { id, outboxId } = await confirmed();
  const repository = round.module.get(LetterRepository);
  const keep = repository.keep.bind(repository);
  repository.keep = () => Promise.reject(new Error('killed'));
  await expect(make(outboxId)).rejects.toThrow('killed');
  repository.keep = keep;
  expect(await kept(id)).toEqual({ letters: 0, files: 0, outbox: 1, made: 0 });
  await make(outboxId);
  expect(await kept(id)).toEqual(done);
});

it('keeps the letter that is there when a job comes back for it', async () => {
  const { id, outboxId } = await confirmed();
  const { rows } = await round.app.query<{ event_id: string }>(`select event_id from outbox where id = $1`, [outboxId]);
  await make(outboxId);
  const first = await round.module.get(LetterQueries).fileOf(round.people.signatory, id);
  const again = await round.app.query<{ id: string }>(`insert into outbox (job, key, event_id) values ('decisions.make-letter', 'again', $1) returning id`, [rows[0]!.event_id]);
  await make(again.rows[0]!.id);
  expect(await kept(id)).toEqual(done);
  expect(await round.module.get(LetterQueries).fileOf(round.people.signatory, id)).toEqual(first);
});
