/** What becomes of one task. */
import { SCRATCH, type Scenario } from '../scenario.ts';

export const single: readonly Scenario[] = [
  {
    name: 'a failure costs the task and its dependents, and nothing else',
    config: { merge: { verify: ['true'] } },
    tasks: {
      bad: { prompt: 'echo half > bad.txt; exit 3', retries: 1 },
      after: { prompt: 'echo > after.txt', needs: ['bad'] },
      good: 'echo > good.txt',
      best: { prompt: 'cp good.txt best.txt', needs: ['good'] },
    },
    expected: {
      run: 'partial',
      tasks: {
        bad: ['failed', 'exit code 3 (2 tries)'],
        after: ['skipped', 'needs bad'],
        good: 'merged',
        best: 'merged',
      },
      at: 'target',
      verified: true,
      tree: { 'best.txt': '\n', 'bad.txt': null },
      kept: { bad: ['bad.txt', 'half\n'] },
    },
  },
  {
    name: 'retries are used up, or the last one does it',
    tasks: {
      never: { prompt: 'exit 4', retries: 2 },
      third: { prompt: 'test "$BRAID_ATTEMPT" = 3 && echo > third.txt', retries: 2 },
    },
    expected: {
      run: 'partial',
      tasks: { never: ['failed', 'exit code 4 (3 tries)'], third: 'merged' },
      at: 'target',
      tree: { 'third.txt': '\n' },
    },
  },
  {
    name: 'work outside of its paths, or on what is protected, is not merged',
    tasks: {
      stray: { prompt: 'mkdir src; echo > src/a; echo > elsewhere', paths: ['src/**'], retries: 3 },
      inside: { prompt: 'mkdir lib; echo > lib/b', paths: ['lib/**'] },
      owners: 'echo "* @mallory" > CODEOWNERS',
      workflow: { prompt: 'mkdir -p .github/workflows; echo > .github/workflows/ci.yml', paths: ['**'] },
      named: { prompt: 'echo > .github/labels', paths: ['.github/labels'] },
    },
    expected: {
      run: 'partial',
      tasks: {
        stray: ['out-of-scope', 'changed elsewhere, its paths are src/**'],
        inside: 'merged',
        owners: ['out-of-scope', 'changed CODEOWNERS, which is protected'],
        workflow: ['out-of-scope', 'changed .github/workflows/ci.yml, which is protected'],
        named: 'merged',
      },
      at: 'target',
      tree: { 'lib/b': '\n', '.github/labels': '\n', elsewhere: null, CODEOWNERS: null },
    },
  },
  {
    name: 'no change is no success, unless it may be so',
    tasks: {
      idle: { prompt: 'touch readme.md', retries: 3 },
      may: { prompt: 'true', 'allow-empty': true },
      next: { prompt: 'echo > next.txt', needs: ['may'] },
    },
    expected: {
      run: 'partial',
      tasks: {
        idle: ['no-changes', 'it ended normally and changed nothing'],
        may: ['merged', 'nothing had to be changed'],
        next: 'merged',
      },
      uncommitted: ['may'],
      at: 'target',
      tree: { 'next.txt': '\n' },
    },
  },
  {
    name: 'what takes too long is ended',
    tasks: {
      slow: { prompt: 'echo half > slow.txt; exec tail -f /dev/null', 'timeout-minutes': 0.01 },
      quick: 'echo > quick.txt',
    },
    expected: {
      run: 'partial',
      tasks: { slow: ['timed-out', 'not done after 0.6 s'], quick: 'merged' },
      at: 'target',
      tree: { 'slow.txt': null },
      kept: { slow: ['slow.txt', 'half\n'] },
    },
  },
  {
    name: 'a rate limit costs no try',
    tasks: {
      limited: `if mkdir ${SCRATCH}/limited; then echo '{"retry-after-seconds": 0.01}' > "$BRAID_RESULT_FILE"; exit 75; fi; echo > limited.txt`,
    },
    expected: {
      run: 'completed',
      tasks: { limited: 'merged' },
      at: 'target',
      tree: { 'limited.txt': '\n' },
    },
  },
  {
    name: 'its own verify decides over a task, whatever it says',
    tasks: {
      a: { prompt: 'echo 1 > a.txt; echo all tests pass', verify: ['true', 'grep 2 a.txt', 'touch never'] },
      b: { prompt: 'echo 2 > b.txt', verify: ['grep 2 b.txt', 'echo made by a test > made.txt'] },
    },
    expected: {
      run: 'partial',
      tasks: { a: ['failed', 'its own verify `grep 2 a.txt` is red: exit code 1'], b: 'merged' },
      at: 'target',
      tree: { 'b.txt': '2\n', 'made.txt': null, 'a.txt': null },
    },
  },
  {
    name: 'a failure stops the run where that is configured',
    config: { 'on-failure': 'stop', execution: 'sequential' },
    tasks: {
      a: { prompt: 'exit 1', priority: 1 },
      b: 'echo > b.txt',
      c: { prompt: 'echo > c.txt', needs: ['b'] },
    },
    expected: {
      run: 'failed',
      tasks: {
        a: 'failed',
        b: 'skipped',
        c: ['skipped', 'on-failure: stop, after a ended as failed'],
      },
      at: null,
    },
  },
];
