/** A process of the App, by the compiled code: `replica.mjs ENVIRONMENT PACE`, both as JSON. It logs, and serves until it is killed. */
import { openLog } from '../../../build/app/operation/log.js';
import { serve } from '../../../build/app/serve.js';

const [environment, pace] = process.argv.slice(2).map(text => JSON.parse(text));
const log = openLog({ level: 'info', secrets: [] });
await serve(environment, log, pace);
log.info('serving');
