import type { Complete } from '@portolan/contracts';
import type { Party, Person } from '@portolan/contracts/common/v1/types';
import type { Field } from '@portolan/xml';
import type { Papers } from '../declaration/state.ts';
import type { Contents } from '../processes/messages.ts';
import type { Codes } from './codes.ts';

/** What the business element of a message is built from. */
export interface Building {
  /** guid, appType, appTime, appStatus: what every head starts with. */
  readonly opening: readonly Field[];
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
export function company(role: string, { code, name }: Complete<Party>): readonly Field[] {
  return [
    [`${role}Code`, code],
    [`${role}Name`, name],
  ];
}
