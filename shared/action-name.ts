/** What the action is called in workflow files. Until it is published its owner is a placeholder. */
export const ACTION = 'OWNER/braid';
export const ACTION_REF = 'v1';
