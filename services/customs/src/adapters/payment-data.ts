import type { Complete } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import { type PostOptions, post } from '@portolan/service';

/** What customs asks, as the form says it. */
export interface OpenRequest {
  readonly orderNo: string;
  readonly sessionId: string;
  /** RFC 3339 */
  readonly askedAt: string;
}

// A form of one short question; what is longer is none.
const most = 4_096;

/** Reads `openReq` of customs' form (GACC announcement 2018 No. 179), or says what is wrong with it. */
export function readOpenRequest(body: Uint8Array): OpenRequest | { readonly flaws: Complete<Flaw>[] } {
  const flaw = (field: string, reason: string) => ({ flaws: [{ field, reason }] });
  if (body.length > most) return flaw('openReq', `is longer than ${most} bytes`);
  const form = new URLSearchParams(new TextDecoder().decode(body)).getAll('openReq');
  if (form.length !== 1) return flaw('openReq', 'must stand in the form once');
  const asked = objectOf(form[0] ?? '');
  if (asked === undefined) return flaw('openReq', 'is no JSON object');
  const { orderNo, sessionID, serviceTime } = asked;
  if (typeof orderNo !== 'string' || !/^\P{Cc}{1,60}$/u.test(orderNo))
    return flaw('orderNo', 'must have 1 to 60 characters');
  if (typeof sessionID !== 'string' || !/^[\x21-\x7e]{1,36}$/.test(sessionID)) {
    return flaw('sessionID', 'must have 1 to 36 characters');
  }
  const at = /^\d{13}$/.test(String(serviceTime)) ? Number(serviceTime) : Number.NaN;
  if (Number.isNaN(at)) return flaw('serviceTime', 'must be Unix milliseconds');
  return { orderNo, sessionId: sessionID, askedAt: new Date(at).toISOString() };
}

/** What customs says to an answer. */
export interface Verdict {
  readonly code: string;
  readonly message: string;
}

/** Uploads an answer. @throws where nobody took or refused it: it is sent again, the same bytes */
export type Upload = (answer: string) => Promise<Verdict>;

export function uploader(url: string, options: PostOptions): Upload {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return async (answer) => {
    const body = new URLSearchParams({ payExInfoStr: answer }).toString();
    const { ok, status, text } = await post(`${url}/ceb2grab/grab/realTimeDataUpload`, headers, body, options);
    if (!ok) throw new Error(`customs answered HTTP ${status} to payment data`);
    const { code, message } = objectOf(text) ?? {};
    if (!/^\d{5}$/.test(String(code))) throw new Error('customs answered to payment data without a code');
    return { code: String(code), message: String(message ?? '').slice(0, 1_000) };
  };
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
