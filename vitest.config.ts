import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** It imports JSON in a way that only bundlers understand, and names source maps that it does not bring along. */
const WORKFLOW_PARSER = /@actions\/(workflow-parser|expressions)\/.*\.js$/;

/** For whatever runs workflow files. */
export const workflowParser = {
  plugin: {
    name: 'workflow-parser-without-maps',
    enforce: 'pre',
    load: (id: string) =>
      WORKFLOW_PARSER.test(id) ? readFileSync(id, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '') : null,
  },
  inline: [WORKFLOW_PARSER],
} as const;

export default defineConfig({
  plugins: [workflowParser.plugin],
  test: {
    include: ['test/**/*.test.ts'],
    server: { deps: { inline: [...workflowParser.inline] } },
    globalSetup: ['test/temporary.ts'],
    testTimeout: 240_000,
    // What is waited for comes, however busy the machine is.
    expect: { poll: { timeout: 60_000 } },
    hookTimeout: 240_000,
    pool: 'forks',
    maxWorkers: 4,
  },
});
