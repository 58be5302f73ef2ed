/** Everything of the outside world lies under one tenant: it is nobody's data but its own. */
export const tenant = 'outside';
