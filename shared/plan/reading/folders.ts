/** With `isolation: directory` a task may change what is both in its folder and among its paths: there must be something. */
import type { Config } from '../config.ts';
import { overlaps, taskFolder } from '../scope.ts';
import { error, type Problem } from './finding.ts';
import type { Outline } from './outline.ts';
import { itemsOf } from './whereabouts.ts';
import { quote } from './words.ts';

export function folderProblems({ tasks }: Outline, { isolation }: Config): readonly Problem[] {
  if (isolation !== 'directory') return [];
  return tasks.flatMap(({ id, fields, path: task }) => {
    const paths = itemsOf(fields?.paths).filter(path => typeof path === 'string');
    if (id === null || paths.length === 0) return [];
    const folder = taskFolder(id);
    if (paths.some(path => overlaps(path, `${folder}/**`))) return [];
    return [
      error({
        code: 'nothing-in-folder',
        message: `expected in \`paths\` something below ${quote(folder)}, found nothing: with \`isolation: directory\` the task cannot change anything else`,
        hint: `remove \`paths\`, or add a path such as \`${folder}/**\``,
        path: [...task, 'paths'],
      }),
    ];
  });
}
