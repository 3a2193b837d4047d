/** Texts of others on GitHub: whatever a title, a note, a file, a branch or an output says, it stays text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunId, TaskId } from '../../../shared/plan/plan.ts';
import { batchChecks } from '../../../shared/report/github/batch-check.ts';
import { previewCheck, refusalCheck, runCheck } from '../../../shared/report/github/check-run.ts';
import {
  helpComment,
  previewComment,
  refusalComment,
  runComment,
} from '../../../shared/report/github/comment.ts';
import type { Refusal } from '../../../shared/report/github/refusal.ts';
import { jobSummary, previewJobSummary, refusalJobSummary } from '../../../shared/report/job-summary.ts';
import { escapeMarkdown, prose } from '../../../shared/report/markdown.ts';
import { summarize } from '../../../shared/report/summary.ts';
import { forecast } from '../../../shared/run/dispatch/forecast.ts';
import { NOW } from '../payments.ts';
import { attempt, CONFIG, id, merged, NOT_LANDED, START, sha, stateOf } from '../states.ts';
import { SITE, WRONG } from './cases.ts';
import { read } from './reading.ts';

const EVIL = [
  '<script>alert(1)</script><img src=x onerror=alert(1)> <!-- x --> </details></summary>',
  '@octocat cc @ada/team, fixes #12, closes o/r#7 GH-12 and 3f2c1aa900d or o/r@3f2c1aa900d',
  '[a](https://evil.example) ![b](https://evil.example/x.png) <https://evil.example> https://evil.example',
  'www.evil.example ftp://evil.example mailto:a@evil.example a@evil.example xmpp:a@evil.example/x',
  '`code` ``two`` ```three``` | a | b | **bold** _it_ ~~no~~ $x$ :tada: [^1] [x] &lt;b&gt; &#60;b&#62;',
  'one\n\n# title\n\n- item\n\n> [!NOTE]\n> quote\n\n```\nfence\n</details>\n````\n<h1>out</h1>\n[x]: https://evil.example',
  '\u202eevil\u202c no\u200bthing \u2066x\u2069 \u001b[31mred \ufeff \u00ad',
].join(' ');

const FIRST = '\n\n# title\n<b>\n@octocat #12';
const failure = { command: EVIL, problem: EVIL, tail: EVIL, log: `https://evil.example/${EVIL}` };
const clash = [
  { path: `src/${EVIL}`, kind: 'content', ours: [[3, 4]], theirs: [[1, 1]], with: [id(EVIL)] },
] as const;
const mild = { path: 'src/a.ts', kind: 'content', ours: [[3, 4]], theirs: [], with: [id(EVIL)] } as const;
const nasty = (name: string) => `${name} ${EVIL}`;

const STATE = stateOf(
  [
    {
      id: EVIL,
      task: { title: EVIL, paths: [EVIL], backend: EVIL, model: EVIL },
      attempts: [
        attempt({
          from: 100,
          ms: 500,
          backend: EVIL,
          model: EVIL,
          evidence: { files: [EVIL, `a/${FIRST}`], notes: EVIL, tail: EVIL, log: EVIL },
        }),
      ],
      conflicts: [{ attempt: 1, files: clash }],
      fate: { kind: 'red', with: [id(EVIL)], exact: true, failure },
    },
    {
      id: FIRST,
      task: { title: FIRST, paths: [EVIL] },
      fate: { kind: 'held', cause: 'base', reason: FIRST },
    },
    { id: nasty('held'), needs: [EVIL], fate: { kind: 'held', cause: 'base', reason: EVIL } },
    { id: nasty('skipped'), needs: [EVIL], fate: { kind: 'skipped', reason: EVIL } },
    { id: nasty('in'), attempts: [attempt({ from: 0, ms: 9 })], fate: merged('8c1f', 100) },
    {
      id: nasty('clash'),
      attempts: [attempt({ from: 0, ms: 9, evidence: { files: [EVIL] } })],
      conflicts: [{ attempt: 1, files: [...clash, mild] }],
      fate: { kind: 'conflict', files: clash, left: EVIL },
    },
  ],
  {
    host: 'action',
    run: EVIL as RunId,
    plan: { name: EVIL, epics: [], tasks: [] },
    finishedAt: START + 1000,
    remarks: [EVIL, FIRST],
    halt: { kind: 'base-red', reason: EVIL, failure },
    cancel: { at: START, by: EVIL },
    config: { ...CONFIG, merge: { ...CONFIG.merge, verify: [EVIL] } },
    target: { kind: 'branch', branch: EVIL, configured: 'auto' },
    landing: { ...NOT_LANDED, outcome: { kind: 'not-landed', reason: EVIL } },
  },
);

const PLANNED = stateOf([
  { id: EVIL, task: { title: EVIL, paths: [EVIL], backend: EVIL, model: EVIL } },
  { id: nasty('two'), needs: [EVIL], task: { paths: [EVIL] } },
  { id: nasty('three'), task: { paths: [EVIL] } },
]);
const preview = { ...PLANNED, plan: { ...PLANNED.plan, name: EVIL }, forecast: forecast(PLANNED) };

const [WRONG_LINE] = WRONG;
const DIAGNOSTICS =
  WRONG_LINE === undefined
    ? []
    : [
        { ...WRONG_LINE, message: EVIL, hint: EVIL, file: EVIL, excerpt: [{ line: 14, text: EVIL }] },
        { ...WRONG_LINE, message: FIRST, hint: FIRST, file: FIRST, excerpt: [] },
      ];

const run = EVIL as RunId;
const REFUSALS: readonly Refusal[] = [
  { kind: 'invalid-plan', commit: sha('ba5e'), diagnostics: DIAGNOSTICS },
  { kind: 'no-plan', commit: sha('ba5e'), planFile: EVIL },
  { kind: 'not-allowed', actor: EVIL, has: EVIL },
  { kind: 'on-a-tag', tag: EVIL },
  { kind: 'fork', head: EVIL },
  { kind: 'conflicting', base: EVIL },
  { kind: 'already-running', run },
  { kind: 'nothing-to-retry', run },
  { kind: 'nothing-to-cancel', run },
  { kind: 'no-run', run: EVIL },
  { kind: 'no-task', run, task: EVIL, tasks: [EVIL as TaskId] },
  { kind: 'no-command', said: EVIL },
];

const options = { site: SITE };
const ended = summarize(STATE, NOW);
const running = summarize({ ...STATE, finishedAt: null }, NOW);
const texts = (check: { summary: string; text: string } | null) =>
  check === null ? [] : [check.summary, check.text];

const ALL: readonly (readonly [string, readonly string[]])[] = [
  ['comments of runs', [runComment(ended, options), runComment(running, options)]],
  ['the comment of a preview', [previewComment(preview, { ...options, run: ended })]],
  ['comments of refusals', REFUSALS.map(refusal => refusalComment(refusal, options))],
  ['the comment that helps', [helpComment({ ...options, labelPrefix: EVIL })]],
  ['the check run', texts(runCheck(ended, options))],
  ['check runs of batches', batchChecks(ended, options).flatMap(texts)],
  [
    'check runs before a run',
    [previewCheck(preview, options), ...REFUSALS.map(each => refusalCheck(each, options))].flatMap(texts),
  ],
  ['job summaries', [jobSummary(ended, options), jobSummary(ended), previewJobSummary(preview)]],
  ['job summaries of refusals', REFUSALS.map(refusal => refusalJobSummary(refusal, options))],
];

const ELEMENTS =
  /^(?:h3|h4|p|br|hr|strong|b|code(?: class="language-mermaid")?|pre|ul|li|table|thead|tbody|tr|t[hd]|details|summary|a href="[^"<>]*")$/;

describe('hostile text', () => {
  test.each(ALL)('in %s makes no element, no link and no mention', (_, all) => {
    for (const markdown of all) {
      const { html, tags, links, texts: shown } = read(markdown);
      expect(tags.filter(tag => !ELEMENTS.test(tag))).toEqual([]);
      expect(links.filter(link => !link.startsWith(`${SITE.serverUrl}/${SITE.repository}/`))).toEqual([]);
      for (const text of shown) {
        expect(text.match(/.{0,40}(?:@\w|#\d|\bgh-\d|:\/\/|www\.|:[a-z]+:).{0,20}/i)).toBeNull();
        expect(text.match(/\b[0-9a-f]{7,40}\b/g) ?? []).toEqual([]);
      }
      expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length);
      expect(markdown).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}|[\u200b\ufeff\u00ad]/u);
    }
  });

  test('keeps headings and tables to those of Braid', () => {
    const { html } = read(runComment(ended, options));
    expect(html.match(/<h\d/g)).toEqual(['<h3']);
    for (const row of html.match(/<tr>[\s\S]*?<\/tr>/g) ?? []) expect(row).toMatch(/<t[hd]>/);
  });

  test('in annotations is plain and visible', () => {
    const { annotations } = runCheck(ended, options);
    expect(annotations.length).toBeGreaterThan(0);
    for (const { message, title } of annotations)
      expect(`${title}${message}`).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
  });

  test('of any kind stays one line of text', () => {
    const parts = fc.constantFrom(
      ...[
        '<',
        '>',
        '`',
        '``',
        '|',
        '\\',
        '[',
        ']',
        '(',
        ')',
        '!',
        '*',
        '_',
        '~',
        '#',
        '@',
        '&',
        ';',
        ':',
        '//',
      ],
      ...[
        'a',
        'b1',
        ' ',
        '\n',
        '-',
        '1.',
        'www.',
        'http',
        'GH-1',
        '3f2c1aa',
        '&lt',
        '&#64',
        '\u200b',
        '\u202e',
        '=',
      ],
    );
    const text = fc.array(parts, { maxLength: 12 }).map(all => all.join(''));
    fc.assert(
      fc.property(text, each => {
        for (const written of [escapeMarkdown(each), prose(each)]) {
          const { tags, texts: shown } = read(`| a |\n|---|\n| ${written} |\n\n${written}`);
          const own = tags.filter(tag => !/^(?:table|thead|tbody|tr|t[hd]|p|code)$/.test(tag));
          expect(own).toEqual([]);
          for (const part of shown)
            expect(part).not.toMatch(/@\w|#\d|\bgh-\d|:\/\/|www\.|\b[0-9a-f]{7,40}\b/i);
        }
      }),
      { numRuns: 500 },
    );
  });
});
