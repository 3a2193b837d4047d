/** Work that collides. */
import { SCRATCH, type Scenario } from '../scenario.ts';

const list = { 'list.txt': 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n' };
const edit = (line: number, text: string) => `sed -i '${line}s/.*/${text}/' list.txt`;

const resolver = {
  sh: { kind: 'command', run: 'sh "$BRAID_PROMPT_FILE"' },
  merger: {
    kind: 'command',
    run: `sed -i -e '/^<<<<<<</,/^>>>>>>>/c\\from a and from b' list.txt; echo > ${SCRATCH}/resolved`,
  },
};

export const weaving: readonly Scenario[] = [
  {
    name: 'a collision is made again on top of the other',
    files: list,
    config: { merge: { verify: ['! grep -q "^b" list.txt'] } },
    tasks: {
      a: `${edit(2, 'from a')}; ${edit(3, 'from a')}`,
      b: "sed -i '2s/$/ and b/' list.txt",
      c: edit(8, 'from c'),
    },
    expected: {
      run: 'completed',
      tasks: {
        a: 'merged',
        b: ['merged', 'second try: the first collided with a in list.txt:2-3'],
        c: 'merged',
      },
      at: 'target',
      verified: true,
      tree: { 'list.txt': 'one\nfrom a and b\nfrom a\nfour\nfive\nsix\nseven\nfrom c\n' },
    },
  },
  {
    name: 'a collision is held where that is configured',
    files: list,
    config: { merge: { 'on-conflict': 'hold' } },
    tasks: {
      a: edit(2, 'from a'),
      b: edit(2, 'from b'),
      c: { prompt: 'echo > c.txt', needs: ['b'] },
      d: { prompt: 'echo > d.txt', needs: ['a'] },
    },
    expected: {
      run: 'partial',
      tasks: {
        a: 'merged',
        b: ['conflict', 'collided with a in list.txt:2'],
        c: ['skipped', 'needs b'],
        d: 'merged',
      },
      at: 'target',
      tree: { 'list.txt': 'one\nfrom a\nthree\nfour\nfive\nsix\nseven\neight\n', 'd.txt': '\n' },
      kept: { b: ['list.txt', 'one\nfrom b\nthree\nfour\nfive\nsix\nseven\neight\n'] },
    },
  },
  {
    name: 'a collision is resolved',
    files: list,
    config: {
      backends: resolver,
      merge: { verify: ['true'], 'on-conflict': 'resolve', resolver: 'merger' },
    },
    tasks: { a: edit(2, 'from a'), b: edit(2, 'from b') },
    expected: {
      run: 'completed',
      tasks: { a: 'merged', b: 'merged' },
      at: 'target',
      verified: true,
      tree: { 'list.txt': 'one\nfrom a and from b\nthree\nfour\nfive\nsix\nseven\neight\n' },
    },
  },
];
