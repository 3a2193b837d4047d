/** The report of a run as one HTML page that needs nothing else: no script, no font, no network. A pure string. */
import { type Html, html } from './page/html.ts';
import { runParts } from './page/parts.ts';
import { STYLE } from './page/style.ts';
import type { Summary } from './summary.ts';

/** Nothing is loaded and no script runs; only the page's own style is allowed. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function reportPage(summary: Summary): string {
  const { plan, count } = summary.headline;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${plan}: ${count}</title>
<style>${style()}</style>
</head>
<body>
<main>
${runParts(summary, null)}
</main>
</body>
</html>
`;
  return page.html;
}

/** The style is the page's own text and holds no escape. */
function style(): Html {
  return { html: STYLE };
}
