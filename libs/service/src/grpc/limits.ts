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

// Retries belong to the dispatcher, which knows the command id: no retry policy is set. Only a call that never reached
// a handler, as when its connection has come of age, is sent once more by itself; so retries as such stay enabled.
export const clientOptions = {
  ...both,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2 * seconds,
  'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
};
