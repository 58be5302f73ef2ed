/** True where two plain values say the same: field by field, whatever the order of the fields. */
export function sameContent(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].every((field) => sameContent(Reflect.get(left, field), Reflect.get(right, field)));
}
