// Fields that hold people's data, raw outside messages or keys, whatever object they stand in.
const hidden = new Set(
  [
    'person buyer payer payee receiver recipient consignee sender contact customer',
    'phone email address lines city region postcode identity idnumber passport',
    'authorization cookie apikey api_key xapikey secret password token masterkey key_material',
    'raw body bytes payload xml',
  ]
    .join(' ')
    .split(' '),
);

const personal = new Set(['phone', 'email', 'address']);
const deepest = 8;

/**
 * A log line's fields as they may be written: no person, no address, no message body, no key. Long bytes become their
 * length; amounts stay readable.
 */
export function redact(fields: object): Record<string, unknown> {
  return redactObject(fields, 0);
}

function redactObject(object: object, depth: number): Record<string, unknown> {
  // `name` is a person's only where the rest of a person stands beside it.
  const isPerson = Object.keys(object).some((key) => personal.has(key));
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      const plain = key.toLowerCase().replaceAll('-', '');
      const hide = hidden.has(plain) || (isPerson && plain === 'name');
      return [key, hide && value !== undefined ? '[hidden]' : redactValue(value, depth + 1)];
    }),
  );
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return '[deeper]';
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return redactObject(value, depth);
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause, ...rest } = { ...error, ...own(error) };
  const inner = cause === undefined ? {} : { cause: redactValue(cause, depth + 1) };
  return { type: name, message, stack, ...redactObject(rest, depth + 1), ...inner };
}

function own(error: Error) {
  return { name: error.name, message: error.message, stack: error.stack, cause: error.cause };
}
