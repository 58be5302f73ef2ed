const seconds = 1_000;

/** Every call of ours ends within this, in milliseconds. */
export const defaultDeadlineMs = 5 * seconds;

// A file of orders may have 20 MB.
const messageBytes = 24 * 1024 * 1024;

const both = {
  'grpc.max_receive_message_length': messageBytes,
  'grpc.max_send_message_length': messageBytes,
  // Longer than the longest deadline: a ping that goes unanswered ends the calls that are under way.
  'grpc.keepalive_time_ms': 60 * seconds,
  'grpc.keepalive_timeout_ms': 20 * seconds,
};

/** A connection ends after a while, so that clients look again where the service lives and find new instances. */
export const serverOptions = {
  ...both,
  'grpc.max_connection_age_ms': 120 * seconds,
  'grpc.max_connection_age_grace_ms': 30 * seconds,
};

// A call that nobody answered is sent again a few times, within its deadline: while an instance leaves, another one is
// there, and every call may be repeated (queries change nothing, commands carry their id). A service that is up but
// stands before an outage of its own forbids it (`noRetry`), or tries would multiply from service to service; the long
// breath belongs to the dispatcher.
const retryPolicy = {
  maxAttempts: 4,
  initialBackoff: '0.05s',
  maxBackoff: '1s',
  backoffMultiplier: 3,
  retryableStatusCodes: ['UNAVAILABLE'],
};

/** What a server says with an answer that must not be asked for again. */
export const noRetry = { key: 'grpc-retry-pushback-ms', value: '-1' } as const;

export const clientOptions = {
  ...both,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2 * seconds,
  'grpc.service_config': JSON.stringify({
    loadBalancingConfig: [{ round_robin: {} }],
    methodConfig: [{ name: [{}], retryPolicy }],
    // Where most calls fail, retries stop: they would only add to the load.
    retryThrottling: { maxTokens: 100, tokenRatio: 0.1 },
  }),
};
