/** All that the API knows. What is not here is refused by name. */
import type { Route } from '../http/call.ts';
import type { Downloads } from '../http/downloads.ts';
import type { RateLimiter } from '../http/rate.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { Workflows } from '../workflows/workflows.ts';
import { artifactRoutes } from './actions/artifacts.ts';
import { dispatchRoutes } from './actions/dispatches.ts';
import { runRoutes } from './actions/runs.ts';
import { appRoutes } from './apps/apps.ts';
import { deliveryRoutes } from './apps/deliveries.ts';
import { checkRunRoutes } from './checks/check-runs.ts';
import { checkSuiteRoutes } from './checks/check-suites.ts';
import { commitRoutes } from './code/commits.ts';
import { refRoutes } from './code/refs.ts';
import { repositoryRoutes } from './code/repositories.ts';
import { commentRoutes } from './pulls/comments.ts';
import { labelRoutes } from './pulls/labels.ts';
import { pullRoutes } from './pulls/pulls.ts';
import { userRoutes } from './users.ts';

export interface RouteParts {
  readonly rate: RateLimiter;
  readonly webhooks: Webhooks;
  readonly workflows: Workflows;
  readonly downloads: Downloads;
}

export function allRoutes({ rate, webhooks, workflows, downloads }: RouteParts): readonly Route[] {
  return [
    ...userRoutes(rate),
    ...repositoryRoutes,
    ...commitRoutes,
    ...refRoutes,
    ...pullRoutes,
    ...commentRoutes,
    ...labelRoutes,
    ...checkRunRoutes,
    ...checkSuiteRoutes,
    ...dispatchRoutes(workflows),
    ...runRoutes(workflows, downloads),
    ...artifactRoutes(downloads),
    ...appRoutes,
    ...deliveryRoutes(webhooks),
  ];
}
