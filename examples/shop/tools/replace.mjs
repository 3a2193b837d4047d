/** node tools/replace.mjs FILE FROM TO: replaces FROM by TO wherever it stands in FILE. */
import { readFileSync, writeFileSync } from 'node:fs';

const [file, from, to] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
if (!text.includes(from)) {
  console.error(`${file} does not contain: ${from}`);
  process.exit(1);
}
writeFileSync(file, text.split(from).join(to));
