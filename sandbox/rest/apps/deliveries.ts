/** What was sent to an App's webhook, and sending it again. */
import { json, notFound } from '../../http/answer.ts';
import type { Call, Route } from '../../http/call.ts';
import { deliveryItemShape, deliveryShape } from '../../shapes/app.ts';
import type { App, Delivery } from '../../state/app.ts';
import type { Webhooks } from '../../webhooks/webhooks.ts';
import { forApp } from './apps.ts';

export function deliveryRoutes(webhooks: Webhooks): readonly Route[] {
  return [
    forApp('GET', '/app/hook/deliveries', listDeliveries),
    forApp('GET', '/app/hook/deliveries/:id', (call, app) => {
      const delivery = existing(call, app);
      const payload: Record<string, unknown> = JSON.parse(delivery.body);
      return json(deliveryShape(delivery, payload));
    }),
    forApp('POST', '/app/hook/deliveries/:id/attempts', (call, app) => {
      webhooks.redeliver(app, existing(call, app));
      return json({}, 202);
    }),
  ];
}

function existing(call: Call, app: App): Delivery {
  const id = call.number('id');
  const delivery = app.deliveries.find(candidate => candidate.id === id);
  if (delivery === undefined) throw notFound();
  return delivery;
}

/** Newest first, in pages by `cursor`: this list alone has no page numbers. */
function listDeliveries(call: Call, app: App) {
  const size = Math.min(Math.max(Number(call.query('per_page') ?? 30) || 30, 1), 100);
  const cursor = call.query('cursor');
  const all = app.deliveries.toReversed();
  const from =
    cursor === null
      ? 0
      : Math.max(
          all.findIndex(({ id }) => `v1_${id}` === cursor),
          0,
        );
  const next = all[from + size];
  const answer = json(all.slice(from, from + size).map(deliveryItemShape));
  if (next === undefined) return answer;
  const url = new URL(call.url);
  url.searchParams.set('cursor', `v1_${next.id}`);
  return { ...answer, headers: { link: `<${url}>; rel="next"` } };
}
