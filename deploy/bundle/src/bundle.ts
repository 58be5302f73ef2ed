import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Every service, by the name of its folder. */
export const services: readonly string[] = readdirSync(join(root, 'services')).sort();

/**
 * What node is told wherever it runs a bundle: a young generation of at most 24 MiB (V8 lets it grow to over 100
 * under load, and needs no less processor time for it), and an old one that leaves room within the 384 MiB of a container.
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=8', '--max-old-space-size=192'];

// What CommonJS modules in a bundle still ask of their surroundings.
const surroundings = [
  `import { createRequire as requireOf } from 'node:module';`,
  'const require = requireOf(import.meta.url), __dirname = import.meta.dirname, __filename = import.meta.filename;',
].join('');

/**
 * Makes `folder`/services/<service>/main.mjs, which needs nothing but Node 24 and what lies beside it in `folder`: the
 * parts that are loaded only where they are used, source maps, and what is read two levels above: the definitions of
 * gRPC's health check, and the schemas of fx.
 */
export async function bundle(folder: string, chosen: readonly string[] = services): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Each on its own: services share no parts, so that one folder is one service.
  for (const service of chosen) await bundleOne(folder, service);
  const health = createRequire(import.meta.url).resolve('grpc-health-check');
  cpSync(join(dirname(health), '..', '..', 'proto'), join(folder, 'proto'), { recursive: true });
  if (chosen.includes('fx'))
    cpSync(join(root, 'services', 'fx', 'schemas'), join(folder, 'schemas'), { recursive: true });
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, license, type: 'module' }));
}

async function bundleOne(folder: string, service: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [{ in: `services/${service}/src/main.ts`, out: 'main' }],
    outdir: join(folder, 'services', service),
    ...{ outExtension: { '.js': '.mjs' }, chunkNames: '[name]-[hash]' },
    ...{ bundle: true, splitting: true, platform: 'node', target: 'node24', format: 'esm' },
    // Node holds the source in memory, and two bytes for each character where one of a comment needs them.
    ...{ minifyWhitespace: true, minifySyntax: true, legalComments: 'linked' },
    ...{ sourcemap: 'linked', sourcesContent: false, logLevel: 'warning' },
    banner: { js: surroundings },
  });
}
