/**
 * The stories with the App, with the same outcomes as on the command line. All of them with `BRAID_HOSTS=all`: the 28 take about 370
 * seconds of a processor.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { few } from '../all-tests.ts';
import { removePlaces } from '../cli/rig.ts';
import { onCommandLine } from './command-line.ts';
import { onApp } from './github.ts';
import { ends } from './scenarios/ends.ts';
import { order } from './scenarios/order.ts';
import { single } from './scenarios/single.ts';
import { verifying } from './scenarios/verifying.ts';
import { weaving } from './scenarios/weaving.ts';
import { alike, expectAs } from './told.ts';

const ALL = [...single, ...order, ...weaving, ...verifying, ...ends];
/** What hosts are likely to do differently. */
const TELLING: readonly string[] = few(1, [
  'a collision is made again on top of the other',
  'a search goes several rounds, three verifications at once',
]);
const stories = process.env.BRAID_HOSTS === 'all' ? ALL : ALL.filter(({ name }) => TELLING.includes(name));

afterAll(removePlaces);

test('all of them are there', () => {
  expect(stories.map(({ name }) => name)).toEqual(expect.arrayContaining([...TELLING]));
});

describe('with the App', () => {
  test.each(stories)('$name', async story => {
    const local = await onCommandLine(story);
    const app = await onApp(story);
    await expectAs(story, app);
    expect(app.reports.map(alike)).toEqual(local.reports.map(alike));
    expect(app.tree).toEqual(local.tree);
  });
});
