import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['bench/*.bench.ts'],
    testTimeout: 1_200_000,
    // Each in a process of its own, one after another: what one leaves in memory must not slow the next.
    pool: 'forks',
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
