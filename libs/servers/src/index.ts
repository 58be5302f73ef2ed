/** Where a broker and a replica set are reached. */
export interface Addresses {
  /** mongodb://… of a replica set. */
  readonly mongoUrl: string;
  /** host:port of each broker. */
  readonly kafkaBrokers: readonly string[];
}
