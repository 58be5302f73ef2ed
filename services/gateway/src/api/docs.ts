import swagger from '@fastify/swagger';
import reference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
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
  await app.register(reference, {
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
  app.addHook('onSend', async (request, reply) => {
    if (request.url === '/docs/') reply.header('content-security-policy', pagePolicy);
  });
}
