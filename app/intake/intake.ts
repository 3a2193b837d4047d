/**
 * Webhooks, from their arrival to what they lead to: stored with the job that works them off, so that neither is there without the
 * other.
 */
import { z } from 'zod';
import type { Deliveries } from '../operation/ports.ts';
import type { Workshop } from '../steps/ports.ts';
import { tellUnanswered } from '../steps/troubles/stuck.ts';
import { follow } from '../steps/work.ts';
import type { Database } from '../store/database.ts';
import { findDelivery, finishDelivery, keepDelivery } from '../store/deliveries.ts';
import type { Queue, Worker } from '../store/queue.ts';
import { translate } from '../translate.ts';

export function openIntake(database: Database, queue: Queue): Deliveries {
  return {
    receive: ({ id, name: event, payload }) =>
      database.transaction(async sql => {
        const kept = await keepDelivery(sql, { id, event, payload, receivedAt: Date.now() });
        if (kept === 'new') await queue.send('deliveries', id, { sql });
        return kept;
      }),
  };
}

/** So many webhooks at once: most lead to nothing. */
const AT_ONCE = 4;
/** After about a minute people are told, and it is tried on. */
const TOLD_TIMES = 7;

export function deliveryWorker(database: Database, workshop: Workshop): Worker {
  const failures = new Map<string, number>();
  return {
    atOnce: AT_ONCE,
    handle: async id => {
      const delivery = await findDelivery(database, id);
      if (delivery === null || delivery.state.kind !== 'waiting') return;
      try {
        await follow(workshop, translate(delivery.event, delivery.payload), id);
      } catch (error) {
        // What is not of the event's shape is not from GitHub as it is known here, and never will be.
        if (!(error instanceof z.ZodError)) {
          const said = error instanceof Error ? error.message : String(error);
          workshop.say(`tried again: ${said}`, { delivery: id });
          const times = (failures.get(id) ?? 0) + 1;
          failures.set(id, times);
          if (times === TOLD_TIMES)
            await tellUnanswered(workshop, translate(delivery.event, delivery.payload), said);
          throw error;
        }
        const reason = `the payload is not that of ${delivery.event}: ${z.prettifyError(error)}`;
        workshop.say(reason, { delivery: id });
        return finishDelivery(database, id, { kind: 'failed', at: Date.now(), reason });
      }
      failures.delete(id);
      await finishDelivery(database, id, { kind: 'done', at: Date.now() });
    },
    buried: async (id, reason) => {
      failures.delete(id);
      workshop.say(`given up: ${reason}`, { delivery: id });
      const delivery = await findDelivery(database, id);
      if (delivery !== null)
        await tellUnanswered(workshop, translate(delivery.event, delivery.payload), reason);
      await finishDelivery(database, id, { kind: 'failed', at: Date.now(), reason });
    },
  };
}
