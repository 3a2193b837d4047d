/** Where the result goes, and what is left alone when it cannot go there. */
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, type Place, type Report, removePlaces } from '../cli/rig.ts';

afterAll(removePlaces);

const tasks = { a: 'echo from a > a.txt', b: 'echo from b >> readme.md' };

/** What the report says about the place of the result. */
const lastWord = (report: Report) => report.run.reasons.at(-1);
const integration = (place: Place) => place.git('rev-parse', `braid/${place.name}/integration`);

describe.concurrent('the result', () => {
  test('lands on the branch that is checked out, and a clean work tree follows', async () => {
    const place = await newPlace({ merge: { verify: ['true'] } });
    const { code, report } = await place.run(tasks);
    expect(code).toBe(0);
    expect(await place.git('rev-parse', 'main')).toBe(report.run.landed);
    expect(report.run.landed).toBe(await integration(place));
    expect(await place.git('status', '--porcelain')).toBe('');
    expect([place.read('a.txt'), place.read('readme.md')]).toEqual(['from a\n', 'hello\nfrom b\n']);
    expect(lastWord(report)).toBe(`main is at ${report.run.landed?.slice(0, 7)}, verified by \`true\``);
    // Untracked files that are in nobody's way stay.
    expect(await place.git('reflog', '-1', '--format=%gs', 'main')).toBe(`braid: land run ${place.name}`);
  });

  test('waits at integration when there are changes that are not committed; they stay as they are', async () => {
    const place = await newPlace();
    place.write('readme.md', 'my own change\n');
    const before = await place.git('rev-parse', 'HEAD');
    const { code, report } = await place.run(tasks);
    expect(code).toBe(1);
    expect(report.run).toMatchObject({
      status: 'partial',
      landed: null,
      integration: await integration(place),
    });
    expect(report.run.reasons).toContain(
      'changes in readme.md are not committed: the tasks do not see them, and nothing lands here before they are',
    );
    expect(lastWord(report)).toBe(
      `not landed on main: the work tree has changes in readme.md; the result is at braid/${place.name}/integration, unverified: no merge.verify is configured`,
    );
    expect(await place.git('rev-parse', 'main')).toBe(before);
    expect(await place.git('status', '--porcelain')).toBe(' M readme.md');
    expect(place.read('readme.md')).toBe('my own change\n');
    // Once they are out of the way, the same result lands, and nothing is done again.
    await place.git('stash', '-q');
    const again = await place.reported('retry', place.name);
    expect([again.code, again.report.run.landed]).toEqual([0, report.run.integration]);
    expect(again.report.tasks.map(({ attempts }) => attempts)).toEqual([1, 1]);
    expect(place.has('a.txt')).toBe(true);
  });

  test('waits at integration when an untracked file is in its way', async () => {
    const place = await newPlace();
    place.write('a.txt', 'mine\n');
    place.write('other.txt', 'mine, too\n');
    const { code, report } = await place.run(tasks);
    expect(code).toBe(1);
    expect(lastWord(report)).toContain('not landed on main: untracked files are in the way: a.txt;');
    expect([place.read('a.txt'), place.read('other.txt')]).toEqual(['mine\n', 'mine, too\n']);
  });

  test('waits at integration when HEAD is detached', async () => {
    const place = await newPlace();
    await place.git('checkout', '-q', '--detach');
    const { code, report } = await place.run(tasks);
    expect(code).toBe(1);
    expect(report.run).toMatchObject({ target: null, landed: null, status: 'partial' });
    expect(lastWord(report)).toContain('not landed: HEAD is detached: no branch is checked out to land on');
    expect(place.has('a.txt')).toBe(false);
  });

  test('lands on the branch that `merge.land` names, and starts from there', async () => {
    const place = await newPlace();
    await place.git('branch', 'next');
    place.configure({ merge: { land: 'branch:next' } });
    const main = await place.commitAll('configure');
    const next = await place.git('rev-parse', 'next');
    place.write('readme.md', 'my own change\n');
    const { code, report } = await place.run(tasks);
    expect(code).toBe(0);
    // What lies in another branch's tree is in nobody's way.
    expect(report.run.reasons.filter(reason => reason.includes('readme.md'))).toEqual([]);
    expect(place.read('readme.md')).toBe('my own change\n');
    expect(report.run).toMatchObject({
      base: next,
      target: 'next',
      landed: await place.git('rev-parse', 'next'),
    });
    expect(await place.git('rev-parse', 'HEAD')).toBe(main);
    expect(place.has('a.txt')).toBe(false);
  });

  test('lands in a bare repository', async () => {
    const place = await newPlace({ merge: { verify: ['test -e readme.md'] } });
    const bare = join(place.folder, 'bare.git');
    await place.git('clone', '-q', '--bare', '.', bare);
    const config = join(place.root, '.github/braid.yml');
    const { code, report } = await place.run(tasks, { args: ['--repo', bare, '--config', config] });
    expect(code).toBe(0);
    expect(report.run).toMatchObject({ status: 'completed', target: 'main', verified: true });
    expect(await place.git('-C', bare, 'rev-parse', 'main')).toBe(report.run.landed);
    expect(await place.git('-C', bare, 'show', 'main:a.txt')).toBe('from a');
  });

  test('lands in the linked work tree that it was started in', async () => {
    const place = await newPlace();
    const linked = join(place.folder, 'linked');
    await place.git('worktree', 'add', '-q', '-b', 'topic', linked);
    const { code, report } = await place.run(tasks, { args: ['--repo', linked] });
    expect(code).toBe(0);
    expect(report.run.target).toBe('topic');
    expect(await place.git('-C', linked, 'status', '--porcelain')).toBe('');
    expect(await place.git('-C', linked, 'show', 'HEAD:a.txt')).toBe('from a');
    expect(place.has('a.txt')).toBe(false);
    expect(await place.git('worktree', 'list', '--porcelain')).not.toContain('prunable');
  });

  test('does not land on a branch that another work tree shows', async () => {
    const place = await newPlace();
    await place.git('branch', 'topic');
    const linked = join(place.folder, 'linked');
    await place.git('worktree', 'add', '-q', linked, 'topic');
    place.configure({ merge: { land: 'branch:topic' } });
    await place.commitAll('configure');
    const { code, report } = await place.run(tasks);
    expect(code).toBe(1);
    expect(lastWord(report)).toContain(`not landed on topic: topic is checked out in ${linked}`);
  });

  test('is verified again together with what others did to the target meanwhile', async () => {
    const place = await newPlace({ merge: { verify: ['true'] } });
    const gate = place.gate('work');
    const file = place.plan({ a: `echo > a.txt; ${gate.wait}` });
    const running = place.start(['run', file, '--run', place.name, '--json', '-']);
    await gate.reached();
    place.write('theirs.txt', 'theirs\n');
    const theirs = await place.commitAll('somebody else');
    gate.open();
    const { code, stdout } = await running.done;
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(0);
    expect([place.has('a.txt'), place.has('theirs.txt')]).toEqual([true, true]);
    expect(await place.git('merge-base', 'main', theirs)).toBe(theirs);
    expect(report.totals.verifications).toBe(2);
    expect(report.run.landed).toBe(await place.git('rev-parse', 'main'));
  });

  test('does not land on a target with which it is red', async () => {
    const place = await newPlace({ merge: { verify: ['! (test -e a.txt && test -e theirs.txt)'] } });
    const gate = place.gate('work');
    const file = place.plan({ a: `echo > a.txt; ${gate.wait}` });
    const running = place.start(['run', file, '--run', place.name, '--json', '-']);
    await gate.reached();
    place.write('theirs.txt', 'theirs\n');
    const theirs = await place.commitAll('somebody else');
    gate.open();
    const { code, stdout } = await running.done;
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(1);
    expect(report.run).toMatchObject({ status: 'partial', landed: null });
    expect(lastWord(report)).toContain(`main moved to ${theirs.slice(0, 7)}; together with it`);
    expect(await place.git('rev-parse', 'main')).toBe(theirs);
  });
});
