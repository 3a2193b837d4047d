/** Clones take no more room than they may, and hold no token. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clonePlace, recall } from '../../../app/clones/place.ts';
import { journalRef, taskRef } from '../../../shared/io/journal/run-refs.ts';
import { isOver } from '../../../shared/io/remote/claims.ts';
import type { Clone } from '../../../shared/io/remote/clone.ts';
import type { RunId, Sha, TaskId } from '../../../shared/plan/plan.ts';
import { type ClonesRig, countMain, MAIN, openClones } from './rig.ts';

function kept({ folder }: ClonesRig): readonly string[] {
  return readdirSync(folder).filter(id => existsSync(join(folder, id, 'clone')));
}

/** A blob of noise, on no branch; in bytes. */
function grow(bytes: number): (clone: Clone) => Promise<void> {
  return async ({ repository }) => {
    const script = `head -c ${bytes} /dev/urandom | git --git-dir "$1" hash-object -w --stdin`;
    execFileSync('sh', ['-c', script, 'sh', repository.gitDir], { stdio: 'pipe' });
  };
}

/** In seconds since 1970. */
function usedAt({ folder }: ClonesRig, id: number, at: number): void {
  utimesSync(join(folder, `${id}`, 'measures.json'), at, at);
}

test('those not used for longest go until the rest has room', async () => {
  const rig = await openClones({ limitBytes: 2_500_000 });
  for (const id of [1, 2]) await rig.alone(grow(1_000_000), id);
  usedAt(rig, 1, 2_000);
  usedAt(rig, 2, 1_000);
  expect(kept(rig)).toEqual(['1', '2']);
  await rig.alone(grow(1_000_000), 3);
  expect(kept(rig)).toEqual(['1', '3']);
});

test('whoever is in stays, though not used for longest', async () => {
  const rig = await openClones({ limitBytes: 2_500_000 });
  const { alone } = rig;
  for (const id of [1, 2]) await alone(grow(1_000_000), id);
  usedAt(rig, 1, 2_000);
  usedAt(rig, 2, 1_000);
  const seen = await alone(async ({ repository }) => {
    await alone(grow(1_000_000), 3);
    return [kept(rig), existsSync(repository.objects)];
  }, 2);
  expect(seen).toEqual([['2', '3'], true]);
});

test('many who leave at once make no more room than is needed', async () => {
  const rig = await openClones({ limitBytes: 2_500_000 });
  const { clones, repository } = rig;
  await Promise.all([1, 2, 3].map(id => clones.use(repository(id), grow(1_000_000))));
  await clones.close();
  expect(kept(rig)).toHaveLength(2);
});

test('a clone that is larger than all may be is told of once, and kept until another one is needed', async () => {
  const rig = await openClones({ limitBytes: 500_000 });
  const { clones, repository, large } = rig;
  await clones.use(repository(), grow(1_000_000));
  expect(kept(rig)).toEqual(['1']);
  await clones.use(repository(), async clone => expect(existsSync(clone.repository.objects)).toBe(true));
  await clones.close();
  expect(kept(rig)).toEqual(['1']);
  expect(large).toEqual([{ id: 1, bytes: expect.any(Number) }]);
  expect(large[0]?.bytes).toBeGreaterThan(1_000_000);
  await rig.alone(countMain, 2);
  expect(kept(rig)).toEqual(['2']);
});

test('a clone whose user died in it is not kept', async () => {
  const rig = await openClones({ limitBytes: 500_000 });
  const { alone, clones, repository, folder } = rig;
  await alone(countMain);
  execFileSync('cp', ['-r', join(folder, '1'), join(folder, '9')]);
  execFileSync('rm', [join(folder, '9', 'measures.json')]);
  await clones.use(repository(2), async () => {});
  await clones.close();
  expect(kept(rig)).toEqual(['1', '2']);
});

test('many packs become few', async () => {
  const { alone, path } = await openClones();
  await alone(async ({ repository: { git } }) => {
    for (let count = 0; count < 51; count++) {
      const id = await git.run(['hash-object', '-w', '--stdin'], { input: `${count}` });
      await git.run(['pack-objects', '-q', path('repository/objects/pack/pack')], { input: id });
    }
  });
  expect(
    readdirSync(path('repository/objects/pack')).filter(name => name.endsWith('.pack')).length,
  ).toBeLessThan(5);
  await alone(({ repository: { git } }) => git.run(['cat-file', '-e', hashOf('7')]));
});

function hashOf(text: string): string {
  return execFileSync('git', ['hash-object', '--stdin'], { input: text }).toString().trim();
}

const OVER = 'r-over' as RunId;
const OPEN = 'r-open' as RunId;
const TASK = 'a' as TaskId;

test('once it has grown a lot, runs that are over and what no ref holds are forgotten', async () => {
  const rig = await openClones();
  const { alone, path } = rig;
  await alone(countMain);
  const before = (await recall(clonePlace(rig.folder, 1)))?.bytes ?? 0;
  await alone(async clone => {
    const { git } = clone.repository;
    const tree = (await git.run(['rev-parse', `${MAIN}^{tree}`])).trim();
    const person = ['-c', 'user.name=x', '-c', 'user.email=x@example.invalid'];
    for (const [run, line] of [
      [OVER, '{"type":"reported"}'] as const,
      [OPEN, '{"type":"ticked"}'] as const,
    ]) {
      const commit = (
        await git.run([...person, 'commit-tree', tree, '-m', `Event\n\n${line}`])
      ).trim() as Sha;
      await git.run(['update-ref', journalRef(run), commit]);
      await git.run(['update-ref', taskRef(run, TASK), MAIN]);
    }
    expect(await isOver(git, (await git.run(['rev-parse', journalRef(OVER)])).trim() as Sha)).toBe(true);
    await grow(18_000_000)(clone);
  });
  const refs = execFileSync('git', ['--git-dir', path('repository'), 'for-each-ref', '--format=%(refname)']);
  expect(refs.toString().trim().split('\n')).toEqual(
    [journalRef(OPEN), taskRef(OPEN, TASK), MAIN].toSorted(),
  );
  const after = (await recall(clonePlace(rig.folder, 1)))?.bytes ?? 0;
  expect(after).toBeLessThan(before + 100_000);
  expect(rig.troubles).toEqual([]);
});

test('no file holds a token', async () => {
  const { alone, folder, tokens } = await openClones();
  await alone(countMain);
  const names = readdirSync(folder, { recursive: true }).map(name => join(folder, String(name)));
  const files = names.filter(name => statSync(name).isFile());
  expect(files.length).toBeGreaterThan(5);
  for (const token of tokens) {
    for (const secret of [token, Buffer.from(`x-access-token:${token}`).toString('base64')])
      expect(files.filter(name => readFileSync(name).includes(secret))).toEqual([]);
  }
});
