/** What stands on the pull request in the end, for a terminal: the comment and Braid's check runs. */
import { hang, pad, widest } from '../../../shared/report/text/columns.ts';
import { type Palette, palette } from '../../../shared/report/text/paint.ts';
import { oneLine } from '../../../shared/report/text/visible.ts';
import { shortSha } from '../../../shared/report/units.ts';
import { markOf, wordOf } from '../../page/layout.ts';
import type { CheckRun } from '../../state/check.ts';
import type { Comment } from '../../state/pull.ts';
import { markdownLines } from './markdown.ts';

export interface ResultOptions {
  readonly columns: number;
  readonly colour: boolean;
}

export function commentLines(comment: Comment, { columns, colour }: ResultOptions): readonly string[] {
  const paint = palette(colour);
  const lines = markdownLines(comment.body, columns);
  // The heading is the answer: what went in.
  const [heading = '', ...rest] = lines;
  return [
    ...rule(`comment by ${comment.author.login}`, columns, paint),
    '',
    paint.bold(heading),
    ...rest.map(line => tinted(line, paint)),
  ];
}

/** What the newest comment says first; null: nothing yet. */
export function headlineOf(comments: readonly Comment[]): string | null {
  const heading = /^#+ +(.*)$/m.exec(comments.at(-1)?.body ?? '')?.[1];
  return heading === undefined ? null : (markdownLines(heading, 80)[0] ?? null);
}

export function checkLines(checks: readonly CheckRun[], { columns, colour }: ResultOptions) {
  const paint = palette(colour);
  const names = widest(
    checks.map(({ name }) => oneLine(name)),
    30,
  );
  const rows = checks.flatMap(check => {
    const said = `${wordOf(check)} on ${shortSha(check.headSha)}: ${oneLine(check.output.title ?? '')}`;
    const [mark] = markOf(check);
    const notes = check.annotations.flatMap(({ path, start_line: line, message }) =>
      hang('    ', oneLine(`${path}:${line}: ${message}`), columns),
    );
    return [...hang(`${mark} ${pad(oneLine(check.name), names)}  `, said, columns), ...notes];
  });
  return [...rule('check runs', columns, paint), '', ...rows.map(line => tinted(line, paint))];
}

function rule(title: string, columns: number, paint: Palette): readonly string[] {
  return [paint.dim(`── ${title} ${'─'.repeat(Math.max(3, columns - title.length - 4))}`)];
}

/** The marks are in words as well. */
function tinted(line: string, paint: Palette): string {
  return line
    .replaceAll('✔', paint.tone('good')('✔'))
    .replaceAll('✘', paint.tone('bad')('✘'))
    .replace(/^▸.*$/, paint.dim);
}
