/** Markdown on the pages: what Braid writes is shown, and what others wrote cannot do anything. */
import { expect, test } from 'vitest';
import { markdown } from '../../../sandbox/page/markdown.ts';

test('tables, folded parts and diagrams are shown as GitHub shows them', () => {
  const text =
    '### All\n\n<details><summary>A <b>lot</b></summary>\n\n| a | b |\n|---|---|\n| `x` | [y](http://localhost/y) |\n\n' +
    '```mermaid\ngraph LR\n  a --> b\n```\n\n</details>\n';
  const { html } = markdown(text);
  expect(html).toContain('<h3>All</h3>');
  expect(html).toContain('<details><summary>A <b>lot</b></summary>');
  expect(html).toContain('<td><code>x</code></td>');
  expect(html).toContain('<a href="http://localhost/y">y</a>');
  expect(html).toContain('<pre><code class="language-mermaid">graph LR\n  a --&gt; b');
});

test.each([
  '<script>alert(1)</script>',
  '<script src="//evil.example/x.js"></script>',
  '<img src=x onerror=alert(1)>',
  '![x](javascript:alert(1))',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&#58;alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '<a href="//evil.example" onclick="alert(1)">x</a>',
  '<details open ontoggle=alert(1)><summary onmouseover=alert(1)>x</summary></details>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<style>body { display: none }</style>',
  '<form action="http://evil.example"><button>x</button></form>',
  '<meta http-equiv="refresh" content="0; url=http://evil.example">',
  '<base href="http://evil.example">',
  '<p style="position: fixed; inset: 0">x</p>',
  '<code class="language-mermaid card">x</code>',
  '| <img src=x onerror=alert(1)> |\n|---|\n| <svg/onload=alert(1)> |',
  '```"><script>alert(1)</script>\nx\n```',
  '`<script>alert(1)</script>`',
  '<!--><img src=x onerror=alert(1)>-->',
  '<scr<script>ipt>alert(1)</script>',
  '</main></div><script>alert(1)</script>',
])('%s does nothing', text => {
  const tags = [...markdown(text).html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
  const harmless =
    /^<\/?(?:h\d|p|br|hr|blockquote|[uo]l|li|table|thead|tbody|tr|th|td|pre|code|a|details|summary|b|strong|em)(?: (?:open|class="language-mermaid"|href="https?:[^"]*"))* ?\/?>$/;
  expect(tags.filter(tag => !harmless.test(tag))).toEqual([]);
});
