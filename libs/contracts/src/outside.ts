/** Tenant of messages from outside whose owner is not known yet, and of what leads to it: the operator of the suite. */
export const outside = 'portolan';
