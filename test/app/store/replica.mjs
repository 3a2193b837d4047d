/**
 * Another process on a store, by the compiled code: `replica.mjs PLACE` opens it and says so. With `work QUEUE` it takes jobs,
 * says which, and never ends one.
 */
import { openDatabase } from '../../../build/app/store/database.js';
import { openQueue } from '../../../build/app/store/queue.js';

const [place, command, name] = process.argv.slice(2);
const database = await openDatabase(JSON.parse(place));
console.log('open');
if (command === 'work') {
  const queue = await openQueue(database);
  const handle = key => {
    console.log(`works on ${key}`);
    return new Promise(() => {});
  };
  queue.work(name, { atOnce: 1, handle, buried: async () => {} });
}
setInterval(() => {}, 1_000_000);
