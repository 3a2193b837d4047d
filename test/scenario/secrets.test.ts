/** Secrets in every place from which they could leak: nothing that Braid writes holds one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, type Place, type Report, removePlaces, statuses, type Tasks, taskOf } from '../cli/rig.ts';

const KEY = 'bot-4f2a-key-77c1';
const QUOTED = 'say "open" and 4 enter';
const ADDRESS = 'postgres://ann:hunter42@db.example.org/shop';
const LINES = '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END KEY-----';
const OWN = 'ghs_a1b2c3d4e5f6a7b8c9d0';
const ENV = {
  BOT_KEY: KEY,
  QUOTED_PASSPHRASE: QUOTED,
  DATABASE_URL: ADDRESS,
  SIGNING_KEY: LINES,
  GITHUB_TOKEN: OWN,
  UNNAMED_TOKEN: 'never-named-0123456789',
};
/** Whole lines; of the key in several lines the one that matters. */
const SECRETS = [KEY, QUOTED, ADDRESS, 'MIIEvQIBADANBgkqhkiG9w0BAQ', OWN, ENV.UNNAMED_TOKEN];

afterAll(removePlaces);

async function run(tasks: Tasks, files = {}) {
  const passEnv = ['BOT_KEY', 'QUOTED_PASSPHRASE', 'DATABASE_URL', 'SIGNING_KEY'];
  const place = await newPlace(
    {
      backends: { sh: { kind: 'command', run: 'sh "$BRAID_PROMPT_FILE"', 'pass-env': passEnv } },
      merge: { verify: ['cat -- *.txt', 'env'] },
    },
    { 'readme.md': 'hello\n', '.gitignore': 'cache/\n', 'a.txt': 'a\n', ...files },
  );
  const json = join(place.folder, 'report.json');
  const args = ['run', place.plan(tasks), '--run', place.name, '--json', json];
  const { stdout, stderr } = await place.start(args, { env: ENV }).done;
  const report = JSON.parse(readFileSync(json, 'utf8')) as Report;
  const shown = [stdout, stderr, ...(await shownAgain(place))];
  return { place, report, written: [...shown, ...filesBelow(place.folder), ...(await said(place))] };
}

async function shownAgain(place: Place): Promise<readonly string[]> {
  const outputs = ['md', 'json', 'html'].map(format => place.braid('report', place.name, '--format', format));
  return (await Promise.all([...outputs, place.braid('status', place.name)])).map(({ stdout }) => stdout);
}

/** All files of the place but git's objects and what the tasks left in the work tree. */
function filesBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return names
    .filter(entry => entry.isFile() && !entry.parentPath.includes('/.git/objects'))
    .filter(({ parentPath }) => !parentPath.endsWith('/repository'))
    .map(({ parentPath, name }) => `${name}\n${readFileSync(join(parentPath, name), 'latin1')}`);
}

/** Messages of all commits, those of the journal too, and names of refs. */
async function said(place: Place): Promise<readonly string[]> {
  return [
    await place.git('log', '--all', '--reflog', '--format=%an %ae%n%B'),
    await place.git('for-each-ref'),
  ];
}

function expectNoSecret(written: readonly string[]): void {
  expect(written.length).toBeGreaterThan(20);
  for (const secret of SECRETS) {
    const found = written.filter(
      text => text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1)),
    );
    expect(found.map(text => text.slice(0, 200))).toEqual([]);
  }
}

const HALVES = `rest=\${BOT_KEY#??????}; first=\${BOT_KEY%"$rest"}`;

describe('what a task knows', () => {
  test('is in nothing that Braid writes, wherever the task says it', async () => {
    const work = 'echo x > "$BRAID_TASK".txt';
    const { report, written } = await run({
      printed: `env; env >&2; echo "[$GITHUB_TOKEN|$UNNAMED_TOKEN]"; ${work}`,
      pieces: `${HALVES}; printf %s "$first"; printf '%s\\n' "$rest"; printf '%s\\033[1m%s\\033[0m\\n' "$first" "$rest"; ${work}`,
      json: `printf '%s' "$QUOTED_PASSPHRASE" | sed 's/"/\\\\"/g; s/.*/{"said": "&"}/'; echo; ${work}`,
      notes: `env > "$BRAID_NOTES_FILE"; ${work}`,
      result: `printf '{ "message": "%0985d %s", "model": "%s" }' 0 "$BOT_KEY" "$BOT_KEY" > "$BRAID_RESULT_FILE"; ${work}`,
      message: `${work}; git add -A; git commit -q -m "$BOT_KEY"`,
      failed: `echo "no access with $BOT_KEY"; exit 3`,
      ignored: {
        prompt: `mkdir cache; env > cache/env; ${work}`,
        verify: ['cat cache/env; exit 1'],
      },
      // No key by its look: it is masked, and may be written down.
      phrase: `echo "$QUOTED_PASSPHRASE" > phrase.txt`,
      template: `echo '$BOT_KEY' > "$BRAID_TASK".txt`,
    });
    expectNoSecret(written);
    expect(written.join('\n')).toContain('***');
    const { failed, ignored, ...others } = statuses(report);
    expect([failed, ignored]).toEqual(['failed', 'failed']);
    expect(new Set(Object.values(others))).toEqual(new Set(['merged']));
    expect(taskOf(report, 'failed').reason).toBe('exit code 3: "no access with ***"');
    expect(taskOf(report, 'result').model).toBe('***');
  });

  test('is not merged where the task wrote it down: the reason names the variable and the file', async () => {
    const { place, report, written } = await run(
      {
        file: 'echo "key=$BOT_KEY" > conf.env',
        name: 'echo x > "x-$BOT_KEY"',
        link: 'ln -s "/$BOT_KEY" link',
        lines: 'echo "$SIGNING_KEY" > key.pem',
        address: 'mkdir conf; echo "url: $DATABASE_URL" > conf/db.yml',
        crashed: 'echo "$BOT_KEY" > core; exit 3',
        old: 'echo more >> old.env',
        moved: 'mv old.env new.env',
      },
      { 'old.env': `${KEY}\n` },
    );
    const reason = (leak: string) =>
      `its work contains the value of ${leak}; its branch does, too: do not push that`;
    const reasons = Object.fromEntries(report.tasks.map(task => [task.id, task.reason]));
    expect(reasons).toEqual({
      file: reason('BOT_KEY (in conf.env)'),
      name: reason('BOT_KEY (in x-***)'),
      link: reason('BOT_KEY (in link)'),
      lines: reason('SIGNING_KEY (in key.pem)'),
      address: reason('DATABASE_URL (in conf/db.yml)'),
      crashed: `exit code 3: "braid: ${reason('BOT_KEY (in core)')}"`,
      old: '',
      moved: reason('BOT_KEY (in new.env)'),
    });
    expect(statuses(report)).toMatchObject({ file: 'failed', old: 'merged' });
    expect(await place.git('show', `braid/${place.name}/file:conf.env`)).toBe(`key=${KEY}`);
    expectNoSecret(written);
  });
});
