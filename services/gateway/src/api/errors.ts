import type { Logger } from '@portolan/engine';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language.ts';
import { bodyLimit, maxParamLength } from './limits.ts';
import { Problem, problemOf } from './problem.ts';
import type { Route } from './route.ts';

/** Answers whatever was thrown as application/problem+json, in the caller's language, and never with a stack. */
export function answerProblem(log: Logger) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const language = languageOf(request.headers['accept-language']);
    const document = problemOf(ofFramework(error, request), language);
    const route = { method: request.method, route: request.routeOptions.url, code: document.code };
    if (document.status >= 500) log.error({ ...route, err: error }, 'a request failed');
    if (document.status === 503) reply.header('retry-after', '1');
    if (document.status === 405) reply.header('allow', document.data['allowed'] ?? '');
    if (document.status === 401) reply.header('www-authenticate', 'Bearer realm="portolan"');
    return reply
      .code(document.status)
      .type('application/problem+json; charset=utf-8')
      .headers({ 'content-language': language, 'cache-control': 'no-store' })
      .send(JSON.stringify(document));
  };
}

/** What the framework refuses before a route is asked, as a problem of ours. */
function ofFramework(error: unknown, { routeOptions }: FastifyRequest): unknown {
  if (error instanceof Problem || !isFrameworks(error)) return error;
  if (error.code === 'FST_ERR_BAD_URL' || error.code === 'FST_ERR_MAX_PARAM_LENGTH')
    return new Problem('ADDRESS_MALFORMED', { limit: String(maxParamLength) });
  switch (error.statusCode) {
    case 400:
      return new Problem('MALFORMED_JSON');
    case 404:
      return new Problem('ROUTE_NOT_FOUND');
    case 413:
      return new Problem('BODY_TOO_LARGE', { limit: String(routeOptions.bodyLimit ?? bodyLimit) });
    case 415:
      return new Problem('MEDIA_TYPE_NOT_TAKEN', { accepted: acceptedBy(routeOptions) });
    case 503:
      return new Problem('OVERLOADED');
    default:
      return error;
  }
}

function acceptedBy({ config }: FastifyRequest['routeOptions']): string {
  const { record } = config as { record?: Route };
  return record?.takes?.type ?? 'application/json';
}

function isFrameworks(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('FST_');
}
