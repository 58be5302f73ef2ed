import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One field of a message, as proto declares it. */
export interface ProtoField {
  /** As JSON and TypeScript spell it: goodsValue */
  readonly name: string;
  /** Full name of a message or an enum, or a scalar; of a map its value. */
  readonly type: string;
  readonly repeated: boolean;
  readonly map: boolean;
  /** Name of the oneof that it is a case of; '' where of none. */
  readonly oneof: string;
}

const root = join(import.meta.dirname, '../../../../proto');
const declared = /^(?:(repeated|optional) )?(map<string, )?([\w.]+)(>)? (\w+) = \d+;/;

/** Every message of the contracts by its full name, read from proto itself: generated code keeps no field types. */
export function protoMessages(): ReadonlyMap<string, readonly ProtoField[]> {
  const messages = new Map<string, ProtoField[]>();
  for (const file of globSync('portolan/*/v1/*.proto', { cwd: root }))
    read(readFileSync(join(root, file), 'utf8'), messages);
  return messages;
}

function read(text: string, messages: Map<string, ProtoField[]>): void {
  const place = /^package ([\w.]+);/m.exec(text)?.[1] ?? '';
  let fields: ProtoField[] = [];
  let oneof = '';
  for (const line of text.split('\n').map((one) => one.trim())) {
    const [, message] = /^message (\w+) \{/.exec(line) ?? [];
    if (message !== undefined) {
      fields = [];
      messages.set(`${place}.${message}`, fields);
    }
    const [, choice] = /^oneof (\w+) \{/.exec(line) ?? [];
    if (choice !== undefined) oneof = choice;
    if (line === '}') oneof = '';
    const [, label, map, type = '', , name = ''] = declared.exec(line) ?? [];
    if (type === '') continue;
    const full = /^[A-Z]\w*$/.test(type) ? `${place}.${type}` : type;
    fields.push({ name: camel(name), type: full, repeated: label === 'repeated', map: map !== undefined, oneof });
  }
}

function camel(name: string): string {
  return name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

const scalars: Readonly<Record<string, unknown>> = {
  string: 'text',
  bool: true,
  int32: 7,
  int64: 7n,
  bytes: new Uint8Array([0xca, 0xfe, 0xba, 0xbe]),
};

/** A message with every field filled, of a oneof its first case: as a decoder gives it. Canaries where it is sealed. */
export function filled(type: string, messages: ReadonlyMap<string, readonly ProtoField[]>): unknown {
  if (type in scalars) return scalars[type];
  if (type === 'portolan.common.v1.Money') return { minor: 98_765n, currency: 'CNY' };
  const fields = messages.get(type);
  if (fields === undefined) return 'ENUM_VALUE';
  const message: Record<string, unknown> = {};
  for (const field of fields) {
    const one = field.name === 'hash' ? 'canary-hash' : filled(field.type, messages);
    const value = field.map ? { key: one } : field.repeated ? [one] : one;
    if (field.oneof === '') message[field.name] = value;
    else message[field.oneof] ??= { $case: field.name, value };
  }
  return message;
}
