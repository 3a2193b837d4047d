/** `braid app`: reads the environment, and serves until it is told to stop. Without an App on GitHub yet, it helps to make one. */
import { join } from 'node:path';
import {
  explainEnvironment,
  readEnvironment,
  type Surroundings,
  secretsOf,
  withoutEmpty,
} from './environment.ts';
import { healthWithoutApp } from './operation/health.ts';
import { openLog } from './operation/log.ts';
import { readCredentials, whyNoPlace } from './operation/setup/credentials-file.ts';
import { openSetup } from './operation/setup/setup-route.ts';
import { stopOnSignals } from './operation/stop.ts';
import { type RunningApp, serve } from './serve.ts';
import { startServer } from './server.ts';

async function main(): Promise<void> {
  const { BRAID_DATA } = withoutEmpty(process.env);
  const file = BRAID_DATA === undefined ? null : join(BRAID_DATA, 'app.env');
  const made = file === null ? {} : await readCredentials(file);
  const reading = readEnvironment(process.env, made);
  switch (reading.kind) {
    case 'wrong':
      return refuse(explainEnvironment(reading.problems));
    case 'without-app':
      return file === null ? refuse(explainEnvironment(reading.problems)) : setUp(reading.surroundings, file);
    case 'complete': {
      const { environment } = reading;
      const log = openLog({ level: environment.logLevel, secrets: secretsOf(environment) });
      let app: RunningApp | null = null;
      // From here on, while the database is waited for, too: the first process of a container does not end by itself at a signal.
      const stop = async () => app === null || app.stop();
      stopOnSignals({ signals: process, exit: code => process.exit(code), stop, log });
      app = await serve(environment, log);
    }
  }
}

function refuse(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 2;
}

async function setUp(surroundings: Surroundings, file: string): Promise<void> {
  const trouble = await whyNoPlace(file);
  if (trouble !== null) return refuse(`Braid cannot start: ${trouble}`);
  const { host, port, url, serverUrl, apiUrl, logLevel } = surroundings;
  const log = openLog({ level: logLevel, secrets: [] });
  const { handler, address } = openSetup({ url, serverUrl, apiUrl, file, log });
  const server = await startServer({
    host,
    port,
    publicUrl: url,
    handlers: [healthWithoutApp, handler],
    log,
  });
  // Not in the log: whoever has this address makes the App.
  process.stderr.write(`Braid is no App on GitHub yet. Make one here, once:\n\n  ${address}\n\n`);
  const stop = async () => {
    await server.close(AbortSignal.timeout(1_000));
    return true;
  };
  stopOnSignals({ signals: process, exit: code => process.exit(code), stop, log });
}

main().catch((error: unknown) => {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: '' };
  process.stderr.write(`${process.env.LOG_LEVEL === 'debug' ? stack : `Braid cannot start: ${message}`}\n`);
  process.exit(1);
});
