/** `node verify.js`: see `verify-script.ts`. */
import { alone } from './alone.ts';
import { runVerify } from './verify-script.ts';

await alone(runVerify);
