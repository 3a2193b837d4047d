/** Probot's own. */
export const WEBHOOK_PATH = '/api/github/webhooks';
