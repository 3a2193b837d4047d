/** `on-conflict: resolve`: what a resolver is given, what is accepted of what it leaves, and what a person is told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { longTest } from '../all-tests.ts';
import { type Files, newPlace, type Place, removePlaces, statuses, type Tasks, taskOf } from '../cli/rig.ts';

afterAll(removePlaces);

const list = { 'list.txt': 'one\ntwo\nthree\nfour\nfive\nsix\n' };
const edit = (line: number, text: string) => `sed -i '${line}s/.*/${text}/' list.txt`;
/** The second collides with the first in line 2, and changes another line too. */
const COLLIDING: Tasks = { a: edit(2, 'from a'), b: `${edit(2, 'from b')}; ${edit(6, 'SIX')}` };

/** A repository in which this shell line resolves conflicts. */
function placeWith(resolver: string, files: Files = list, merge: object = {}): Promise<Place> {
  const backends = {
    sh: { kind: 'command', run: 'sh "$BRAID_PROMPT_FILE"' },
    merger: { kind: 'command', run: resolver },
  };
  return newPlace({ backends, merge: { 'on-conflict': 'resolve', resolver: 'merger', ...merge } }, files);
}

/** Puts a text in the place of the conflict. */
const instead = (text: string, file = 'list.txt') =>
  `sed -i -e '/^<<<<<<</,/^=======/d' -e 's/^>>>>>>> .*/${text}/' -e '/^from b$/d' ${file}`;
const keepOurs = `sed -i -e '/^<<<<<<</d' -e '/^=======/,/^>>>>>>>/d' list.txt`;
const keepTheirs = `sed -i -e '/^<<<<<<</,/^=======/d' -e '/^>>>>>>>/d' list.txt`;

describe.concurrent('a conflict that is to be resolved', () => {
  test('and is: both sides are in, as one commit on what was merged, and it is verified', async () => {
    const merge = { verify: ['grep -q "from a and from b" list.txt || ! grep -q SIX list.txt'] };
    const place = await placeWith(
      `cp "$BRAID_PROMPT_FILE" told.txt; cp list.txt "$HOME/shown.txt"; ${instead('from a and from b')}`,
      list,
      merge,
    );
    const { code, report } = await place.run(COLLIDING);
    expect(code).toBe(0);
    expect(place.read('list.txt')).toBe('one\nfrom a and from b\nthree\nfour\nfive\nSIX\n');
    expect(taskOf(report, 'b')).toMatchObject({
      status: 'merged',
      attempts: 2,
      backend: 'merger',
      reason: 'resolved a conflict with a in list.txt:2',
    });
    expect(report.run).toMatchObject({ verified: true, status: 'completed' });
    const [first, second] = report.tasks.map(task => task.commit);
    const marked = /^one\n<{7} ([0-9a-f]{40})\nfrom a\n={7}\nfrom b\n>{7} ([0-9a-f]{40})\nthree\n/;
    const [, ours, theirs] = marked.exec(readFileSync(join(place.home, 'shown.txt'), 'utf8')) ?? [];
    expect(ours).toBe(taskOf(report, 'b').base);
    expect(await place.git('rev-parse', `refs/braid-attempts/${place.name}/b/1`)).toBe(theirs);
    // One commit on the base.
    expect(await place.git('rev-parse', `${second}^@`)).toBe(ours);
    const told = place.read('told.txt');
    expect(told).toContain(`as commit ${theirs?.slice(0, 12)}, but it collided with a in list.txt:2.\n`);
    expect(told).toContain(`# - a, commit ${first?.slice(0, 12)}\n# | Do a\n`);
    expect(told).toContain('# - No conflict marker may be left.\n');
  });

  test('of which markers are left twice: a person is asked, and the work of all tries is kept', async () => {
    const place = await placeWith(`echo tried >> '$HOME/tries'; true`.replaceAll("'", '"'));
    const { code, report } = await place.run(COLLIDING);
    expect(code).toBe(1);
    expect(taskOf(report, 'b')).toMatchObject({
      status: 'conflict',
      attempts: 3,
      reason: 'collided with a in list.txt:2; its resolver left conflict markers in list.txt',
      attemptLog: [{ outcome: 'succeeded' }, { outcome: 'unresolved' }, { outcome: 'unresolved' }],
    });
    expect(place.read('list.txt')).toBe('one\nfrom a\nthree\nfour\nfive\nsix\n');
    const attempts = await place.git('for-each-ref', '--format=%(refname)', 'refs/braid-attempts');
    expect(attempts.split('\n').filter(ref => ref.includes('/b/'))).toHaveLength(3);
  });

  longTest('by one side: the lines of the other are named', async () => {
    const place = await placeWith(`test $BRAID_ATTEMPT = 2 && ${keepTheirs} || ${keepOurs}`);
    const { code, report } = await place.run(COLLIDING);
    expect(code).toBe(1);
    expect(taskOf(report, 'b')).toMatchObject({
      status: 'conflict',
      reason: 'collided with a in list.txt:2; its resolver lost its own lines in list.txt:2',
    });
  });

  test('with lines lost elsewhere in the file, or in another one: they are named', async () => {
    const lose = `${instead('from a and from b')}; sed -i '6s/.*/six/' list.txt; rm a.txt`;
    const place = await placeWith(lose, { ...list, 'a.txt': 'a\n' });
    const { report } = await place.run({ ...COLLIDING, a: `${edit(2, 'from a')}; echo more >> a.txt` });
    expect(taskOf(report, 'b').reason).toBe(
      'collided with a in list.txt:2; its resolver lost its own lines in list.txt:6, lines of others in a.txt:2',
    );
  });

  longTest('at the second try: the resolver is told what the first has left', async () => {
    const place = await placeWith(
      `grep -q "left conflict markers in list.txt" "$BRAID_PROMPT_FILE" || exit 0; ${instead('from a and from b')}`,
    );
    const { code, report } = await place.run(COLLIDING);
    expect([code, taskOf(report, 'b').attempts]).toEqual([0, 3]);
    expect(place.read('list.txt')).toContain('from a and from b');
  });

  longTest('by a program that fails: so often, whatever `retries` says', async () => {
    const place = await placeWith('echo no idea; exit 3');
    const { report } = await place.run(COLLIDING, { plan: { defaults: { retries: 7 } } });
    expect(taskOf(report, 'b')).toMatchObject({
      status: 'conflict',
      attempts: 3,
      reason: 'collided with a in list.txt:2; exit code 3: "no idea"',
    });
  });

  test('of a file that one deleted and the other changed: neither alone will do', async () => {
    const tasks = { a: 'rm list.txt', b: edit(2, 'from b') };
    const told = `cp "$BRAID_PROMPT_FILE" "$HOME/told"`;
    const deleted = await (await placeWith('rm list.txt')).run(tasks);
    expect(taskOf(deleted.report, 'b').reason).toBe(
      'collided with a in list.txt (modify/delete); its resolver lost its own lines in list.txt:2',
    );
    const place = await placeWith(`${told}; true`);
    const changed = await place.run(tasks);
    expect(taskOf(changed.report, 'b').reason).toBe(
      'collided with a in list.txt (modify/delete); its resolver lost the change of a to list.txt',
    );
    expect(await place.git('show', `braid/${place.name}/b:list.txt`)).toContain('from b');
  });

  longTest('of a file that was deleted: what was changed has found another place', async () => {
    const place = await placeWith(
      'cat "$BRAID_PROMPT_FILE" > told.txt; rm list.txt; echo "from b" >> new.txt',
      {
        ...list,
        'new.txt': 'new\n',
      },
    );
    const { code, report } = await place.run({
      a: 'cat list.txt >> new.txt; rm list.txt',
      b: edit(2, 'from b'),
    });
    expect([code, statuses(report)]).toEqual([0, { a: 'merged', b: 'merged' }]);
    expect([place.has('list.txt'), place.read('new.txt').endsWith('six\nfrom b\n')]).toEqual([false, true]);
    expect(place.read('told.txt')).toContain(
      '# - modify/delete: the others deleted or renamed it, this task changed it:\n# | list.txt\n',
    );
  });

  longTest('of a binary file: one side alone will not do, something new will', async () => {
    const files = { 'logo.bin': 'x\0x' };
    const tasks = { a: `printf 'a\\0' > logo.bin`, b: `printf 'b\\0' > logo.bin` };
    const one = await (await placeWith('true', files)).run(tasks);
    expect(taskOf(one.report, 'b').reason).toBe(
      'collided with a in logo.bin (binary); its resolver lost its own change to logo.bin',
    );
    const both = await (await placeWith(`printf 'ab\\0' > logo.bin`, files)).run(tasks);
    expect(statuses(both.report)).toEqual({ a: 'merged', b: 'merged' });
  });

  longTest('without a resolver of its own goes to the backend of the task', async () => {
    const script = `if grep -q '^<<<<<<<' list.txt; then ${instead('from a and from b')}; else ${edit(2, 'from b')}; fi`;
    const place = await newPlace({ merge: { 'on-conflict': 'resolve' } }, list);
    const { code, report } = await place.run({ a: edit(2, 'from a'), b: script });
    expect([code, taskOf(report, 'b').backend]).toEqual([0, 'sh']);
    expect(place.read('list.txt')).toContain('from a and from b');
  });

  test('and that breaks the tests is searched for like any other', async () => {
    const place = await placeWith(instead('from a and from b'), list, {
      verify: ['! grep -q "from a and from b" list.txt'],
    });
    const { report } = await place.run(COLLIDING);
    expect(taskOf(report, 'b')).toMatchObject({ status: 'red', red: { with: [] } });
  });

  longTest('and is gone when its turn comes: git merges it, and nobody is asked', async () => {
    const place = await placeWith('exit 1');
    const gate = place.gate('resolver');
    place.configure({
      backends: {
        sh: { kind: 'command', run: 'sh "$BRAID_PROMPT_FILE"' },
        merger: { kind: 'command', run: `${gate.wait}; exit 1` },
      },
      merge: { 'on-conflict': 'resolve', resolver: 'merger' },
    });
    await place.commitAll('configure');
    const running = place.start(['run', place.plan(COLLIDING), '--run', place.name]);
    await gate.reached();
    await place.braid('cancel', place.name);
    await running.done;
    // Somebody takes back what `a` did.
    place.write('list.txt', list['list.txt']);
    await place.commitAll('As it was');
    gate.open();
    const { code, report } = await place.reported('retry', place.name);
    expect([code, statuses(report)]).toEqual([0, { a: 'merged', b: 'merged' }]);
    expect(place.read('list.txt')).toBe('one\nfrom b\nthree\nfour\nfive\nSIX\n');
  });

  test('while the run is killed is resolved when it is resumed', async () => {
    const place = await placeWith('true');
    const gate = place.gate('resolver');
    place.configure({
      backends: {
        sh: { kind: 'command', run: 'sh "$BRAID_PROMPT_FILE"' },
        merger: { kind: 'command', run: `${instead('from a and from b')}; ${gate.wait}` },
      },
      merge: { 'on-conflict': 'resolve', resolver: 'merger' },
    });
    await place.commitAll('configure');
    const running = place.start(['run', place.plan(COLLIDING), '--run', place.name]);
    await gate.reached();
    running.kill('SIGKILL');
    await running.done;
    gate.open();
    const { code, report } = await place.reported('resume', place.name);
    expect(code).toBe(0);
    expect(taskOf(report, 'b').attemptLog.map(({ outcome }) => outcome)).toEqual([
      'succeeded',
      'lost',
      'succeeded',
    ]);
    expect(place.read('list.txt')).toBe('one\nfrom a and from b\nthree\nfour\nfive\nSIX\n');
  });
});
