/** Real servers are needed and cannot be had; the message says what to install, or which variables to set. */
export class ServersMissing extends Error {
  override readonly name = 'ServersMissing';

  constructor(what: string, next: string) {
    super(`${what}. ${next} Or name servers of your own: ${variables}.`);
  }
}

const variables =
  'PORTOLAN_TEST_MONGO_URL and PORTOLAN_TEST_KAFKA_BROKERS for tests, PORTOLAN_MONGO_URL and PORTOLAN_KAFKA_BROKERS for make up';
