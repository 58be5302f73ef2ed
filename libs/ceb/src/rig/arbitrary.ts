import fc from 'fast-check';
import type { Field, Fields, ModeNeed } from '../table/field.ts';
import type { AnyContent, AnyDocument, Pair, Table, Values } from '../table/table.ts';

// Contents of any message, made from its table.

const character = fc.constantFrom(...'aZ09-_/ &<>"\'];:中龍é无', '𠮷', '\n', '\t');
const visible = fc.constantFrom(...'aZ09-_/&<>"\'];:中龍é无', '𠮷');
const digits = (most: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: most });

const guidOf = fc
  .string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: 32, maxLength: 32 })
  .map((hex) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));

const momentOf = (length: number) =>
  fc
    .date({ min: new Date('2018-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().replace(/\D/g, '').slice(0, length));

/** A value that fits a field. */
export function valueOfField({ type, least, most, fraction = 0, shape, values }: Field): fc.Arbitrary<string | number> {
  if (type === 'integer') return fc.nat({ max: 10 ** most - 1 });
  if (type === 'decimal') {
    const whole = digits(most - fraction).map((text) => text.replace(/^0+(?=\d)/, ''));
    return fc
      .tuple(whole, fc.option(digits(fraction)))
      .map(([before, after]) => (after === null ? before : `${before}.${after}`));
  }
  if (values !== undefined) return fc.constantFrom(...values);
  if (shape === 'guid') return guidOf;
  if (shape === 'given-guid') return guidOf.map((text) => text.toLowerCase());
  if (shape === 'status') return fc.constantFrom('1', '2', '120', '800', '-621010', '77');
  if (shape !== undefined) return momentOf(most);
  const unit = most < 20 ? visible : character;
  const text = fc.string({ unit, minLength: Math.min(least, 60), maxLength: Math.min(most, 60) });
  return text.filter((each) => [...each.trim()].length >= least);
}

function element(fields: Fields, pairs: readonly Pair[], mode: string): fc.Arbitrary<Values> {
  const isLeftOut = (need: ModeNeed | undefined) => need === 'empty';
  const asked = Object.entries(fields).filter(([, field]) => !isLeftOut(field.modes?.[mode]));
  const needed = asked.filter(([, field]) => field.need === 'mandatory' || field.modes?.[mode] === 'mandatory');
  const model = Object.fromEntries(asked.map(([name, field]) => [name, valueOfField(field)]));
  return fc
    .record(model, { requiredKeys: needed.map(([name]) => name) })
    .map((values) => inOrder(fields, whole(values as Values, pairs)));
}

// Half a pair is taken out.
function whole(values: Values, pairs: readonly Pair[]): Values {
  const halves = pairs.filter(([one, other]) => (values[one] === undefined) !== (values[other] === undefined)).flat();
  return Object.fromEntries(Object.entries(values).filter(([name]) => !halves.includes(name)));
}

function inOrder(fields: Fields, values: Values): Values {
  return Object.fromEntries(
    Object.keys(fields).flatMap((name) => (Object.hasOwn(values, name) ? [[name, values[name]]] : [])),
  );
}

export function documentOf(table: Table): fc.Arbitrary<AnyDocument> {
  const modes = table.fields['tradeMode']?.values ?? [''];
  return fc.constantFrom(...modes).chain((mode) => {
    const head = element(table.fields, table.pairs ?? [], mode).map((values) =>
      values['tradeMode'] === undefined || mode === '' ? values : { ...values, tradeMode: mode },
    );
    if (table.lines === undefined) return head.map((values) => ({ head: values }));
    const { fields, pairs = [], least, most = 4, numbered } = table.lines;
    const lines = fc.array(element(fields, pairs, mode), { minLength: least, maxLength: Math.min(most, 4) });
    return fc.tuple(head, lines).map(([values, rows]) => ({
      head: values,
      lines: numbered ? rows.map((row, index) => ({ ...row, gnum: index + 1 })) : rows,
    }));
  });
}

const transfer = { copCode: '4403180A21', copName: '深圳罗盘报关有限公司', dxpId: 'DXPENTPORTOLAN01' };
const extension = { name: 'port', version: '1', message: '<x:a xmlns:x="urn:x" b="1">&amp;</x:a>' };

/** A content that fits a table. */
export function contentOf(table: Table): fc.Arbitrary<AnyContent> {
  const documents = fc.array(documentOf(table), { minLength: 1, maxLength: Math.min(table.mostDocuments ?? 2, 2) });
  if (table.direction === 'received') return fc.record({ guid: guidOf, documents });
  return fc.tuple(guidOf, documents, fc.boolean(), fc.boolean()).map(
    ([guid, all, extended, subscribed]): AnyContent => ({
      ...{ guid, documents: all, transfer },
      ...(subscribed ? { subscriptions: [{ status: 'RET', dxpAddress: 'DXPENT2' }] } : {}),
      ...(extended ? { extension } : {}),
    }),
  );
}

/** One content of each table, always the same. */
export function sampleOf(table: Table, seed = 7): AnyContent {
  const [content] = fc.sample(contentOf(table), { seed, numRuns: 1 });
  if (content === undefined) throw new Error('nothing was made');
  return content;
}
