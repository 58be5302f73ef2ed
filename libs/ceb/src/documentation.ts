import { type MessageNumber, tables } from './messages.ts';
import type { Field, Fields } from './table/field.ts';
import { messageName, type Table } from './table/table.ts';
import { subscriptionFields, transferFields } from './tables/envelope.ts';

export interface DocumentedField {
  /** On the wire. */
  readonly tag: string;
  /** As content names it. */
  readonly name: string;
  /** C36, C..60, N19,5, N..9 */
  readonly type: string;
  /** M mandatory, O optional, O* by mode. */
  readonly need: 'M' | 'O' | 'O*';
  readonly note: string;
}

export interface DocumentedMessage {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly family: 'import' | 'export';
  readonly sender: string;
  readonly signature: 'required' | 'optional' | 'none';
  readonly answers: string | undefined;
  readonly key: readonly string[];
  readonly edition: '202205';
  readonly elements: readonly {
    readonly path: string;
    /** 1, 0..100, 1..n */
    readonly times: string;
    readonly fields: readonly DocumentedField[];
  }[];
}

/** What the table of a message says, for people and for tools. */
export function documentationOf(number: MessageNumber): DocumentedMessage {
  const table: Table = tables[number];
  const { title, family, sender, signature, answers, key, business, head, fields, lines, mostDocuments } = table;
  const times = (least: number, most: number | undefined) => (most === 1 ? '1' : `${least}..${most ?? 'n'}`);
  const envelope =
    table.direction === 'received'
      ? []
      : [
          { path: 'BaseTransfer', times: '1', fields: documented(transferFields) },
          { path: 'BaseSubscribe', times: '0..5', fields: documented(subscriptionFields) },
        ];
  return {
    ...{ name: messageName(table), title, family, sender, signature, answers, key, edition: '202205' },
    elements: [
      ...(head === undefined ? [] : [{ path: business, times: times(1, mostDocuments), fields: [] }]),
      {
        path: head === undefined ? business : `${business}/${head}`,
        times: head === undefined ? times(1, mostDocuments) : '1',
        fields: documented(fields),
      },
      ...(lines === undefined
        ? []
        : [
            {
              path: `${business}/${lines.element}`,
              times: times(lines.least, lines.most),
              fields: documented(lines.fields),
            },
          ]),
      ...envelope,
    ],
  };
}

function documented(fields: Fields): readonly DocumentedField[] {
  return Object.entries(fields).map(([name, field]) => ({
    tag: field.tag ?? name,
    name,
    type: typeOf(field),
    need: field.modes === undefined ? (field.need === 'mandatory' ? 'M' : 'O') : 'O*',
    note: noteOf(field),
  }));
}

function typeOf({ type, least, most, fraction }: Field): string {
  if (type === 'decimal') return `N${most},${fraction ?? 0}`;
  if (type === 'integer') return `N..${most}`;
  return least === most ? `C${most}` : `C..${most}`;
}

function noteOf({ note, values, modes, written, least }: Field): string {
  const parts = [
    note,
    values === undefined || values.length > 1 ? undefined : values[0],
    modes === undefined
      ? undefined
      : Object.entries(modes)
          .map(([mode, need]) => `${mode}: ${need}`)
          .join(', '),
    written === undefined ? undefined : `the text: ${written.least} to ${written.most} characters`,
    least === 0 ? 'may be empty' : undefined,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('; ');
}

/** The page of a message, as Markdown. */
export function pageOf(number: MessageNumber): string {
  const { name, title, sender, signature, answers, key, elements } = documentationOf(number);
  const sections = elements
    .filter(({ fields }) => fields.length > 0)
    .map(({ path, times, fields }) => {
      const rows = fields.map(({ tag, type, need, note }) => `| ${tag} | ${type} | ${need} | ${note} |`);
      return [`## ${path} (${times})`, '', '| field | type | need | note |', '|---|---|---|---|', ...rows].join('\n');
    });
  const about = [
    `Sent by ${sender}. Signature: ${signature}. Known by ${key.join(' + ')}.`,
    ...(answers === undefined ? [] : [`Answers CEB${answers}Message.`]),
    'Edition 202205.',
  ].join(' ');
  return `${[`# ${name}: ${title.zh} (${title.en})`, about, ...sections].join('\n\n')}\n`;
}
