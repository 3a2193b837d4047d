/** Reads what a step prints: workflow commands are obeyed, everything goes to the log. */
import type { Annotation } from '../host.ts';
import { type Command, parseCommand } from './command.ts';
import type { JobLog } from './job-log.ts';

const LEVELS = new Map<string, Annotation['level']>([
  ['error', 'failure'],
  ['warning', 'warning'],
  ['notice', 'notice'],
]);
/** And the file that took its place. */
const DISABLED: Readonly<Record<string, string>> = {
  'add-path': 'GITHUB_PATH',
  'save-state': 'GITHUB_STATE',
  'set-env': 'GITHUB_ENV',
  'set-output': 'GITHUB_OUTPUT',
};
/** Of no consequence here, or answered by a message. */
const OTHERS = [
  'add-mask',
  'add-matcher',
  'debug',
  'echo',
  'endgroup',
  'group',
  'remove-matcher',
  'stop-commands',
];
/** GitHub takes a shorter token for a word that the log may need. */
const SHORTEST_HIDDEN = 6;
const KNOWN = new Set([...LEVELS.keys(), ...Object.keys(DISABLED), ...OTHERS]);

export class StepOutput {
  readonly #log: JobLog;
  #resumeToken: string | null = null;
  #failed = false;

  constructor(log: JobLog) {
    this.#log = log;
  }

  /** Whether a command was such that the step fails, whatever its exit code. */
  get failed(): boolean {
    return this.#failed;
  }

  /** One line, without its end. */
  readonly read = (line: string): void => {
    const command = parseCommand(line);
    if (this.#resumeToken !== null) {
      if (command?.name === this.#resumeToken.toLowerCase()) this.#resumeToken = null;
      this.#log.write(line);
    } else if (command === null || !KNOWN.has(command.name)) {
      this.#log.write(line);
    } else {
      this.#obey(command, line);
    }
  };

  #obey({ name, properties, message }: Command, line: string): void {
    const level = LEVELS.get(name);
    if (level !== undefined) this.#log.annotate(annotationOf(level, properties, message));
    else if (name === 'add-mask') this.#mask(message);
    else if (name === 'group' || name === 'endgroup') this.#log.write(`##[${name}]${message}`);
    else if (name === 'stop-commands') this.#stop(message, line);
    else if (name in DISABLED) this.#refuse(name);
  }

  #mask(value: string): void {
    if (value.trim() === '') this.#log.tell('warning', "Can't add secret mask for empty string.");
    this.#log.masks.add(value);
  }

  /** As on GitHub, the two that let any output change the environment fail the step. */
  #refuse(name: string): void {
    const severe = name === 'set-env' || name === 'add-path';
    if (severe) this.#failed = true;
    this.#log.tell(
      severe ? 'failure' : 'warning',
      `The \`${name}\` command is disabled. Write to the file $${DISABLED[name]}.`,
    );
  }

  #stop(token: string, line: string): void {
    if (token === '' || token === 'pause-logging' || KNOWN.has(token.toLowerCase())) {
      this.#failed = true;
      this.#log.tell('failure', `Invalid token for \`stop-commands\`: '${token}'. Use a random one.`);
      return;
    }
    this.#resumeToken = token;
    // Shown, unlike other commands, but not its word.
    if (token.length > SHORTEST_HIDDEN) this.#log.masks.add(token);
    this.#log.write(line);
  }
}

function annotationOf(
  level: Annotation['level'],
  properties: Readonly<Record<string, string>>,
  message: string,
): Annotation {
  const startLine = lineOf(properties.line);
  return {
    level,
    message,
    title: properties.title ?? null,
    path: properties.file ?? '.github',
    startLine: startLine ?? (properties.file === undefined ? 1 : null),
    endLine: lineOf(properties.endLine) ?? startLine ?? (properties.file === undefined ? 1 : null),
  };
}

function lineOf(text: string | undefined): number | null {
  const line = Number(text);
  return text !== undefined && Number.isInteger(line) && line > 0 ? line : null;
}
