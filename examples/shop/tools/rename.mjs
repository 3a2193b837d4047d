/**
 * node tools/rename.mjs RULES: renames words in source files. RULES is a file with lines such as
 *
 *     src/user.js: name -> fullName
 *
 * Empty lines and lines that begin with `#` mean nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const RULE = /^(?<file>\S+): (?<from>\w+) -> (?<to>\w+)$/;

for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line.trim() === '' || line.startsWith('#')) continue;
  const rule = RULE.exec(line)?.groups;
  if (rule === undefined) throw new Error(`expected "FILE: FROM -> TO", found "${line}"`);
  const { file, from, to } = rule;
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to));
  console.log(`${file}: ${from} is called ${to} now`);
}
