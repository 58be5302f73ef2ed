import { allRefusals, fill, IncompleteMessage, type RefusalKind } from '@portolan/contracts';
import type { Logger } from '@portolan/engine';
import { CursorUnknown } from '@portolan/store';
import { ClientError, ServerError, Status } from 'nice-grpc';
import { ErrorInfo, RichClientError, RichServerError } from 'nice-grpc-error-details';
import { Outage, RefusedError } from './errors.ts';

const domain = 'portolan';

const statusOf: Readonly<Record<RefusalKind, Status>> = {
  invalid: Status.INVALID_ARGUMENT,
  not_found: Status.NOT_FOUND,
  exists: Status.ALREADY_EXISTS,
  not_now: Status.FAILED_PRECONDITION,
  forbidden: Status.PERMISSION_DENIED,
};

/**
 * What a handler threw, as the caller may see it: a refusal with its code and data, an outage behind it as UNAVAILABLE,
 * and everything else as INTERNAL, of which only our own log knows more.
 */
export function toServerError(error: unknown, method: string, log: Logger): ServerError {
  if (error instanceof ServerError) return error;
  const refused = asRefused(error);
  if (refused !== undefined) {
    const { refused: code, data } = refused.refusal;
    const text = allRefusals[code];
    if (text === undefined) log.error({ method, code }, 'a refusal that no table knows');
    const status = text === undefined ? Status.INTERNAL : statusOf[text.kind];
    const info = ErrorInfo.fromPartial({ reason: code, domain, metadata: data });
    return new RichServerError(status, text === undefined ? code : fill(text.en, data), [info]);
  }
  if (error instanceof Outage) {
    log.warn({ method, err: error }, 'a call failed behind this one');
    return new ServerError(Status.UNAVAILABLE, 'something behind this service gives no answer');
  }
  log.error({ method, err: error }, 'a call failed');
  return new ServerError(Status.INTERNAL, 'the service failed; its log says more');
}

/** Code of the refusal that a handler threw, where a table knows it. */
export function refusalOf(error: unknown): string | undefined {
  const code = asRefused(error)?.refusal.refused;
  return code !== undefined && code in allRefusals ? code : undefined;
}

/** What a client got instead of a reply: the refusal of the other side again, or an outage. */
export function fromClientError(error: unknown, service: string): RefusedError | Outage {
  if (error instanceof RichClientError && error.code !== Status.INTERNAL) {
    for (const detail of error.extra) {
      if (detail.$type !== ErrorInfo.$type || detail.domain !== domain) continue;
      return new RefusedError({ refused: detail.reason, data: detail.metadata });
    }
  }
  return new Outage(service, error instanceof ClientError ? Status[error.code] : 'UNKNOWN', error);
}

function asRefused(error: unknown): RefusedError | undefined {
  if (error instanceof RefusedError) return error;
  if (error instanceof CursorUnknown) return new RefusedError({ refused: 'CURSOR_UNKNOWN', data: { field: 'cursor' } });
  if (!(error instanceof IncompleteMessage)) return undefined;
  return new RefusedError({ refused: 'INCOMPLETE_REQUEST', data: { missing: error.missing.join(', ') } });
}
