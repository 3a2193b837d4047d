/** Finds the file that CCPM keeps a task in. Reads the tree as it is before the agent begins. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readRegular } from '../untrusted-files.ts';

/** Paths from the root of the tree. */
export interface CcpmTask {
  readonly path: string;
  /** `open`, `in-progress` or `closed`; null: it says nothing. */
  readonly status: string | null;
  /** The file about its parallel parts; null: there is none. */
  readonly analysis: string | null;
  /** The epic's own file; null: there is none. */
  readonly epic: string | null;
}

interface TaskFile {
  readonly epic: string;
  /** Of the file, without leading zeros; after a sync it is that of the issue. */
  readonly number: string;
  readonly file: string;
  readonly head: Head;
}

const FRONTMATTER = /^---\r?\n([\s\S]*?)\r?\n---/;
export const TASK_BYTES = 64 * 1024;
/** Names that are fit for a prompt. */
const PLAIN_NAME = /^[\w.-]+$/;

const headSchema = z.object({
  name: z.string().nullish().catch(null),
  status: z.enum(['open', 'in-progress', 'closed']).nullish().catch(null),
  github: z.string().nullish().catch(null),
});
type Head = z.infer<typeof headSchema>;

/**
 * The task whose number the id is or ends in (`12`, `issue-12`, `shop-12`), or whose name it is. Of several, that of the epic whose
 * name the id begins with; null: none, or more than one.
 */
export function findCcpmTask(epics: string, id: string): CcpmTask | null {
  const found = taskFiles(epics).filter(task => isNamed(task, id));
  const own = found.filter(({ epic }) => id.startsWith(`${epic}-`));
  const [task, ...others] = own.length > 0 ? own : found;
  if (task === undefined || others.length > 0) return null;
  const { epic, file, head } = task;
  const there = (name: string) => (existsSync(join(epics, epic, name)) ? pathOf(epic, name) : null);
  return {
    path: pathOf(epic, file),
    status: head.status ?? null,
    analysis: there(`${file.slice(0, -'.md'.length)}-analysis.md`),
    epic: there('epic.md'),
  };
}

/** Whether a file with that text is the task's; `path` is one of CCPM's. */
export function isTaskFile(path: string, text: string, id: string): boolean {
  const [, epic = '', number = ''] = /([^/]+)\/0*(\d+)\.md$/.exec(path) ?? [];
  return isNamed({ epic, number, file: `${number}.md`, head: headOf(text) }, id);
}

function pathOf(epic: string, file: string): string {
  return `.claude/epics/${epic}/${file}`;
}

function taskFiles(epics: string): readonly TaskFile[] {
  return listed(epics)
    .filter(name => PLAIN_NAME.test(name))
    .flatMap(epic =>
      listed(join(epics, epic)).flatMap(file => {
        const number = /^0*(\d+)\.md$/.exec(file)?.[1];
        if (number === undefined) return [];
        return [{ epic, file, number, head: readHead(join(epics, epic, file)) }];
      }),
    );
}

function isNamed({ number, head }: TaskFile, id: string): boolean {
  const numbers = [number, /\/issues\/(\d+)$/.exec(head.github ?? '')?.[1]];
  const wanted = /(?:^|-)0*(\d+)$/.exec(id)?.[1];
  return (wanted !== undefined && numbers.includes(wanted)) || slug(head.name ?? '') === id;
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function readHead(path: string): Head {
  return headOf(readRegular(path, TASK_BYTES).content ?? '');
}

function headOf(content: string): Head {
  const text = FRONTMATTER.exec(content)?.[1] ?? '';
  try {
    return headSchema.safeParse(parse(text)).data ?? {};
  } catch {
    return {};
  }
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
