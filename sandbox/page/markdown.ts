/**
 * Markdown as GitHub shows it: tables, details, code, diagrams. What others wrote is in it, so what `marked` makes of it is
 * reduced to elements that can only be looked at.
 */
import { marked } from 'marked';
import sanitizeHtml from 'sanitize-html';
import type { Html } from '../../shared/report/page/html.ts';

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'pre', 'code', 'a', 'details', 'summary'],
    ...['b', 'strong', 'i', 'em', 'del', 's', 'sub', 'sup', 'kbd'],
  ],
  allowedAttributes: { a: ['href', 'title'], details: ['open'], th: ['align'], td: ['align'] },
  // So that the browser's script finds diagrams.
  allowedClasses: { code: ['language-mermaid'] },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'escape',
};

export function markdown(text: string): Html {
  const made = marked.parse(text, { async: false, gfm: true });
  return { html: sanitizeHtml(made, ALLOWED) };
}
