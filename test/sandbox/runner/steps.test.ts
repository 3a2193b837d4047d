import { expect, test } from 'vitest';
import { job, run, said, steps } from './rig.ts';

test('a script runs, and what it writes into its files reaches later steps and the report', async () => {
  const report = await run(
    steps(
      `- id: one
  run: |
    echo "color=blue" >> "$GITHUB_OUTPUT"
    printf 'text<<END\\nfirst\\nsecond\\nEND\\n' >> "$GITHUB_OUTPUT"
    echo "GREETING=hello" >> "$GITHUB_ENV"
    echo '# Done' >> "$GITHUB_STEP_SUMMARY"`,
      `- run: |
    echo "\${{ steps.one.outputs.color }} $GREETING"
    cat <<'END'
    \${{ steps.one.outputs.text }}
    END`,
    ),
  );
  expect(report.problems).toEqual([]);
  expect(report.conclusion).toBe('success');
  expect(said(report)).toEqual(['blue hello', 'first', 'second']);
  expect(job(report).summaries).toEqual(['# Done\n']);
});
