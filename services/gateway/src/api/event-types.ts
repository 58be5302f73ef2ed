import { catalogues } from '@portolan/contracts';

/** Every type of event that a feed can hold. */
export const allTypes = Object.values(catalogues).flatMap(({ service, topic, byName }) =>
  [...byName.values()].map(({ name, fullName }) => ({ type: fullName, name, service, topic })),
);
