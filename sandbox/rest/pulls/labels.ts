/** Labels of a repository, and those set on a pull request. */
import { z } from 'zod';
import { causeOf } from '../../changes/cause.ts';
import { setLabels } from '../../changes/pulls.ts';
import { json, notFound, Refused } from '../../http/answer.ts';
import type { Call, Route } from '../../http/call.ts';
import { labelShape, labelsOf } from '../../shapes/pull.ts';
import type { Label } from '../../state/pull.ts';
import type { Repository } from '../../state/repository.ts';
import { forRepository, reads, writes } from '../route.ts';
import { existingPull } from './pulls.ts';

const NewLabel = z.object({
  name: z.string().min(1).max(50),
  color: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/)
    .default('ededed'),
  description: z.string().max(100).nullish(),
});
/** A bare list is taken too, as GitHub does. */
const Names = z.union([
  z.object({ labels: z.array(z.string()) }).transform(({ labels }) => labels),
  z.array(z.string()),
]);
const READ = reads('issues', 'pull_requests');

export const labelRoutes: readonly Route[] = [
  forRepository('GET', '/labels', READ, (call, repository) =>
    call.page([...repository.labels.values()], label => labelShape(call.world, repository, label)),
  ),
  forRepository('GET', '/labels/:name', READ, (call, repository) => {
    const label = repository.labels.get(call.text('name').toLowerCase());
    if (label === undefined) throw notFound();
    return json(labelShape(call.world, repository, label));
  }),
  forRepository('POST', '/labels', writes('write', 'issues', 'pull_requests'), createLabel),
  forRepository('GET', '/issues/:number/labels', READ, (call, repository) =>
    call.page(labelsOf(call.world, repository, existingPull(call, repository)), label => label),
  ),
  forRepository(
    'POST',
    '/issues/:number/labels',
    writes('triage', 'issues', 'pull_requests'),
    async (call, repository) => {
      const pull = existingPull(call, repository);
      const names = [...pull.labels, ...call.read(Names)];
      await setLabels(call.world, repository, pull, { names, by: causeOf(call.identity) });
      return json(labelsOf(call.world, repository, pull));
    },
  ),
  forRepository(
    'PUT',
    '/issues/:number/labels',
    writes('triage', 'issues', 'pull_requests'),
    async (call, repository) => {
      const pull = existingPull(call, repository);
      await setLabels(call.world, repository, pull, { names: call.read(Names), by: causeOf(call.identity) });
      return json(labelsOf(call.world, repository, pull));
    },
  ),
  forRepository(
    'DELETE',
    '/issues/:number/labels/:name',
    writes('triage', 'issues', 'pull_requests'),
    removeLabel,
  ),
];

function createLabel(call: Call, repository: Repository) {
  const { name, color, description } = call.read(NewLabel);
  if (repository.labels.has(name.toLowerCase()))
    throw new Refused(422, 'Validation Failed', {
      errors: [{ resource: 'Label', code: 'already_exists', field: 'name' }],
    });
  const label: Label = { id: call.world.nextId(), name, color, description: description ?? null };
  repository.labels.set(name.toLowerCase(), label);
  return json(labelShape(call.world, repository, label), 201);
}

async function removeLabel(call: Call, repository: Repository) {
  const pull = existingPull(call, repository);
  const name = call.text('name').toLowerCase();
  const names = pull.labels.filter(label => label.toLowerCase() !== name);
  if (names.length === pull.labels.length) throw new Refused(404, 'Label does not exist');
  await setLabels(call.world, repository, pull, { names, by: causeOf(call.identity) });
  return json(labelsOf(call.world, repository, pull));
}
