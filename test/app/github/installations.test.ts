import { expect, test } from 'vitest';
import { openInstallations } from '../../../app/github/installations.ts';
import { Guesses } from '../../../app/people/guesses.ts';

test('names of repositories that a stranger made up cost so many questions to GitHub, and no more', async () => {
  const asked: string[] = [];
  const app = {
    auth: async () => ({
      request: async (_route: string, parameters: Record<string, unknown> = {}) => {
        asked.push(`${parameters.owner}/${parameters.repo}`);
        throw Object.assign(new Error('Not Found'), { status: 404, response: { headers: {}, data: {} } });
      },
    }),
  };
  const installations = openInstallations(app, { guesses: new Guesses(() => 0), now: () => 0 });
  const answers = await Promise.allSettled(
    Array.from({ length: 40 }, (_, index) => installations.place(`acme/made-up-${index}`, '192.0.2.1')),
  );
  expect(answers[0]).toEqual({ status: 'fulfilled', value: null });
  expect(answers.at(-1)).toMatchObject({ status: 'rejected', reason: { seconds: expect.any(Number) } });
  expect(asked).toHaveLength(10);
  expect(await installations.place('acme/made-up-3', '192.0.2.1')).toBeNull();
  expect(await installations.place('acme/shop')).toBeNull();
});
