import type { Complete } from '@portolan/contracts';
import type { Party, Person } from '@portolan/contracts/common/v1/types';
import type { Papers } from '../declaration/state.ts';
import type { Contents } from '../processes/messages.ts';
import type { Codes } from './codes.ts';

/** What the document of a message is built from. */
export interface Building {
  /** What every head starts with. */
  readonly opening: {
    readonly guid: string;
    readonly appType: string;
    readonly appTime: string;
    readonly appStatus: string;
  };
  readonly papers: Papers;
  readonly cancellation: Contents['cancellation'];
  readonly codes: Codes;
  /** yyyyMMddHHmmss, China. */
  readonly appTime: string;
  /** Customs packaging code. */
  readonly wrapType: string;
  /** Whom the message names, in clear; undefined where it names nobody. */
  readonly person: Complete<Person> | undefined;
}

/** Code and name of a company in a role: ebp, ebc, logistics, agent … */
export function company<const Role extends string>(role: Role, { code, name }: Complete<Party>) {
  return { [`${role}Code`]: code, [`${role}Name`]: name } as { readonly [K in `${Role}Code` | `${Role}Name`]: string };
}
