import { compareExact, type Exact, exactly, minus, over, plus, times } from './exact.ts';

/** A formula as it is shown, and as it is computed: the same text. Names, decimals, + − × / ( ) and min(a, b). */
export interface Formula {
  readonly text: string;
  readonly names: readonly string[];
  /** @throws Error where a name has no value. */
  value(terms: Readonly<Record<string, Exact>>): Exact;
}

type Node = (terms: Readonly<Record<string, Exact>>) => Exact;

interface Reader {
  readonly tokens: readonly string[];
  readonly at: number;
}

const token = /\s*([A-Za-z][A-Za-z0-9]*|\d+(?:\.\d+)?|[+−×/(),])/y;

/**
 * Reads a formula once; it can then be computed for any terms.
 * @throws Error where the text is no formula.
 */
export function formula(text: string): Formula {
  const tokens = tokensOf(text);
  const [node, rest] = sum({ tokens, at: 0 });
  if (rest.at !== tokens.length) throw new Error(`'${text}' goes on after its end: ${tokens[rest.at]}`);
  const names = [...new Set(tokens.filter((one) => /^[A-Za-z]/.test(one) && one !== 'min'))];
  return { text, names, value: node };
}

/** The formula with what its names stand for: 'P × v' as '548.00 × 0.13'. */
export function substituted({ text }: Formula, texts: Readonly<Record<string, string>>): string {
  return text.replace(/[A-Za-z][A-Za-z0-9]*/g, (name) => texts[name] ?? name);
}

function tokensOf(text: string): string[] {
  const found: string[] = [];
  let at = 0;
  while (at < text.trimEnd().length) {
    token.lastIndex = at;
    const [whole, one] = token.exec(text) ?? [];
    if (whole === undefined || one === undefined) throw new Error(`'${text}' is no formula at ${at}`);
    found.push(one);
    at += whole.length;
  }
  return found;
}

function sum(reader: Reader): [Node, Reader] {
  return chain(reader, product, { '+': plus, '−': minus });
}

function product(reader: Reader): [Node, Reader] {
  return chain(reader, part, { '×': times, '/': over });
}

function chain(
  reader: Reader,
  inner: (reader: Reader) => [Node, Reader],
  operators: Readonly<Record<string, (left: Exact, right: Exact) => Exact>>,
): [Node, Reader] {
  let [node, rest] = inner(reader);
  for (;;) {
    const operator = operators[rest.tokens[rest.at] ?? ''];
    if (operator === undefined) return [node, rest];
    const left = node;
    const [right, after] = inner(next(rest));
    node = (terms) => operator(left(terms), right(terms));
    rest = after;
  }
}

function part(reader: Reader): [Node, Reader] {
  const one = reader.tokens[reader.at] ?? '';
  if (one === '(') {
    const [node, rest] = sum(next(reader));
    return [node, expect(rest, ')')];
  }
  if (one === 'min') return lesser(expect(next(reader), '('));
  if (/^\d/.test(one)) {
    const constant = exactly(one);
    return [() => constant, next(reader)];
  }
  if (!/^[A-Za-z]/.test(one)) throw new Error(`a formula has no '${one}' where a value stands`);
  return [(terms) => termNamed(terms, one), next(reader)];
}

function lesser(reader: Reader): [Node, Reader] {
  const [left, afterLeft] = sum(reader);
  const [right, afterRight] = sum(expect(afterLeft, ','));
  const node: Node = (terms) => {
    const [one, other] = [left(terms), right(terms)];
    return compareExact(one, other) <= 0 ? one : other;
  };
  return [node, expect(afterRight, ')')];
}

function termNamed(terms: Readonly<Record<string, Exact>>, name: string): Exact {
  const value = terms[name];
  if (value === undefined) throw new Error(`the formula's ${name} has no value`);
  return value;
}

function next({ tokens, at }: Reader): Reader {
  return { tokens, at: at + 1 };
}

function expect(reader: Reader, one: string): Reader {
  if (reader.tokens[reader.at] !== one) throw new Error(`a formula lacks its '${one}'`);
  return next(reader);
}
