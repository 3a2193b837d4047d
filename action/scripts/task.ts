/** `node task.js`: see `task-script.ts`. */
import { alone } from './alone.ts';
import { runTask } from './task-script.ts';

await alone(async context => void (await runTask(context)));
