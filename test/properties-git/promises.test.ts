/** The promises on real git: random plans played by the real driver, with its journal, trees, merges and landing. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TaskId } from '../../shared/plan/plan.ts';
import { factsOf } from '../../shared/run/state.ts';
import { ALL_TESTS } from '../all-tests.ts';
import { misdoers, statusesOf } from '../run/end.ts';
import { type Played, play } from './host.ts';
import {
  basesHoldNeeds,
  culpritsArePlanted,
  everythingHasAReason,
  itEnds,
  nothingLost,
  oneBadCostsOne,
  onlyTested,
  readHistory,
  sameAsGit,
  successIsEvidence,
} from './promises.ts';
import { buildStage, type Stage } from './stage.ts';
import { meetingTales, mortalTales, redTales, type Tale, tales } from './tale.ts';

/** Of all tests together. */
const CASES = Number(process.env.BRAID_GIT_CASES ?? (ALL_TESTS ? 200 : 40));
/** A machine that is very busy plays fewer, and says so. */
const TIME_MS = process.env.BRAID_GIT_CASES === undefined ? 200_000 : 3_000 * CASES;
const TIMEOUT = TIME_MS + 120_000;
const SEED = process.env.BRAID_GIT_SEED === undefined ? {} : { seed: Number(process.env.BRAID_GIT_SEED) };

let stage: Stage;
beforeAll(async () => {
  stage = await buildStage();
});
afterAll(() => stage.remove());

/** Plays a tale and holds all promises against it. Its folder is the caller's. */
async function playWell(tale: Tale): Promise<Played> {
  const played = await play(stage, tale);
  const history = await readHistory(played);
  await onlyTested(played, history);
  nothingLost(played, history);
  basesHoldNeeds(played, history);
  oneBadCostsOne(played);
  culpritsArePlanted(played);
  successIsEvidence(played);
  itEnds(played);
  everythingHasAReason(played);
  await sameAsGit(stage, played, history);
  return played;
}

/** Plays tales, and holds against each what the test adds. */
async function explore(
  arbitrary: fc.Arbitrary<Tale>,
  share: number,
  check: (played: Played) => void | Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(arbitrary, async tale => {
    const played = await playWell(tale);
    await check(played);
    rmSync(played.folder, { recursive: true });
  });
  // Looking for a simpler case stops then, too.
  const wanted = Math.ceil(CASES * share);
  await fc.assert(property, {
    ...SEED,
    numRuns: wanted,
    interruptAfterTimeLimit: TIME_MS,
    asyncReporter: async result => {
      if (result.failed) throw new Error(fc.defaultReportMessage(result), { cause: result.errorInstance });
      if (result.interrupted)
        console.warn(`played ${result.numRuns} of ${wanted} cases in the time there was`);
    },
  });
}

const sameNames = (wanted: readonly string[]) => (found: readonly string[]) =>
  [...found].sort().join() === [...wanted].sort().join();

describe.concurrent('on a real repository', () => {
  test('the promises hold for any plan', { timeout: TIMEOUT }, async () => {
    await explore(tales, 0.35, () => {});
  });

  test(
    'what meets in the same files is merged as git does, or held and tried again',
    {
      timeout: TIMEOUT,
    },
    async () => {
      await explore(meetingTales, 0.25, ({ state, tale }) => {
        for (const [id, { fate, conflicts }] of state.tasks) {
          // `merge=union` is in the base's attributes.
          const onlyLogs = (tale.edits[id] ?? []).every(edit => edit.file === 'log');
          if (onlyLogs) expect(conflicts).toEqual([]);
          if (fate?.kind === 'conflict')
            expect(conflicts.length).toBe(tale.config.merge.onConflict === 'rerun' ? 2 : 1);
        }
      });
    },
  );

  test('exactly the planted culprits and partners are named', { timeout: TIMEOUT }, async () => {
    await explore(redTales, 0.15, ({ state, tale }) => {
      const guilty = tale.reds.map(group => {
        const red = group.filter(id => factsOf(state, id as TaskId).fate?.kind === 'red');
        expect(red).toHaveLength(1);
        const [culprit = ''] = red;
        // Without batches it is whoever came last.
        if (tale.config.schedule === 'batches') expect(culprit).toBe([...group].sort().at(-1));
        const partners = group.filter(id => id !== culprit);
        expect(factsOf(state, culprit as TaskId).fate).toMatchObject({
          with: expect.toSatisfy(sameNames(partners)),
          exact: true,
        });
        return culprit;
      });
      for (const [id, { fate }] of state.tasks) if (!guilty.includes(id)) expect(fate?.kind).toBe('merged');
    });
  });

  test(
    'a process that dies between any two writes changes nothing about the end',
    {
      timeout: TIMEOUT,
    },
    async () => {
      // Each is two cases: without the deaths it is held against the same promises.
      await explore(mortalTales, 0.125, async played => {
        const calm = await playWell({ ...played.tale, deaths: [] });
        const { deeds, edits } = played.tale;
        const troubled = new Set([...misdoers(deeds), ...Object.keys(edits)]);
        expect(statusesOf(played.state, troubled)).toEqual(statusesOf(calm.state, troubled));
        expect(played.state.integration.head.tree).toBe(calm.state.integration.head.tree);
        rmSync(calm.folder, { recursive: true });
      });
    },
  );
});
