import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { openApi } from './openapi.ts';
import type { Route } from './route.ts';

// The page and its script come from the package; no font, no script and no call goes anywhere else.
const pagePolicy =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** Serves the document of all routes at /openapi.json and its reference page at /docs. */
export async function publish(app: FastifyInstance): Promise<void> {
  const document = openApi();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Portolan',
        version: '1.0.0',
        description:
          'The back office of cross-border trade: orders, customs, warehouse, carriers and money. Every error is a ' +
          'problem (RFC 9457) with a code, what is wrong and what to do, in Chinese or English (Accept-Language).',
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'ptk_<id>.<secret>' },
          signature: { type: 'apiKey', in: 'header', name: 'Portolan-Signature', description: 't=<unix ms>,v1=<hex>' },
        },
      },
    },
    transform: ({ url, route }) => {
      const record = (route.config as { readonly record?: Route } | undefined)?.record;
      return record === undefined ? { schema: { hide: true }, url } : { schema: document.describe(record), url };
    },
    transformObject: (written) => {
      if (!('openapiObject' in written)) return written.swaggerObject;
      const { openapiObject } = written;
      const schemas = { ...openapiObject.components?.schemas, ...document.components };
      Object.assign(openapiObject, { components: { ...openapiObject.components, schemas } });
      return openapiObject;
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  // A server of its own behind this one, since nothing can be registered with one that listens.
  let page: Promise<FastifyInstance> | undefined;
  const show = async ({ url }: FastifyRequest, reply: FastifyReply) => {
    page ??= openReference();
    const { statusCode, headers, rawPayload } = await (await page).inject(url);
    for (const name of ['content-type', 'location'] as const) if (headers[name]) reply.header(name, headers[name]);
    return reply.code(statusCode).send(rawPayload);
  };
  for (const url of ['/docs', '/docs/*']) app.get(url, { schema: { hide: true } }, show);
  app.addHook('onSend', async (request, reply) => {
    if (request.url === '/docs/') reply.header('content-security-policy', pagePolicy);
  });
}

/** The reference page, loaded when somebody first looks: its script alone is 4 MB of text. */
async function openReference(): Promise<FastifyInstance> {
  const { default: reference } = await import('@scalar/fastify-api-reference');
  const page = Fastify({ logger: false });
  await page.register(reference, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Portolan',
      withDefaultFonts: false,
      telemetry: false,
      // What would lead to its maker's own services.
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
    },
  });
  return page;
}
