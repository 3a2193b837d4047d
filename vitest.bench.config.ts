import { defineConfig } from 'vitest/config';
import { workflowParser } from './vitest.config.ts';

export default defineConfig({
  plugins: [workflowParser.plugin],
  test: {
    include: ['bench/**/*.bench.ts'],
    server: { deps: { inline: [...workflowParser.inline] } },
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
    // Each in a process of its own, one after another: what one leaves in memory must not slow the next.
    pool: 'forks',
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
