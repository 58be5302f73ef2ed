/** An HTTP call to somebody outside. */
export interface Call {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whoever called waits no longer. */
  readonly signal: AbortSignal;
}

/** What was answered. */
export interface Told {
  readonly status: number;
  /** 2xx */
  readonly ok: boolean;
  text(): Promise<string>;
}

/** A call that came from outside, read to its end. */
export interface Visit {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What is answered to it. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Answers whoever comes to a door. Never throws. */
export type Door = (visit: Visit) => Promise<Reply>;

/**
 * How a service meets the world by HTTP. In production it calls by `fetch` and opens servers of its own; a simulation
 * stands in for both, so that nothing below main touches the network.
 */
export interface Outside {
  /** As the global `fetch`, as far as it is used. @throws where no answer came */
  fetch(url: string | URL, call: Call): Promise<Told>;
  /** Takes what comes to this door, until the answer is called. Undefined: a service opens a server itself. */
  readonly receive?: (door: Door) => () => void;
}

/** The network. */
export const network: Outside = {
  fetch: (url, call) => globalThis.fetch(url, call),
};
