/** A journal that lives as long as the process: for tests and simulations. */
import type { RunEvent } from '../../run/event.ts';
import type { Journal } from '../ports.ts';

export function openMemoryJournal(): Journal {
  // Text, like every other store: what is read shares nothing with what was appended.
  const lines: string[] = [];
  const version = () => (lines.length === 0 ? null : String(lines.length));
  return {
    async read() {
      return { events: lines.map(line => JSON.parse(line) as RunEvent), version: version() };
    },
    async append(events, expected) {
      if (expected !== version()) return { kind: 'conflict' };
      lines.push(...events.map(event => JSON.stringify(event)));
      return { kind: 'appended', version: version() };
    },
  };
}
