/** Who is to blame when the tests are red, and who is not. */
import { SCRATCH, type Scenario } from '../scenario.ts';

const touches = (...ids: readonly string[]) => Object.fromEntries(ids.map(id => [id, `echo > ${id}.txt`]));

export const verifying: readonly Scenario[] = [
  {
    name: 'what is red alone is found among others',
    config: { merge: { verify: ['echo testing; test ! -e c.txt'] } },
    tasks: touches('a', 'b', 'c', 'd', 'e'),
    expected: {
      run: 'partial',
      tasks: {
        ...{ a: 'merged', b: 'merged', d: 'merged', e: 'merged' },
        c: ['red', 'also alone: `echo testing; test ! -e c.txt`: exit code 1'],
      },
      at: 'target',
      verified: true,
      tree: { 'd.txt': '\n', 'c.txt': null },
      red: { c: { with: [], tail: 'testing' } },
    },
  },
  {
    name: 'what is red together is named as a pair',
    config: { merge: { verify: ['! (test -e b.txt && test -e d.txt)'] } },
    tasks: touches('a', 'b', 'c', 'd'),
    expected: {
      run: 'partial',
      tasks: {
        ...{ a: 'merged', b: 'merged', c: 'merged' },
        d: ['red', 'green alone, red together with b: `! (test -e b.txt && test -e d.txt)`: exit code 1'],
      },
      at: 'target',
      verified: true,
      tree: { 'b.txt': '\n', 'd.txt': null },
      red: { d: { with: ['b'], tail: '' } },
    },
  },
  {
    name: 'a search goes several rounds, three verifications at once',
    config: { merge: { verify: ['! (test -e b.txt && test -e h.txt)'], 'parallel-verify': 3 } },
    tasks: touches('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'),
    expected: {
      run: 'partial',
      tasks: {
        ...{ a: 'merged', b: 'merged', c: 'merged', d: 'merged', e: 'merged', f: 'merged', g: 'merged' },
        h: ['red', 'green alone, red together with b: `! (test -e b.txt && test -e h.txt)`: exit code 1'],
        i: 'merged',
      },
      at: 'target',
      verified: true,
      tree: { 'i.txt': '\n', 'h.txt': null },
    },
  },
  {
    name: 'a flaky test is nobody’s fault',
    config: {
      merge: {
        verify: [`tree=$(git rev-parse 'HEAD^{tree}'); mkdir ${SCRATCH}/$tree 2>/dev/null && exit 1; true`],
      },
    },
    tasks: { ...touches('a', 'b'), c: { prompt: 'echo > c.txt', needs: ['a'] } },
    expected: {
      run: 'completed',
      tasks: { a: 'merged', b: 'merged', c: 'merged' },
      at: 'target',
      verified: true,
      // The base and both candidates, each twice: a red candidate asks whether it is the base.
      verifications: 6,
    },
  },
  {
    name: 'on a red base all are held, and nobody is blamed',
    config: { merge: { verify: ['echo looking; test -e lost.txt'] } },
    tasks: { a: 'echo > a.txt', b: { prompt: 'echo > b.txt', needs: ['a'] } },
    expected: {
      run: 'failed',
      tasks: {
        a: ['held', 'the base is red: `echo looking; test -e lost.txt`: exit code 1'],
        b: ['held', 'the base is red: `echo looking; test -e lost.txt`: exit code 1'],
      },
      at: null,
      verified: false,
    },
  },
  {
    name: 'without tests nothing is called green',
    tasks: touches('a', 'b'),
    expected: {
      run: 'completed',
      tasks: { a: 'merged', b: 'merged' },
      at: 'target',
      verified: false,
      says: ['unverified: no merge.verify is configured'],
    },
  },
];
