/** Every command and option in the documents is one of the built command, and every one of the command is in the README. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { EXIT } from '../../cli/exit-code.ts';
import { blocks, CLI, code, pages, readme, table } from './book.ts';

function help(...command: readonly string[]): string {
  return execFileSync(process.execPath, [CLI, ...command, '--help'], { encoding: 'utf8' });
}

const general = help();
const commands = [...(/\nCommands:\n(.*?)\n\n/s.exec(general)?.[1] ?? '').matchAll(/^ {2}(\w+) /gm)]
  .map(([, name = '']) => name)
  .filter(name => name !== 'help');
const helps = new Map(commands.map(name => [name, help(name)]));

/** As help prints them: `--repo <dir>`. */
function optionsOf(command: string): readonly string[] {
  return [
    ...(helps.get(command) ?? '').matchAll(/^ {2}(?:-\w, )?(--[a-z-]+(?: [<[][\w@]+(?:\.\.\.)?[>\]])?)/gm),
  ].map(([, option = '']) => option);
}

test('there are commands', () => {
  expect(commands).toContain('run');
  expect(optionsOf('run')).toContain('--max-workers <n>');
});

test('the README lists the commands with their arguments', () => {
  const listed = blocks(readme)
    .filter(({ language, text }) => language === '' && text.startsWith('braid '))
    .flatMap(({ text }) => text.trimEnd().split('\n'))
    .map(line => line.split(/ {2,}/)[0]);
  const usages = commands.map(name => /^Usage: (.+)$/m.exec(helps.get(name) ?? '')?.[1]);
  expect(listed).toEqual(usages.map(usage => usage?.replace(' [options]', '')));
});

test('the README lists the options, each with the commands that have it', () => {
  const listed = table(readme, 'options').map(([option = '', of = '']) => ({
    option: code(option)[0] ?? '',
    of: of === 'all' ? commands : [...code(of)],
  }));
  const all = new Set(commands.flatMap(optionsOf));
  expect(listed.map(({ option }) => option).sort()).toEqual([...all].sort());
  for (const { option, of } of listed) {
    expect([option, of.toSorted()]).toEqual([
      option,
      commands.filter(name => optionsOf(name).includes(option)).sort(),
    ]);
  }
});

test('what the documents tell to type is understood', () => {
  const typed = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:^|[`\s])braid ([a-z]+)((?: [^`\n|]*)?)/gm)]
      .filter(([whole]) => /^`|^\n?braid/.test(whole))
      .map(([, command = '', rest = '']) => ({ path, command, rest })),
  );
  expect(typed.length).toBeGreaterThan(20);
  for (const { path, command, rest } of typed) {
    expect([path, command, commands.includes(command)]).toEqual([path, command, true]);
    const known = optionsOf(command).map(option => option.split(' ')[0]);
    for (const [option] of rest.split('#')[0]?.matchAll(/--[a-z-]+/g) ?? [])
      expect([path, command, option, known.includes(option)]).toEqual([path, command, option, true]);
  }
});

test('the help tells the exit codes', () => {
  const told = /\nExit codes:\n((?: {2}.*\n)+)/.exec(general)?.[1] ?? '';
  expect(told.trimEnd().split('\n').map(Number.parseFloat)).toEqual(Object.values(EXIT));
});
