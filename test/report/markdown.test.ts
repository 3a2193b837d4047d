import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMENT_LIMIT, JOB_SUMMARY_LIMIT, jobSummary } from '../../shared/report/job-summary.ts';
import { mermaidGantt, mermaidGraph } from '../../shared/report/markdown/mermaid.ts';
import {
  byteLength,
  code,
  escapeMarkdown,
  fence,
  fitting,
  prose,
  table,
} from '../../shared/report/markdown.ts';
import { summarize } from '../../shared/report/summary.ts';
import { CROWD, HOSTILE } from './extremes.ts';
import { NOW, PAYMENTS, RED_BASE, RUNNING } from './payments.ts';
import { attempt, merged, START, stateOf } from './states.ts';

describe('text of others', () => {
  test.each([
    ['src/snake_case.ts', 'src/snake_case.ts'],
    ['*bold* _it_ ~no~', '&#42;bold&#42; &#95;it&#95; &#126;no&#126;'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['a | b', 'a &#124; b'],
    ['@octocat and a@b.example', '@&#8203;octocat and a@&#8203;b.example'],
    ['fixes #12, GH-12 and o/r#7', 'fixes #&#8203;12, GH&#8203;-12 and o/r#&#8203;7'],
    ['https://evil.example www.evil.example', 'https:&#8203;//evil.example www&#8203;.evil.example'],
    ['[a](b) ![c](d)', '&#91;a&#93;(b) !&#91;c&#93;(d)'],
    [':tada: $x$ C:\\dir `code`', ':&#8203;tada: &#36;x&#36; C:&#92;dir &#96;code&#96;'],
    ['see 3f2c1aa and o/r@deadbee', 'see <code>3f2c1aa</code> and o/r@&#8203;d&#8203;eadbee'],
    ['12345678. item', '<code>12345678</code>. item'],
    ['- item', '&#45; item'],
    ['# title', '&#35; title'],
    ['12. item', '&#49;&#50;. item'],
    ['14.2 s', '14.2 s'],
    ['&amp; &#64;x', '&amp;amp; &amp;#&#8203;64;x'],
    ['two\nlines\u202e', 'two lines&#91;U+202E&#93;'],
  ])('%j in a line', (text, expected) => expect(escapeMarkdown(text)).toBe(expected));

  test.each([
    ['npm test', '`npm test`'],
    ['a | b', '<code>a &#124; b</code>'],
    ['`x`', '<code>&#96;x&#96;</code>'],
    ['@octocat #12', '`@octocat #12`'],
    ['', ''],
  ])('%j as code', (text, expected) => expect(code(text)).toBe(expected));

  test('a sentence keeps its code', () => {
    expect(prose('fix <it>, then `braid retry x` again')).toBe('fix &lt;it&gt;, then `braid retry x` again');
    expect(prose('an open ` tick')).toBe('an open &#96; tick');
  });

  test('a fence is longer than any in it', () => {
    expect(fence('```\n````\nx')).toBe('`````\n```\n````\nx\n`````');
  });

  test('nothing can leave its line, its cell or its element', () => {
    const nasty = fc
      .array(fc.constantFrom('<', '>', '|', '`', '\\', '@', '#', '1', '\n', '&', 'a', ' ', '[', '*', '-'))
      .map(all => all.join(''));
    fc.assert(
      fc.property(nasty, text => {
        for (const escaped of [escapeMarkdown(text), prose(text)]) {
          const outside = escaped.replace(/`[^`]*`/g, '').replace(/<\/?code>/g, '');
          expect(outside).not.toMatch(/[<>|`\\\n*[]|@(?!&#8203;)/);
        }
        expect(
          table(['a'], [[prose(text)]])
            .split('\n')[2]
            ?.match(/\|/g),
        ).toHaveLength(2);
      }),
    );
  });
});

describe('fitting', () => {
  test('takes the richest version that fits, counted in bytes', () => {
    const versions = [() => 'ääääää', () => 'ääää', () => 'ä'];
    expect(fitting(8, versions)).toBe('ääää');
    expect(fitting(7, versions)).toBe('ä');
    expect(fitting(1, versions)).toBe('');
  });
});

describe('the job summary', () => {
  test('of a run that ended', async () => {
    await expect(jobSummary(summarize(PAYMENTS, NOW))).toMatchFileSnapshot(
      '__snapshots__/job-summary.md.txt',
    );
  });

  test('of a run that goes on', async () => {
    await expect(jobSummary(summarize(RUNNING, START + 7000))).toMatchFileSnapshot(
      '__snapshots__/job-summary-running.md.txt',
    );
  });

  test('of hostile texts', async () => {
    const text = jobSummary(summarize(HOSTILE, NOW));
    await expect(text).toMatchFileSnapshot('__snapshots__/job-summary-hostile.md.txt');
    const outside = withoutFences(text).replace(/`[^`]*`/g, '');
    expect(outside).not.toMatch(/<script|@octocat|(?<!&)#12|\p{Bidi_Control}|https:\/\//u);
    expect(text).not.toContain('\u001b');
  });

  test.each([COMMENT_LIMIT, 20_000, 5000, 1000])('is at most %i bytes, and never cut inside', limit => {
    const text = jobSummary(summarize(loud(200), NOW), { limit });
    expect(byteLength(text)).toBeLessThanOrEqual(limit);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect((text.match(/^`{3,}/gm)?.length ?? 0) % 2).toBe(0);
    expect(text).toMatch(/^### payments: none of 200 tasks is in/);
    for (const row of withoutFences(text)
      .split('\n')
      .filter(line => line.startsWith('|')))
      expect(row).toMatch(/\|$/);
  });

  test('of 256 tasks holds all of them', () => {
    const text = jobSummary(summarize(loud(256), NOW));
    expect(byteLength(text)).toBeLessThanOrEqual(JOB_SUMMARY_LIMIT);
    expect(text.match(/<details><summary>✘ <b>/g)).toHaveLength(256);
  });
});

/** Tasks that failed with a lot of output. */
function loud(count: number) {
  const judgement = { outcome: 'failed' as const, reason: 'exit code 1' };
  return stateOf(
    Array.from({ length: count }, (_, at) => ({
      id: `task-${at}`,
      attempts: [
        attempt({ from: at, ms: 100, ...judgement, evidence: { tail: 'a line of output\n'.repeat(100) } }),
      ],
      fate: { kind: 'unsuccessful' as const, judgement },
    })),
    { finishedAt: START + 1000 },
  );
}

function withoutFences(text: string): string {
  return text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
}

describe('Mermaid', () => {
  test('labels are text', () => {
    const state = stateOf([{ id: 'a"];b' }, { id: '`x`<b>' }]);
    const graph = mermaidGraph(summarize(state, NOW));
    expect(graph).toEqual({
      kind: 'drawn',
      text: 'graph LR\n  t0["○ a#34;#93;#59;b"]\n  t1["○ #96;x#96;#60;b#62;"]',
    });
  });

  test('nothing has started, so there is no chart', () => {
    expect(mermaidGantt(summarize(stateOf([{ id: 'a' }]), NOW))).toEqual({
      kind: 'left-out',
      reason: 'The chart is not drawn: nothing has started yet.',
    });
  });

  test('too many arrows for GitHub are said in a sentence', () => {
    const first = Array.from({ length: 30 }, (_, at) => ({ id: `a${at}`, fate: merged(`${at}`, 1) }));
    const all = [
      ...first,
      ...Array.from({ length: 20 }, (_, at) => ({ id: `b${at}`, needs: first.map(each => each.id) })),
    ];
    expect(mermaidGraph(summarize(stateOf(all), NOW))).toMatchObject({
      reason: 'The graph is not drawn: it has 600 arrows, and a diagram here holds 500.',
    });
  });

  test('256 tasks are drawn', () => {
    expect(mermaidGraph(summarize(CROWD, NOW)).kind).toBe('drawn');
    expect(mermaidGantt(summarize(CROWD, NOW)).kind).toBe('drawn');
  });
});

test('what holds all tasks is shown once, with the end of its output and its log', () => {
  const text = jobSummary(summarize(RED_BASE, NOW));
  expect(text).toContain(
    'The end of `npm test`:\n\n```\ntest/cart.test.js › rounds once\n  expected <10>, got 11\n```\n\n' +
      'Its log: `/home/ada/.braid/payments-7f3a/verify-0123456789ab-2.log`',
  );
  expect(text.split('rounds once')).toHaveLength(2);
});
