/**
 * Tells Apps what has happened where they are installed. Nothing is sent again by itself: every attempt is kept, and
 * can be asked for once more. Deliveries do not wait for each other, so their order is not promised.
 */
import { randomUUID } from 'node:crypto';
import type { App, Delivery, Installation } from '../state/app.ts';
import type { Happening } from '../state/happening.ts';
import type { World } from '../state/world.ts';
import { bodyOf } from './body.ts';
import { type Disorder, type Fate, fates, UNDISTURBED } from './disorder.ts';
import { send } from './send.ts';

/** One that is held back goes out after this, even when no other comes. */
const HELD_MS = 200;

export class Webhooks {
  readonly #world: World;
  readonly #underWay = new Set<Promise<void>>();
  readonly #held = new Set<() => void>();
  #nextFate: () => Fate = () => UNDISTURBED;

  constructor(world: World) {
    this.#world = world;
  }

  /** null: in order again. */
  disturb(disorder: Disorder | null): void {
    this.#nextFate = disorder === null ? () => UNDISTURBED : fates(disorder);
  }

  /** Whoever listens to this, where it happened. */
  tell(happening: Happening): void {
    for (const app of this.#world.apps.values()) {
      if (app.hook === null || (happening.onlyTo !== null && happening.onlyTo !== app)) continue;
      const always = happening.name === 'installation';
      if (!always && !app.events.includes(happening.name)) continue;
      const installation = this.#installedFor(app, happening);
      if (installation === null && !always) continue;
      this.#deliver(app, this.#draft(app, happening, installation), this.#nextFate());
    }
  }

  /** Under the same id; what was given to the first attempt does not matter. */
  redeliver(app: App, delivery: Delivery): void {
    const again: Delivery = { ...delivery, id: this.#world.nextId(), redelivery: true, ...UNSENT };
    app.deliveries.push(again);
    this.#deliver(app, again, UNDISTURBED);
  }

  /** When all that is under way has been answered; what is held back goes out for it. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) {
      this.#release();
      await Promise.all(this.#underWay);
    }
  }

  /** When all but what is held back has been answered. */
  async sent(): Promise<void> {
    while (this.#underWay.size > this.#held.size) await Promise.race(this.#underWay);
  }

  get busy(): boolean {
    return this.#underWay.size > 0;
  }

  #installedFor(app: App, { repository }: Happening): Installation | null {
    const all = [...this.#world.installations.values()].filter(installation => installation.app === app);
    return all.find(({ repositories }) => repository !== null && repositories.has(repository.id)) ?? null;
  }

  #draft(app: App, happening: Happening, installation: Installation | null): Delivery {
    const delivery: Delivery = {
      id: this.#world.nextId(),
      guid: randomUUID(),
      event: happening.name,
      action: happening.action,
      body: JSON.stringify(bodyOf(this.#world, happening, installation)),
      installationId: installation?.id ?? null,
      repositoryId: happening.repository?.id ?? null,
      redelivery: false,
      deliveredAt: this.#world.now(),
      ...UNSENT,
    };
    app.deliveries.push(delivery);
    return delivery;
  }

  #deliver(app: App, delivery: Delivery, fate: Fate): void {
    if (fate.dropped) {
      delivery.status = 'timed out';
      return;
    }
    for (let time = 0; time < fate.times; time++) {
      const work = this.#sendLater(app, delivery, fate).finally(() => this.#underWay.delete(work));
      this.#underWay.add(work);
    }
  }

  async #sendLater(app: App, delivery: Delivery, fate: Fate): Promise<void> {
    if (fate.held) await this.#holdBack();
    if (fate.delayMs > 0) await new Promise(resolve => setTimeout(resolve, fate.delayMs));
    const { hook } = app;
    if (hook === null) return;
    const begun = performance.now();
    delivery.deliveredAt = this.#world.now();
    const sent = await send(app, hook, delivery);
    Object.assign(delivery, sent, { durationSeconds: (performance.now() - begun) / 1000 });
    // Only now, so that what was held back comes after this one for sure.
    if (!fate.held) this.#release();
  }

  async #holdBack(): Promise<void> {
    await new Promise<void>(resolve => {
      const release = (): void => {
        clearTimeout(timer);
        this.#held.delete(release);
        resolve();
      };
      const timer = setTimeout(release, HELD_MS);
      this.#held.add(release);
    });
  }

  #release(): void {
    for (const release of this.#held) release();
  }
}

const UNSENT = { status: 'pending', statusCode: 0, durationSeconds: 0, answer: '' };
