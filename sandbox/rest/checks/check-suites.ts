/** Check suites. */
import { causeOf } from '../../changes/cause.ts';
import { suiteHappened } from '../../changes/checks.ts';
import { json, notFound } from '../../http/answer.ts';
import { type Call, counted, type Route } from '../../http/call.ts';
import { checkSuiteShape } from '../../shapes/check.ts';
import type { CheckSuite } from '../../state/check.ts';
import type { Repository } from '../../state/repository.ts';
import { existingCommit } from '../code/commits.ts';
import { forRepository, reads, writes } from '../route.ts';

export const checkSuiteRoutes: readonly Route[] = [
  forRepository('GET', '/commits/:ref/check-suites', reads('checks'), async (call, repository) => {
    const sha = await existingCommit(repository, call.text('ref'));
    const appId = call.query('app_id');
    const suites = [...repository.checkSuites.values()].filter(
      suite => suite.headSha === sha && (appId === null || suite.app.id === Number(appId)),
    );
    return call.page(
      suites,
      suite => checkSuiteShape(call.world, repository, suite),
      counted('check_suites'),
    );
  }),
  forRepository('GET', '/check-suites/:id', reads('checks'), (call, repository) =>
    json(checkSuiteShape(call.world, repository, existingSuite(call, repository))),
  ),
  forRepository('POST', '/check-suites/:id/rerequest', writes(null, 'checks'), (call, repository) => {
    const suite = existingSuite(call, repository);
    suiteHappened(call.world, repository, suite, { action: 'rerequested', by: causeOf(call.identity) });
    return json({}, 201);
  }),
];

function existingSuite(call: Call, repository: Repository): CheckSuite {
  const suite = repository.checkSuites.get(call.number('id'));
  if (suite === undefined) throw notFound();
  return suite;
}
