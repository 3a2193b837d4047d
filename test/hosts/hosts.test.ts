/** The same stories on the command line and on GitHub Actions, with the same outcomes. */
import { afterAll, describe, expect, test } from 'vitest';
import { removePlaces } from '../cli/rig.ts';
import { onAction, removeStages } from './action.ts';
import { onCommandLine } from './command-line.ts';
import { ends } from './scenarios/ends.ts';
import { order } from './scenarios/order.ts';
import { single } from './scenarios/single.ts';
import { verifying } from './scenarios/verifying.ts';
import { weaving } from './scenarios/weaving.ts';
import { alike, expectAs } from './told.ts';

const all = [...single, ...order, ...weaving, ...verifying, ...ends];
/** Each is told twice, which takes seconds: every sixth one, unless all are asked for. */
const stories = process.env.BRAID_HOSTS === 'all' ? all : all.filter((_, index) => index % 6 === 0);

afterAll(() => {
  removePlaces();
  removeStages();
});

describe.concurrent('on every host', () => {
  test.each(stories)('$name', async story => {
    const local = await onCommandLine(story);
    await expectAs(story, local);
    const action = await onAction(story);
    await expectAs(story, action);
    expect(action.reports.map(alike)).toEqual(local.reports.map(alike));
    expect(action.tree).toEqual(local.tree);
  });
});
