/** Largest body of a request, in bytes: an order of 200 lines has about 60,000. */
export const bodyLimit = 256 * 1024;

/** Largest file of orders, in bytes. */
export const importLimit = 20 * 1024 * 1024;

/** A request must have arrived within this, in milliseconds. */
export const arrivalMs = 30_000;

/** Beyond this delay of the event loop, in milliseconds, new requests are sent away. */
export const loopDelayMs = 2_000;

/** Longest part of a path between two slashes, in characters. */
export const maxParamLength = 300;
