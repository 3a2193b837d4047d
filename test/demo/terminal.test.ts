/** The comment in a terminal: readable at 80 columns, and no text of others does anything there. */
import { expect, test } from 'vitest';
import { markdownLines } from '../../sandbox/demo/terminal/markdown.ts';
import { tableLines } from '../../sandbox/demo/terminal/table.ts';
import { width } from '../../shared/report/text/columns.ts';

test('a comment is shown with its folded parts folded', () => {
  const text = `<!-- braid -->

### Braid: 1 of 2 tasks are in

main is at [\`1234567\`](http://localhost/x), verified by \`npm test\`. A &lt;b&gt; and docs/&#42;&#42;.

| task | what happened | what you can do |
|---|---|---|
| **one** | ✘ failed: ${'a long reason '.repeat(6)} | \`/braid retry one\` · [log](http://localhost/log) |

<details><summary>All <b>tasks</b></summary>

| hidden |
|---|
| hidden |

<details><summary>inner</summary>

hidden

</details>

</details>

- the end
`;
  const lines = markdownLines(text, 80);
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "Braid: 1 of 2 tasks are in

    main is at \`1234567\`, verified by \`npm test\`. A <b> and docs/**.

    task  what happened                                     what you can do
    ────  ────────────────────────────────────────────────  ────────────────────────
    one   ✘ failed: a long reason a long reason a long      \`/braid retry one\` · log
          reason a long reason a long reason a long reason

    ▸ All tasks

    - the end"
  `);
  expect(lines.filter(line => width(line) > 80)).toEqual([]);
});

test('escape sequences of others are made visible', () => {
  const text =
    '### \u001b[2J one\n\n| \u001b]0;x\u0007 |\n|---|\n| `\u001b[31m` |\n\n&#27;[2J &#9999999;\n\n```\n\u001b[2J\n```\n';
  expect(markdownLines(text, 80).join('\n')).not.toMatch(/(?!\n)\p{Cc}/u);
});

test('a table is made narrower where it is too wide, and no column is lost', () => {
  const row = ['task', 'word '.repeat(30).trim(), 'and '.repeat(20).trim(), '✘ 漢字'];
  const lines = tableLines(['a', 'b', 'c', 'd'], [row, row], 60);
  expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(60);
  expect(lines.join(' ').match(/word/g)).toHaveLength(60);
  expect(lines.join(' ').match(/漢字/g)).toHaveLength(2);
});
