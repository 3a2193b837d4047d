/** Runs at the edges: very many tasks, and texts that mean harm. */
import { attempt, START, stateOf } from './states.ts';

/** A first batch of 256, at work. */
export const CROWD = stateOf(
  Array.from({ length: 256 }, (_, index) => {
    const id = `task-${String(index).padStart(3, '0')}`;
    if (index < 90) return { id, attempts: [attempt({ from: index * 10, ms: 900 })] };
    if (index < 94) {
      const judgement = { outcome: 'failed' as const, reason: 'exit code 1' };
      const end = attempt({ from: index * 10, ms: 700, ...judgement });
      return { id, attempts: [end], fate: { kind: 'unsuccessful' as const, judgement } };
    }
    return index < 98 ? { id, attempts: [attempt({ from: 1000, ms: null })] } : { id };
  }),
  { now: START + 2000 },
);

/** What someone could try to do to a reader. */
const NASTY =
  '<script>alert(1)</script> | `x` @octocat #12 \u001b[31mred\u001b[0m \u202eevil\u202c [a](https://evil.example)';

export const HOSTILE = stateOf(
  [
    {
      id: 'nasty',
      task: { title: NASTY, paths: [`src/${NASTY}`], backend: NASTY, model: NASTY },
      attempts: [
        attempt({
          from: 100,
          ms: 500,
          backend: NASTY,
          model: NASTY,
          evidence: {
            files: [`src/${NASTY}`],
            notes: `${NASTY}\n\`\`\`\n<h1>out of the fence</h1>\n\`\`\`\`\n</details>`,
            tail: `${NASTY}\n\`\`\`\n| a | b |`,
            log: `/tmp/${NASTY}`,
          },
        }),
      ],
      conflicts: [
        { attempt: 1, files: [{ path: NASTY, kind: 'content', ours: [[3, 2]], theirs: [[1, 1]], with: [] }] },
      ],
      fate: { kind: 'red', with: [], exact: true, failure: { command: NASTY, problem: NASTY, tail: NASTY } },
    },
    { id: 'held', fate: { kind: 'held', cause: 'base', reason: NASTY } },
  ],
  {
    finishedAt: START + 1000,
    remarks: [NASTY],
    target: { kind: 'branch', branch: 'main`|<b>', configured: 'auto' },
  },
);
