/** HTML that is safe by construction: every string put into a template is escaped; only what a template made is not. */
import escapeHtml from 'escape-html';
import { oneLine, visible } from '../text/visible.ts';

export interface Html {
  readonly html: string;
}

type Hole = Html | readonly Html[] | string | number | null;

export const NOTHING: Html = { html: '' };

export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  return { html: parts.map((part, index) => part + fill(holes[index] ?? null)).join('') };
}

/** A sentence of Braid's own with commands and the like in backticks. */
export function prose(text: string): Html {
  const parts = oneLine(text).split('`');
  const pieces = parts.map((part, index) => {
    if (index % 2 === 0) return html`${part}`;
    return index < parts.length - 1 ? html`<code>${part}</code>` : html`${`\``}${part}`;
  });
  return html`${pieces}`;
}

/** A part of the page that is only there if there is something to say. */
export function when(condition: boolean, piece: () => Html): Html {
  return condition ? piece() : NOTHING;
}

function fill(hole: Hole): string {
  if (hole === null) return '';
  if (typeof hole === 'number') return String(hole);
  if (typeof hole === 'string') return escapeHtml(visible(hole));
  return 'html' in hole ? hole.html : hole.map(piece => piece.html).join('');
}
