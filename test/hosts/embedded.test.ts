/** Some of the stories with all that is real on GitHub: workflow files, the built action, artifacts, tokens, git over HTTP. */
import { afterAll, expect, test } from 'vitest';
import { removePlaces } from '../cli/rig.ts';
import { onCommandLine } from './command-line.ts';
import { onEmbeddedGitHub } from './embedded.ts';
import { ends } from './scenarios/ends.ts';
import { weaving } from './scenarios/weaving.ts';
import { alike, expectAs } from './told.ts';

/** What is real here alone; what they have in common is shown on the action's functions. More of them with `BRAID_HOSTS=all`. */
const MORE: readonly string[] = [
  'the result lands on the branch that is named',
  'what a broken service held is merged as it is when that is back',
];
const TELLING: readonly string[] = [
  'a collision is made again on top of the other',
  ...(process.env.BRAID_HOSTS === 'all' ? MORE : []),
];
const stories = [...weaving, ...ends].filter(({ name }) => TELLING.includes(name));

afterAll(removePlaces);

test('all of them are there', () => {
  expect(stories.map(({ name }) => name)).toEqual(TELLING);
});

test.each(stories)('in the embedded GitHub: $name', async story => {
  const local = await onCommandLine(story);
  const github = await onEmbeddedGitHub(story);
  await expectAs(story, github);
  expect(github.reports.map(alike)).toEqual(local.reports.map(alike));
  expect(github.tree).toEqual(local.tree);
});
