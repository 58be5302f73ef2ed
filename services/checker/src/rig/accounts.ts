import type { Envelope } from '@portolan/contracts/engine/v1/history';
import { RefusedError } from '@portolan/service';
import { type Answers, type CheckerStage, openStage, recorded, sent } from './stage.ts';

const shards = [0, 1] as const;
type Shard = (typeof shards)[number];

const money = (minor: number) => ({ minor: String(minor), currency: 'USD' });
const usd = (minor: bigint) => ({ minor, currency: 'USD' });

/**
 * An owner with two shards of postings of USD 1.00 each, its projection of accounts, and the checker: three that move on
 * as a test says. `between` runs before each of the checker's questions is answered. Two instances answer in turn, and
 * each knows of the projection in its own shard only.
 */
export async function openAccounts(between: (accounts: Accounts) => Promise<void> = async () => {}) {
  const stage = await openStage({ fx: owner() });
  const history: readonly Envelope[][] = shards.map(() => []);
  const projected = shards.map(() => 0);
  const taken = shards.map(() => 0);
  let altered = 0n;
  let parkedKeys = 0n;
  let asked = 0;

  function owner(): Answers {
    return {
      async status() {
        await between(accounts);
        const mine = (asked++ % shards.length) as Shard;
        const readings = [{ service: 'fx', shard: mine, position: BigInt(projected[mine] ?? 0) }];
        return {
          instance: `fx-${mine}`,
          shards: shards.map((shard) => ({ shard, position: BigInt(history[shard]?.length ?? 0) })),
          consumers: [{ name: 'fx.accounts.v1', readings, parkedKeys }],
        };
      },
      async getAccount({ id }: { id: string }) {
        await between(accounts);
        const sum = 100n * BigInt(projected.reduce((all, each) => all + each, 0));
        if (sum === 0n) throw new RefusedError({ refused: 'ACCOUNT_NOT_FOUND', data: {} });
        if (id === '1000.USD') return { debits: usd(sum), credits: usd(0n) };
        return { debits: usd(0n), credits: usd(sum + altered) };
      },
    };
  }

  const accounts = {
    stage,
    post(shard: Shard): void {
      const past = history[shard] ?? [];
      const at = past.length + 1;
      const entries = [
        { accountId: '1000.USD', side: 'SIDE_DEBIT', amount: money(100) },
        { accountId: '2000.USD.m', side: 'SIDE_CREDIT', amount: money(100) },
      ];
      const data = { transactionId: `t${shard}-${at}`, type: 'RECEIPT', entries };
      const stream = `m/ledger/${shard}`;
      past.push(sent('fx', 'TransactionPosted', data, { stream, version: at, position: at, shard }));
    },
    project(shard: Shard): void {
      projected[shard] = Math.min((projected[shard] ?? 0) + 1, history[shard]?.length ?? 0);
    },
    async take(shard: Shard): Promise<void> {
      const next = history[shard]?.[taken[shard] ?? 0];
      if (next === undefined) return;
      await stage.take(recorded('fx', next));
      taken[shard] = (taken[shard] ?? 0) + 1;
    },
    /** Nothing is left to be read, on either side. */
    async catchUp(): Promise<void> {
      for (const shard of shards) {
        projected[shard] = history[shard]?.length ?? 0;
        while ((taken[shard] ?? 0) < (history[shard]?.length ?? 0)) await accounts.take(shard);
      }
    },
    /** Somebody raises the stored credits. */
    alter(by: bigint): void {
      altered = by;
    },
    park(keys: bigint): void {
      parkedKeys = keys;
    },
  };
  return accounts;
}

export interface Accounts {
  readonly stage: CheckerStage;
  post(shard: Shard): void;
  project(shard: Shard): void;
  take(shard: Shard): Promise<void>;
  catchUp(): Promise<void>;
  alter(by: bigint): void;
  park(keys: bigint): void;
}
