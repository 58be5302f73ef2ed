import type { StatementSync } from 'node:sqlite';
import type { Database } from '@portolan/store/sqlite';

/** A database that calls back before each statement that writes; where that throws, it is not run. BEGIN writes nothing. */
export function watched(database: Database, beforeWrite: (write: string) => void): Database {
  return {
    exec(sql) {
      if (!/^(PRAGMA|BEGIN)/.test(sql)) beforeWrite(firstWords(sql));
      database.exec(sql);
    },
    prepare(sql) {
      const statement = database.prepare(sql);
      return /^\s*SELECT|^PRAGMA/.test(sql)
        ? statement
        : watchedStatement(statement, () => beforeWrite(firstWords(sql)));
    },
    close: () => database.close(),
    get isTransaction() {
      return database.isTransaction;
    },
  };
}

function watchedStatement(statement: StatementSync, beforeWrite: () => void): StatementSync {
  return new Proxy(statement, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        if (property === 'run' || property === 'get' || property === 'all') beforeWrite();
        return Reflect.apply(member, target, args);
      };
    },
  });
}

function firstWords(sql: string): string {
  return sql.trim().split(/\s+/).slice(0, 3).join(' ');
}
