/** What the text of an element is read as. Amounts stay decimal strings: never a binary float. */
export type FieldType = 'text' | 'decimal' | 'integer';

export type Need = 'mandatory' | 'optional';

/** What a text must look like beyond its length. */
export type Shape = 'guid' | 'given-guid' | 'day' | 'second' | 'moment' | 'status';

/** What a mode of trade makes of a field that is optional in the schema. */
export type ModeNeed = 'mandatory' | 'empty';

/** One row of a field table. */
export interface Field<Type extends FieldType = FieldType, Needed extends Need = Need> {
  readonly type: Type;
  readonly need: Needed;
  /** Characters of a text, digits of a number. */
  readonly least: number;
  readonly most: number;
  /** Digits after the point. */
  readonly fraction?: number;
  readonly shape?: Shape;
  /** The only values that are taken. */
  readonly values?: readonly string[];
  /** By code of the mode of trade, where the mode decides. */
  readonly modes?: Readonly<Record<string, ModeNeed>>;
  /** Normative name where it is misspelt or our name of it would be wrong. */
  readonly tag?: string;
  /** Lengths that the written specification gives where its schema says otherwise. */
  readonly written?: { readonly least: number; readonly most: number };
  readonly note?: string;
}

export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F extends Field> = F['type'] extends 'integer' ? number : string;
type NamesOf<F extends Fields, N extends Need> = { [K in keyof F]: F[K]['need'] extends N ? K : never }[keyof F];

/** What a field table describes, as a type. */
export type ContentOf<F extends Fields> = {
  readonly [K in NamesOf<F, 'mandatory'>]: ValueOf<F[K]>;
} & {
  readonly [K in NamesOf<F, 'optional'>]?: ValueOf<F[K]> | undefined;
};

type Text = Field<'text', 'mandatory'>;

/** 1 to `most` characters. */
export const text = (most: number, note?: string): Text => ({ type: 'text', need: 'mandatory', least: 1, most, note });

/** Exactly `length` characters. */
export const code = (length: number, note?: string): Text => ({
  type: 'text',
  need: 'mandatory',
  least: length,
  most: length,
  note,
});

/** One of these codes. */
export const oneOf = (values: readonly [string, ...string[]], note?: string): Text => {
  const lengths = values.map((value) => value.length);
  return {
    ...{ type: 'text', need: 'mandatory', least: Math.min(...lengths), most: Math.max(...lengths) },
    ...{ values, note },
  };
};

const shaped = (length: number, shape: Shape, note?: string): Text => ({ ...code(length, note), shape });

/** N19,5 as a decimal string. */
export const amount = (note?: string): Field<'decimal', 'mandatory'> => ({
  ...{ type: 'decimal', need: 'mandatory', least: 1, most: 19, fraction: 5 },
  note,
});

/** A whole number of at most so many digits. */
export const count = (digits: number, note?: string): Field<'integer', 'mandatory'> => ({
  ...{ type: 'integer', need: 'mandatory', least: 1, most: digits },
  note,
});

export const guid = shaped(36, 'guid', 'upper-case UUID');
/** As port and customs write it: official samples have small letters, and letters beyond F. */
export const givenGuid = shaped(36, 'given-guid');
/** YYYYMMDD, China. */
export const day = (note?: string): Text => shaped(8, 'day', note);
/** YYYYMMDDhhmmss, China. */
export const second = (note?: string): Text => shaped(14, 'second', note);
/** YYYYMMDDhhmmssSSS, China. */
export const moment = (note?: string): Text => shaped(17, 'moment', note);
/** returnStatus: a whole number, negative for an error at the port. Which ones there are is no business of the format. */
export const status: Text = { ...text(10), shape: 'status' };

export const optional = <T extends FieldType>(field: Field<T>): Field<T, 'optional'> => ({
  ...field,
  need: 'optional',
});

/** Must stand, and may be empty. */
export const blank = (field: Text): Text => ({ ...field, least: 0 });

export const inModes = <T extends FieldType>(
  modes: Readonly<Record<string, ModeNeed>>,
  field: Field<T>,
): Field<T, 'optional'> => ({ ...optional(field), modes });

/** Under another name on the wire. */
export const spelt = <F extends Field>(tag: string, field: F): F => ({ ...field, tag });

/** The written specification allows other lengths than its schema. */
export const disputed = <F extends Field>(field: F, least: number, most: number): F => ({
  ...field,
  written: { least, most },
});
