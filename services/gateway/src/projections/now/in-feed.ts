import type { SuiteEvent } from '@portolan/contracts';
import type { CloudEvent } from '../feed.ts';

/** Of an event in a feed, what a fold goes by. */
export type Shown = Pick<CloudEvent, 'type' | 'tenant' | 'version' | 'time' | 'data'>;

/** A payload as the feed shows it: 64-bit integers are text. */
type InFeed<Value> = Value extends bigint
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly InFeed<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]: InFeed<Value[Name]> }
      : Value;

/** What the feed shows of an event of this type, to its owner. */
export type DataOf<Type extends SuiteEvent['type']> = InFeed<Extract<SuiteEvent, { type: Type }>['data']>;
