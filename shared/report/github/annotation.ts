/** A remark at lines of a file, as check runs take it. Texts in it are plain: GitHub shows them without Markdown. */
import { byteLength } from '../markdown.ts';
import { oneLine, visible } from '../text/visible.ts';

export interface Annotation {
  /** Relative to the repository's root. */
  readonly path: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** Given for a place inside one line only, as GitHub demands; 1-based. */
  readonly startColumn: number | null;
  readonly endColumn: number | null;
  readonly level: 'notice' | 'warning' | 'failure';
  /** At most 255 characters. */
  readonly title: string;
  /** At most 64 KB. */
  readonly message: string;
}

export interface Remark {
  readonly path: string;
  readonly lines: readonly [from: number, to: number];
  readonly columns?: readonly [from: number, to: number];
  readonly level: Annotation['level'];
  readonly title: string;
  readonly message: string;
}

export const TITLE_LIMIT = 255;
const MESSAGE_LIMIT = 64 * 1024;

/** None for a file that lies outside of the repository: GitHub would refuse all of the request. */
export function annotation({ path, lines, columns, level, title, message }: Remark): readonly Annotation[] {
  const isInside =
    !/^(?:[/\\]|[A-Za-z]:)/.test(path) && !path.split('/').some(part => ['', '..'].includes(part));
  if (!isInside) return [];
  const startLine = Math.max(1, lines[0]);
  const endLine = Math.max(startLine, lines[1]);
  const isInOneLine = columns !== undefined && startLine === endLine;
  return [
    {
      path,
      startLine,
      endLine,
      startColumn: isInOneLine ? Math.max(1, columns[0]) : null,
      endColumn: isInOneLine ? Math.max(1, ...columns) : null,
      level,
      title: atMost(oneLine(title), TITLE_LIMIT),
      message: atMostBytes(visible(message), MESSAGE_LIMIT),
    },
  ];
}

/** Whole characters only. */
export function atMost(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function atMostBytes(text: string, most: number): string {
  let shown = text;
  while (byteLength(shown) > most) shown = atMost(shown, Math.floor(shown.length * 0.9));
  return shown;
}
