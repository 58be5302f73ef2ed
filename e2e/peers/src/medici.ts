import { Book, initModels, mongoTransaction } from 'medici';
import mongoose from 'mongoose';

/** Medici's book, with the guard that its own manual recommends. */
export interface MediciPeer {
  /** Puts money on an account out of nothing. */
  fund(account: string, amount: number): Promise<void>;
  /** Moves money unless the account it comes from would fall below zero: answers whether it did. */
  transfer(from: string, to: string, amount: number): Promise<boolean>;
  balance(account: string): Promise<number>;
  close(): Promise<void>;
}

class NotEnough extends Error {}

/** One book of a database of its own: majority writes in the journal, as ours. */
export async function openMedici(url: string, database: string): Promise<MediciPeer> {
  await mongoose.connect(url, {
    dbName: database,
    maxPoolSize: 100,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
  });
  await initModels();
  const book = new Book('bench');
  const path = (account: string) => `Accounts:${account}`;

  async function balance(account: string): Promise<number> {
    return (await book.balance({ account: path(account) })).balance;
  }

  return {
    async fund(account, amount) {
      await book.entry('fund').debit('Assets', amount).credit(path(account), amount).commit();
    },
    async transfer(from, to, amount) {
      try {
        await mongoTransaction(async (session) => {
          await book.entry('transfer').debit(path(from), amount).credit(path(to), amount).commit({ session });
          const left = await book.balance({ account: path(from) }, { session });
          if (left.balance < 0) throw new NotEnough();
          await book.writelockAccounts([path(from)], { session });
        });
        return true;
      } catch (error) {
        if (error instanceof NotEnough) return false;
        throw error;
      }
    },
    balance,
    async close() {
      await mongoose.disconnect();
    },
  };
}
