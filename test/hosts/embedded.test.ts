/**
 * The stories with all that is real on GitHub: workflow files, the built action, artifacts, tokens, git over HTTP. All of them
 * with `BRAID_HOSTS=all`: the 28 take 350 seconds of a processor.
 */
import { afterAll, expect, test } from 'vitest';
import { removePlaces } from '../cli/rig.ts';
import { onCommandLine } from './command-line.ts';
import { onEmbeddedGitHub } from './github.ts';
import { ends } from './scenarios/ends.ts';
import { order } from './scenarios/order.ts';
import { single } from './scenarios/single.ts';
import { verifying } from './scenarios/verifying.ts';
import { weaving } from './scenarios/weaving.ts';
import { alike, expectAs } from './told.ts';

const ALL = [...single, ...order, ...weaving, ...verifying, ...ends];
/** What is real here alone; what they have in common is shown on the action's functions. */
const TELLING: readonly string[] = ['a collision is made again on top of the other'];
const stories = process.env.BRAID_HOSTS === 'all' ? ALL : ALL.filter(({ name }) => TELLING.includes(name));

afterAll(removePlaces);

test('all of them are there', () => {
  expect(stories.map(({ name }) => name)).toEqual(expect.arrayContaining([...TELLING]));
});

test.each(stories)('in the embedded GitHub: $name', async story => {
  const local = await onCommandLine(story);
  const github = await onEmbeddedGitHub(story);
  await expectAs(story, github);
  expect(github.reports.map(alike)).toEqual(local.reports.map(alike));
  expect(github.tree).toEqual(local.tree);
});
