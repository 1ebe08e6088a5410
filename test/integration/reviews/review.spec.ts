import type { Actor } from '#domain/identity/actor.js';
import { AssignmentQueries } from '#features/reviews/assignment.queries.js';
import { AssignmentService } from '#features/reviews/assignment.service.js';
import { ReviewQueries } from '#features/reviews/review.queries.js';
import { ReviewService } from '#features/reviews/review.service.js';
import { at, marks, reviewedCall, type ReviewedCall } from './reviewed-call.js';

let call: ReviewedCall;
let first: Actor;
let second: Actor;
let chair: Actor;
let applicant: Actor;

beforeAll(async () => {
  call = await reviewedCall();
  first = await call.person(['national-reviewer']);
  second = await call.person(['personality'], { callId: call.callId });
  chair = await call.person(['chair']);
  applicant = await call.person(['applicant'], { poleId: await poleOf(await call.dossier()) });
});
afterAll(() => call.close());

const assignments = () => call.module.get(AssignmentService);
const reviews = () => call.module.get(ReviewService);
const queries = () => call.module.get(ReviewQueries);
const list = (actor: Actor, filter: { callId?: string } = {}) => call.module.get(AssignmentQueries).list(actor, { limit: 100, ...filter });
const assign = (applicationId: string, reviewer: Actor, by: Actor = call.officer) =>
  assignments().assign(by, { applicationId, reviewerId: reviewer.userId, level: 'national', why: 'compétence' }, at);
const stateOf = async (applicationId: string): Promise<unknown> => (await call.app.query(`select state from applications where id = $1`, [applicationId])).rows[0]!.state;
const poleOf = async (applicationId: string): Promise<string> =>
  (await call.app.query<{ pole_id: string }>(`select pole_id from applications where id = $1`, [applicationId])).rows[0]!.pole_id;
const refused = (code: string) => expect.objectContaining({ code }) as unknown;

describe('assigning', () => {
  it('puts an eligible dossier under review, once, and makes a draft', async () => {
    const dossier = await call.dossier();
    const one = await assign(dossier, first);
    await assign(dossier, second);
    expect(await stateOf(dossier)).toBe('under-review');
    expect(await call.eventsOf('application', dossier)).toEqual(['application.review-started']);
    expect(await call.eventsOf('assignment', one.assignmentId)).toEqual(['review.assigned']);
    expect(await queries().one(first, one.reviewId)).toMatchObject({
      state: 'draft',
      version: 1,
      submission: { content: { projectTitle: expect.stringMatching(/^Projet/) } },
      marks: [{ criterion: 'cooperation', value: null, notApplicable: false }, { criterion: 'territory', value: null }],
      actions: ['save-marks', 'send'],
    });
  });

  it('refuses the same reviewer twice, at once or later', async () => {
    const dossier = await call.dossier();
    const both = await Promise.allSettled([assign(dossier, first), assign(dossier, first)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(assign(dossier, first)).rejects.toEqual(refused('assignment.already-assigned'));
  });

  it('refuses those who are no reviewer there, who are linked, or who apply', async () => {
    const dossier = await call.dossier();
    const elsewhere = await call.person(['national-reviewer'], { callId: await call.otherCall() });
    const itself = await call.person(['national-reviewer']);
    await call.app.query(`insert into role_grants (user_id, role, scope) values ($1, 'applicant', $2)`, [itself.userId, JSON.stringify({ poleId: await poleOf(dossier) })]);
    const linked = await call.person(['national-reviewer']);
    await assignments().declareConflict(call.officer, dossier, linked.userId, 'employment', at);
    await expect(assign(dossier, elsewhere)).rejects.toEqual(refused('assignment.not-a-reviewer'));
    await expect(assign(dossier, chair)).rejects.toEqual(refused('assignment.not-a-reviewer'));
    await expect(assign(dossier, { userId: '00000000-0000-4000-8000-000000000000', grants: [] })).rejects.toEqual(refused('assignment.not-a-reviewer'));
    await expect(assign(dossier, itself)).rejects.toEqual(refused('assignment.conflicted'));
    await expect(assign(dossier, linked)).rejects.toEqual(refused('assignment.conflicted'));
    await expect(
      call.app.query(
        `insert into assignments (application_id, submission_id, reviewer_id, level, assigned_by, assigned_at) select $1, id, $2, 'national', $2, now() from submissions where application_id = $1`,
        [dossier, linked.userId],
      ),
    ).rejects.toMatchObject({ code: '23514', constraint: 'assignments_not_conflicted' });
    expect(await stateOf(dossier)).toBe('eligible');
  });

  it('is the officer\'s, on eligible dossiers', async () => {
    const dossier = await call.dossier();
    await expect(assign(dossier, first, chair)).rejects.toEqual(refused('assignment.make-not-yours'));
    await expect(assign(dossier, first, first)).rejects.toEqual(refused('application.not-found'));
    await expect(assign(await call.dossier('ineligible'), first)).rejects.toEqual(refused('application.cannot-start-review'));
    await expect(assign('00000000-0000-4000-8000-000000000000', first)).rejects.toEqual(refused('application.not-found'));
  });
});

describe('marks', () => {
  it('refuses a stale save, and keeps what is not answered apart from zero', async () => {
    const { reviewId } = await assign(await call.dossier(), first);
    expect(await reviews().saveMarks(first, reviewId, 1, { cooperation: { value: 0, comment: 'a\u0000b' } }, at)).toEqual({ version: 2, cleaned: ['cooperation.comment'] });
    await expect(reviews().saveMarks(first, reviewId, 1, marks(5, 5), at)).rejects.toEqual(refused('review.stale'));
    expect(await queries().one(first, reviewId)).toMatchObject({ version: 2, marks: [{ value: 0, comment: 'ab' }, { value: null, notApplicable: false }] });
    await reviews().saveMarks(first, reviewId, 2, { territory: { value: 3 } }, at);
    expect(await queries().one(first, reviewId)).toMatchObject({ version: 3, marks: [{ value: null, comment: '' }, { value: 3 }] });
    const mine = (await list(first)).items.find((row) => row.reviewId === reviewId);
    expect(mine).toMatchObject({ answered: 1, criteria: 2, reviewState: 'draft' });
  });

  it('saves one of two at the same version', async () => {
    const { reviewId } = await assign(await call.dossier(), first);
    const both = await Promise.allSettled([reviews().saveMarks(first, reviewId, 1, marks(1, 1), at), reviews().saveMarks(first, reviewId, 1, marks(2, 2), at)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await call.eventsOf('review', reviewId)).toEqual(['review.marks-saved']);
  });

  it('takes no mark of a criterion that is both marked and not applicable, whoever writes it', async () => {
    const { reviewId } = await assign(await call.dossier(), first);
    await expect(call.app.query(`insert into review_marks (review_id, criterion, value, not_applicable) values ($1, 'territory', 3, true)`, [reviewId])).rejects.toMatchObject({
      constraint: 'review_marks_value_or_not_applicable',
    });
  });
});

describe('sending', () => {
  it('scores: not applicable is not zero', async () => {
    const dossier = await call.dossier();
    const one = await call.assign(dossier, first);
    const two = await call.assign(dossier, second);
    await call.review(first, one, marks(4, null));
    await call.review(second, two, marks(4, 0));
    expect(await queries().one(first, one)).toMatchObject({ state: 'final', basisPoints: 8000, belowThreshold: [], actions: [] });
    expect(await queries().one(second, two)).toMatchObject({ basisPoints: 4800 });
  });

  it('refuses what is incomplete, in SQL as well', async () => {
    const { reviewId } = await assign(await call.dossier(), first);
    await reviews().saveMarks(first, reviewId, 1, { cooperation: { value: 4, comment: 'Bien.' } }, at);
    await expect(reviews().send(first, reviewId, 2, at)).rejects.toEqual(refused('review.unfinished'));
    const byHand = `update reviews set state = 'final', basis_points = 5000, below_threshold = '{}', sent_at = now() where id = $1`;
    await expect(call.app.query(byHand, [reviewId])).rejects.toMatchObject({ code: '23514', constraint: 'reviews_final_answered' });
    expect(await call.eventsOf('review', reviewId)).toEqual(['review.marks-saved']);
  });

  it('refuses a version that is not the last', async () => {
    const { reviewId } = await assign(await call.dossier(), first);
    await reviews().saveMarks(first, reviewId, 1, marks(4, 4), at);
    await expect(reviews().send(first, reviewId, 1, at)).rejects.toEqual(refused('review.stale'));
  });

  it('pressed twice at once: one event, both are content; another version is a conflict', async () => {
    const { reviewId } = await assign(await call.dossier(), first);
    await reviews().saveMarks(first, reviewId, 1, marks(4, 4), at);
    await Promise.all([reviews().send(first, reviewId, 2, at), reviews().send(first, reviewId, 2, at)]);
    expect(await call.eventsOf('review', reviewId)).toEqual(['review.marks-saved', 'review.sent']);
    await expect(reviews().send(first, reviewId, 1, at)).rejects.toEqual(refused('review.cannot-send'));
  });

  it('is for good, for the owner of the tables too', async () => {
    const reviewId = await call.assign(await call.dossier(), first);
    await call.review(first, reviewId, marks(4, 4));
    await expect(reviews().saveMarks(first, reviewId, 2, marks(5, 5), at)).rejects.toEqual(refused('review.cannot-save-marks'));
    for (const on of [call.app, call.owner]) {
      await expect(on.query(`update reviews set basis_points = 10000 where id = $1`, [reviewId])).rejects.toMatchObject({ constraint: 'reviews_final' });
      await expect(on.query(`update review_marks set value = 5 where review_id = $1`, [reviewId])).rejects.toMatchObject({ constraint: 'review_marks_final' });
    }
    await expect(call.owner.query(`delete from review_marks where review_id = $1`, [reviewId])).rejects.toMatchObject({ constraint: 'review_marks_final' });
    await expect(call.owner.query(`delete from reviews where id = $1`, [reviewId])).rejects.toMatchObject({ constraint: 'reviews_final' });
    await expect(call.app.query(`delete from reviews where id = $1`, [reviewId])).rejects.toMatchObject({ code: '42501' });
  });
});

describe('who sees what', () => {
  it('whoever applies for the pole sees no review of it, be they the chair', async () => {
    const dossier = await call.dossier();
    const reviewId = await call.assign(dossier, first);
    const poleId = await poleOf(dossier);
    const both: Actor = { ...chair, grants: [...chair.grants, { role: 'applicant', scope: { poleId } }] };
    await expect(queries().one(both, reviewId)).rejects.toEqual(refused('review.not-found'));
  });

  it('a reviewer: their own; that of others once theirs is sent, without a name; the desks: all; applicants: nothing', async () => {
    const dossier = await call.dossier();
    const one = await call.assign(dossier, first);
    const two = await call.assign(dossier, second);
    await call.review(second, two, marks(3, 3));
    await expect(queries().one(first, two)).rejects.toEqual(refused('review.not-found'));
    await call.review(first, one, marks(4, 4));
    expect(await queries().one(first, two)).toMatchObject({ reviewerName: null, basisPoints: 6000, actions: [] });
    expect((await queries().one(first, one)).otherReviewIds).toEqual([two]);
    expect(await queries().one(chair, two)).toMatchObject({ reviewerName: 'Camille Fictive' });
    await expect(queries().one(applicant, two)).rejects.toEqual(refused('review.not-found'));
    await expect(queries().one(await call.person(['national-reviewer']), two)).rejects.toEqual(refused('review.not-found'));
    await expect(queries().one(await call.person(['officer'], { callId: await call.otherCall() }), two)).rejects.toEqual(refused('review.not-found'));
    await expect(reviews().saveMarks(chair, one, 1, {}, at)).rejects.toEqual(refused('review.write-not-yours'));
    await expect(reviews().send(applicant, one, 1, at)).rejects.toEqual(refused('review.not-found'));
  });

  it('a list: mine; for the desk, all of the call with loads', async () => {
    const idle = await call.person(['national-reviewer']);
    const busy = await call.person(['national-reviewer']);
    const reviewId = await call.assign(await call.dossier(), busy);
    await call.assign(await call.dossier(), busy);
    await call.review(busy, reviewId, marks(4, 4));
    expect(await list(busy)).toMatchObject({ items: [{ reviewState: 'draft' }, { reviewState: 'final' }], loads: [] });
    expect((await list(busy, { callId: call.callId })).items).toHaveLength(2);
    expect((await list(call.officer)).items).toEqual([]);
    const desk = await list(call.officer, { callId: call.callId });
    expect(desk.items.length).toBeGreaterThan(2);
    expect(desk.loads).toContainEqual(expect.objectContaining({ reviewerId: busy.userId, assigned: 2, final: 1 }));
    expect(desk.loads).toContainEqual(expect.objectContaining({ reviewerId: idle.userId, assigned: 0, final: 0 }));
  });
});

describe('a link of interest', () => {
  it('ends the assignment; whoever has it sees nothing any more, as if the dossier did not exist', async () => {
    const dossier = await call.dossier();
    const { reviewId, assignmentId } = await assign(dossier, first);
    await assign(dossier, second);
    const declared = await assignments().declareConflict(first, dossier, first.userId, 'family', at);
    expect(declared).toMatchObject({ endedAssignmentId: assignmentId, basis: 'family' });
    const absent = refused('review.not-found');
    await expect(queries().one(first, reviewId)).rejects.toEqual(absent);
    await expect(reviews().saveMarks(first, reviewId, 1, marks(1, 1), at)).rejects.toEqual(absent);
    await expect(reviews().send(first, reviewId, 1, at)).rejects.toEqual(absent);
    await expect(assignments().declareConflict(first, dossier, first.userId, 'family', at)).rejects.toEqual(refused('application.not-found'));
    expect((await list(first)).items.some((row) => row.applicationId === dossier)).toBe(false);
    await expect(assign(dossier, first)).rejects.toEqual(refused('assignment.conflicted'));
    expect(await call.eventsOf('assignment', assignmentId)).toEqual(['review.assigned', 'review.assignment-ended']);
    expect(await call.eventsOf('application', dossier)).toEqual(['application.review-started', 'review.conflict-declared']);
  });

  it('declared after the review was sent: the review stays, its author sees it no more', async () => {
    const dossier = await call.dossier();
    const reviewId = await call.assign(dossier, first);
    await call.review(first, reviewId, marks(4, 4));
    expect(await assignments().declareConflict(first, dossier, first.userId, 'financial', at)).toMatchObject({ endedAssignmentId: null });
    await expect(queries().one(first, reviewId)).rejects.toEqual(refused('review.not-found'));
    await expect(reviews().send(first, reviewId, 2, at)).rejects.toEqual(refused('review.not-found'));
    await expect(assignments().declareConflict(first, dossier, first.userId, 'family', at)).rejects.toEqual(refused('application.not-found'));
    expect(await queries().one(chair, reviewId)).toMatchObject({ state: 'final' });
  });

  it('holds at the desk too', async () => {
    const dossier = await call.dossier();
    const reviewId = await call.assign(dossier, first);
    const member = await call.person(['committee-member']);
    await assignments().declareConflict(member, dossier, member.userId, 'member', at);
    await expect(queries().one(member, reviewId)).rejects.toEqual(refused('review.not-found'));
    expect((await list(member, { callId: call.callId })).items.some((row) => row.applicationId === dossier)).toBe(false);
  });

  it('is declared by those who know the dossier, of themselves; by the officer, of others', async () => {
    const dossier = await call.dossier();
    const declare = (by: Actor, of: Actor) => assignments().declareConflict(by, dossier, of.userId, 'other', at);
    await expect(declare(first, first)).rejects.toEqual(refused('application.not-found'));
    await expect(declare(applicant, applicant)).rejects.toEqual(refused('application.not-found'));
    const own = await call.person(['applicant'], { poleId: await poleOf(dossier) });
    await expect(declare(own, own)).rejects.toEqual(refused('conflict.declare-not-yours'));
    await expect(declare(chair, second)).rejects.toEqual(refused('conflict.record-not-yours'));
    await expect(declare(call.officer, { userId: '00000000-0000-4000-8000-000000000000', grants: [] })).rejects.toEqual(refused('user.not-found'));
    await declare(call.officer, second);
    await expect(declare(call.officer, second)).rejects.toEqual(refused('conflict.already-declared'));
  });

  it('declared while marks are being saved: one order or the other, never marks afterwards', async () => {
    for (let round = 0; round < 10; round++) {
      const dossier = await call.dossier();
      const { reviewId } = await assign(dossier, first);
      const [saved] = await Promise.allSettled([
        reviews().saveMarks(first, reviewId, 1, marks(1, 1), at),
        assignments().declareConflict(first, dossier, first.userId, 'family', at),
      ]);
      const { rows } = await call.app.query<{ version: number; ended: boolean }>(
        `select r.version, s.ended_at is not null as ended from reviews r join assignments s on s.id = r.assignment_id where r.id = $1`,
        [reviewId],
      );
      expect(rows).toEqual([{ version: saved.status === 'fulfilled' ? 2 : 1, ended: true }]);
    }
  });
});
