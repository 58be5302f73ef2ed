/** What the exchange's envelope says about the message inside. */
export interface Envelope {
  /** The exchange's key against repetition. */
  readonly copMsgId: string;
  readonly senderId: string;
  /** 1 to 5. */
  readonly receiverIds: readonly string[];
  /** yyyyMMddHHmmss, China time; written as yyyy-MM-ddTHH:mm:ss. */
  readonly time: string;
  /** CEB303Message */
  readonly messageType: string;
  readonly more?: AddInfo | undefined;
}

/** What may be said beside (AddInfo). */
export interface AddInfo {
  readonly fileName?: string | undefined;
  /** Number of the operator's card. */
  readonly icCard?: string | undefined;
  /** Up to 5 business keys. */
  readonly keys?: readonly string[] | undefined;
}

/** What a server of the exchange adds (SvNo of DxpMsgSv). */
export interface ServerEnvelope {
  /** 8 characters of the node, 14 of the time, 10 of a sequence. */
  readonly msgId: string;
  readonly subMsgId?: string | undefined;
  /** yyyyMMddHHmmss, China time. */
  readonly sendTime: string;
  readonly endNode: string;
  readonly staNode: string;
}
