/** Thrown for bytes that are no XML we take. `field` says where, the message says why. */
export class XmlFlaw extends Error {
  readonly field: string;

  constructor(field: string, reason: string) {
    super(reason);
    this.name = 'XmlFlaw';
    this.field = field;
  }
}
