/** Which rule a message breaks. */
export type Rule =
  /** Bytes that cannot be read, or are too many. */
  | 'XML'
  | 'TOO_LARGE'
  /** Of another namespace, or no message that this side takes. */
  | 'NAMESPACE'
  | 'MESSAGE'
  /** Of the field tables. */
  | 'UNKNOWN'
  | 'MISSING'
  | 'DOUBLED'
  | 'ORDER'
  | 'COUNT'
  | 'TOO_SHORT'
  | 'TOO_LONG'
  | 'TYPE'
  | 'VALUE'
  | 'CHARACTERS'
  | 'MODE_NEEDS'
  | 'MODE_FORBIDS'
  | 'PAIR'
  | 'NUMBERING'
  | 'SIGNATURE';

/** What is wrong with a message, and where. A reason never repeats what stood there. */
export interface CebFlaw {
  /** Order[2].OrderList[1].qty */
  readonly field: string;
  readonly rule: Rule;
  readonly reason: string;
}

/** Thrown where a message cannot be built or read. */
export class CebFlaws extends Error {
  readonly flaws: readonly CebFlaw[];

  constructor(flaws: readonly CebFlaw[]) {
    super(flaws.map(({ field, rule, reason }) => `${field} ${reason} (${rule})`).join('; '));
    this.name = 'CebFlaws';
    this.flaws = flaws;
  }
}
