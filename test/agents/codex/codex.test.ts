/** Codex's own program against a scripted service. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { makeBackend } from '../../../shared/io/backends/registry.ts';
import { NO_USAGE } from '../../../shared/run/attempts/evidence.ts';
import { AGENT_CONFIG, KEY, makeWorkplace, type Workplace } from '../workplace.ts';
import { MODEL, NAMESPACES, PROGRAM, served, work } from './codex-work.ts';

const WITHOUT_NAMESPACES = `#!/bin/sh
exec unshare --user --map-root-user sh -c 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"' sh ${PROGRAM} "$@"
`;

const PATCH = `apply_patch <<'END'
*** Begin Patch
*** Update File: a.txt
@@
-old
+new
*** Add File: src/b.txt
+b
*** End Patch
END`;

function logIn({ home }: Workplace): void {
  const config =
    'model_provider = "braid"\n[model_providers.braid]\nname = "mine"\nrequires_openai_auth = true\n';
  mkdirSync(join(home, '.codex'));
  writeFileSync(join(home, '.codex/config.toml'), config);
  writeFileSync(join(home, '.codex/auth.json'), '{"OPENAI_API_KEY":"of-the-login"}');
}

describe.skipIf(PROGRAM === null).concurrent('Codex itself (BRAID_TEST_CODEX)', () => {
  test('is there, in a version, and misses a key', async context => {
    const { expect } = context;
    const { home } = makeWorkplace(context);
    const health = (key: Readonly<Record<string, string>>) =>
      makeBackend(
        'bot',
        { ...AGENT_CONFIG, kind: 'codex', program: PROGRAM },
        { PATH: process.env.PATH, HOME: home, ...key },
      ).health();
    const version = expect.stringMatching(/^\d+\.\d+\.\d+/);
    expect(await health({ OPENAI_API_KEY: KEY })).toEqual({ kind: 'usable', version });
    expect(await health({})).toMatchObject({
      kind: 'unusable',
      hint: expect.stringMatching(/CODEX_API_KEY/),
    });
  });

  test('does the work: files, words, usage, cost', async context => {
    const { expect } = context;
    const tell = 'echo "$CODEX_API_KEY$OPENAI_API_KEY|$GITHUB_TOKEN|$BRAID_TASK" > env.txt';
    const { exit, usage, place, api, log } = await work(
      context,
      [
        { calls: ['echo old > a.txt'] },
        { says: 'Now a patch.', calls: [PATCH] },
        { calls: [tell] },
        { says: 'Done.' },
      ],
      { prompt: '--help $(touch no) make a\n', config: { prices: { [MODEL]: { input: 2, output: 10 } } } },
    );
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(place.files()).toEqual(['a.txt', 'env.txt', 'src/b.txt']);
    expect(place.read('a.txt')).toBe('new\n');
    expect(place.read('env.txt')).toBe('||task\n');
    expect(usage).toEqual({ ...served(4), costUsd: expect.closeTo(0.0012) });
    expect(place.seen.filter(line => !/^warning: Model metadata|^Reading prompt/.test(line))).toEqual([
      'running echo old > a.txt',
      'Now a patch.',
      'editing a.txt, src/b.txt',
      expect.stringMatching(/^running echo/),
      'Done.',
    ]);
    expect(api.asked.map(({ model }) => model)).toEqual(Array(4).fill(MODEL));
    expect(api.asked[0]).toMatchObject({ authorization: `Bearer ${KEY}` });
    expect(api.asked[0]?.input).toContain('--help $(touch no) make a');
    expect(log).toContain('turn.completed');
  });

  test('changes nothing', async context => {
    const { expect } = context;
    const { exit, usage, place } = await work(context, [{ says: 'Nothing to do.' }]);
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(usage).toEqual(served(1));
    expect(place.files()).toEqual([]);
  });

  test.for([
    ['OPENAI_API_KEY', 'of-the-login'],
    ['CODEX_API_KEY', KEY],
  ])('where there is a login and %s, is let in by %s', async ([variable, used], context) => {
    const { expect } = context;
    const options = { before: logIn, outside: { [String(variable)]: KEY } };
    const { exit, api } = await work(context, [{ says: 'Done.' }], options);
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(api.asked[0]).toMatchObject({ authorization: `Bearer ${used}` });
  });

  test.skipIf(!NAMESPACES)('is kept from writing elsewhere by its sandbox', async context => {
    const { expect } = context;
    const { exit, place, log } = await work(
      context,
      [{ calls: ['echo x > "$HOME/x"; echo "it ended with $?"'] }, { says: 'I could not.' }],
      { config: { args: ['-c', 'sandbox_workspace_write.exclude_slash_tmp=true'] } },
    );
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(place.files()).toEqual([]);
    expect(log).toContain('it ended with 1');
  });

  test.skipIf(!NAMESPACES)('may be given a stricter sandbox by the configuration', async context => {
    const { expect } = context;
    const { place, api } = await work(context, [{ calls: ['echo x > x'] }, { says: 'I could not.' }], {
      config: { args: ['--sandbox', 'read-only'] },
    });
    expect(place.files()).toEqual([]);
    // It prints nothing about a command that its sandbox stopped.
    expect(api.asked.at(-1)?.input).toContain('Read-only file system');
  });

  test.skipIf(!NAMESPACES)('cannot use its sandbox here, and says what to do', async context => {
    const { expect } = context;
    const { exit, place } = await work(context, [{ calls: ['echo x > x'] }, { says: 'I could not.' }], {
      before: ({ home }) => writeFileSync(join(home, 'codex'), WITHOUT_NAMESPACES, { mode: 0o755 }),
      program: ({ home }) => join(home, 'codex'),
    });
    expect(exit).toEqual({
      kind: 'backend-failed',
      failure: 'crash',
      message: expect.stringMatching(/its sandbox does not work here \(bwrap: .*Hint: allow/),
    });
    expect(place.files()).toEqual([]);
  });

  test('hears nothing more, and runs out of time: what was done stays, nothing runs', async context => {
    const { expect } = context;
    const { exit, usage, place } = await work(
      context,
      [
        { calls: ['echo part > part.txt; (setsid sleep 1000 >/dev/null 2>&1 &)'] },
        { says: 'and then', stop: 'never' },
      ],
      { job: { timeoutMs: 8000 } },
    );
    expect(exit).toEqual({ kind: 'timed-out', afterMs: 8000 });
    expect(place.read('part.txt')).toBe('part\n');
    expect(usage).toEqual(NO_USAGE);
  });

  test('does not know an argument of the configuration', async context => {
    const { expect } = context;
    const { exit, tail } = await work(context, [{ says: 'never' }], {
      config: { args: ['--no-such-option'] },
    });
    expect(exit).toEqual({ kind: 'exited', code: 2 });
    expect(tail).toContain('--no-such-option');
  });
});
