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

/** Values in, values out: these files can share their modules, which takes longer to load than most of their tests. */
const VALUES = [
  'test/{graph,plan,report,request,routing,run}/**/*.test.ts',
  'test/app/{api,operation,page}/**/*.test.ts',
];

/** Files of which all tests take long, see `test/all-tests.ts`. */
const LONG = process.env.BRAID_TESTS === 'all' ? [] : ['test/**/*.long.test.ts'];

export default defineConfig({
  plugins: [workflowParser.plugin],
  test: {
    projects: [
      { extends: true, test: { name: 'values', include: VALUES, isolate: false } },
      // Starting a process takes the longer the more its parent has in memory.
      {
        extends: true,
        test: { name: 'processes', include: ['test/**/*.test.ts'], exclude: [...VALUES, ...LONG] },
      },
    ],
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
