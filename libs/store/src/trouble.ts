/** A transaction's commit was not answered: what it wrote may be there or not. Only reading tells. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('the answer to COMMIT was lost', { cause });
    this.name = 'OutcomeUnknown';
  }
}

/** The store cannot be reached, or does not answer in time. Nothing was written; asking again later may work. */
export class StoreAway extends Error {
  constructor(cause: unknown) {
    super(`the store is away: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'StoreAway';
  }
}
