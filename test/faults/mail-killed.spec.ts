import { expectMailed, kills, openGround, type Ground } from './killed-fixture.js';

describe(`a worker is killed -9 while it mails, ${kills} times at each point`, () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround();
  });
  afterAll(() => ground.close());

  it.each([
    ['mail.after-lease', 1],
    ['mail.after-250', 2],
    ['mail.after-mark', 1],
  ])('%s', async (point, most) => expectMailed(ground, point, most));
});
