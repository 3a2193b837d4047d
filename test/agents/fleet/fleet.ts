/** Many tasks at once through Claude Code's own program, started by the built command, on a service that keeps an account. */
import type { TestContext } from 'vitest';
import type { Place, Report } from '../../cli/rig.ts';
import { MODEL, PROGRAM } from '../claude/claude-work.ts';
import { ANSWER_USAGE, type Asked, type MessagesApi, type Turn } from '../messages-api.ts';
import { KEY } from '../workplace.ts';

/** Dollars for a million tokens, as the service lists them: of input, written to its cache, read from it, and output. */
export const PRICES = { input: 3, written: 3.75, read: 0.3, output: 15 };

/** What the service takes for one whole answer. */
const ANSWER_USD =
  (ANSWER_USAGE.input_tokens * PRICES.input +
    ANSWER_USAGE.cache_creation_input_tokens * PRICES.written +
    ANSWER_USAGE.cache_read_input_tokens * PRICES.read +
    ANSWER_USAGE.output_tokens * PRICES.output) /
  1_000_000;
export const ANSWER_INPUT =
  ANSWER_USAGE.input_tokens + ANSWER_USAGE.cache_creation_input_tokens + ANSWER_USAGE.cache_read_input_tokens;

/** Of the program itself: it asks a service that refuses once more. */
export const PROGRAM_RETRIES = 1;

/** Of a repository whose backend is the program, and which is tested. */
export function fleetConfig(more: object): object {
  return {
    backends: {
      claude: {
        kind: 'claude-code',
        program: PROGRAM,
        'pass-env': ['CLAUDE_CODE_MAX_RETRIES'],
        price: { input: PRICES.input, output: PRICES.output },
      },
    },
    'backend-routing': { 'default-backend': 'claude' },
    merge: { verify: ['test -d out'] },
    ...more,
  };
}

/** Each has its own prompt, by which the service knows it. */
export function fleetTasks(count: number, more: (id: string) => object = () => ({})) {
  const ids = Array.from({ length: count }, (_, at) => `t${String(at + 1).padStart(2, '0')}`);
  return Object.fromEntries(
    ids.map(id => [id, { prompt: `This is task ${id}.\n`, model: MODEL, ...more(id) }]),
  );
}

export function taskAsked({ messages }: Asked): string {
  const [, id] = /This is task (t\d+)\./.exec(messages) ?? [];
  if (id === undefined) throw new Error(`no task is asked for in ${messages}`);
  return id;
}

/** How often a tool has answered so far. */
export function toolsUsed({ messages }: Asked): number {
  return messages.split('"type":"tool_result"').length - 1;
}

/** Writes the file of its task, then says that it is done. */
export function workOn(asked: Asked): Turn {
  if (toolsUsed(asked) > 0) return { says: 'Done.' };
  const id = taskAsked(asked);
  const command = `mkdir -p out; echo ${id} > out/${id}.txt`;
  return { uses: [{ name: 'Bash', input: { command, description: 'It' } }] };
}

export interface FleetRun {
  readonly code: number | undefined;
  readonly stderr: string;
  readonly report: Report;
}

export async function drive(place: Place, api: MessagesApi, args: readonly string[]): Promise<FleetRun> {
  const env = {
    ANTHROPIC_BASE_URL: api.url,
    ANTHROPIC_API_KEY: KEY,
    CLAUDE_CODE_MAX_RETRIES: String(PROGRAM_RETRIES),
  };
  const { code, stdout, stderr } = await place.start([...args, '--json', '-'], { env }).done;
  if (stdout === '') throw new Error(`braid ${args.join(' ')} reports nothing:\n${stderr}`);
  return { code, stderr, report: JSON.parse(stdout) as Report };
}

/** One start of the program, as the service knew it: from its first question to its last answer. */
export interface Session {
  readonly task: string;
  readonly turns: readonly (Turn | null)[];
  readonly from: number;
  readonly until: number;
}

export function sessionsOf({ served }: MessagesApi): readonly Session[] {
  const names = [...new Set(served.map(({ session }) => session))];
  return names.map(name => {
    const all = served.filter(({ session }) => session === name);
    return {
      task: all.map(taskAsked)[0] ?? '',
      turns: all.map(({ turn }) => turn),
      from: Math.min(...all.map(({ from }) => from)),
      until: Math.max(...all.map(({ until }) => until ?? Number.POSITIVE_INFINITY)),
    };
  });
}

/** The service's own account of the answers that it gave whole. */
export function account(sessions: readonly Session[]): { readonly answers: number; readonly usd: number } {
  const answers = sessions.flatMap(({ turns }) =>
    turns.filter(turn => turn !== null && isWhole(turn)),
  ).length;
  return { answers, usd: answers * ANSWER_USD };
}

function isWhole(turn: Turn): boolean {
  return !('status' in turn) && turn.stop !== 'never';
}

/** The most that were under way at one moment. */
export function mostAtOnce(spans: readonly { readonly from: number; readonly until: number }[]): number {
  return Math.max(
    0,
    ...spans.map(({ from }) => spans.filter(other => other.from <= from && from < other.until).length),
  );
}

/** Holds requests back until so many are there, then lets all of them go, and all that come later. */
export class Barrier {
  readonly #count: number;
  readonly #waiting: (() => void)[] = [];

  constructor(context: TestContext, count: number) {
    this.#count = count;
    // Whoever waits for the others in vain must not wait for ever.
    context.onTestFinished(() => this.#open());
  }

  async pass(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#waiting.push(resolve);
      if (this.#waiting.length >= this.#count) this.#open();
    });
  }

  #open(): void {
    for (const go of this.#waiting) go();
  }
}
