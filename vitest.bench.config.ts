import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['bench/all.ts'], testTimeout: 1_200_000, pool: 'forks', disableConsoleIntercept: true },
});
