import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Every service, by the name of its folder. */
export const services: readonly string[] = readdirSync(join(root, 'services')).sort();

// What CommonJS modules in a bundle still ask of their surroundings.
const surroundings = [
  `import { createRequire as requireOf } from 'node:module';`,
  'const require = requireOf(import.meta.url), __dirname = import.meta.dirname, __filename = import.meta.filename;',
].join('');

/**
 * Makes `folder`/services/<service>/main.mjs, which needs nothing but Node 24 and what lies beside it in `folder`: its
 * source map, and the definitions that gRPC's health check reads two levels above itself when it is loaded.
 */
export async function bundle(folder: string, chosen: readonly string[] = services): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: chosen.map((service) => ({ in: `services/${service}/src/main.ts`, out: `services/${service}/main` })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    ...{ bundle: true, platform: 'node', target: 'node24', format: 'esm' },
    ...{ sourcemap: 'linked', sourcesContent: false, legalComments: 'eof', logLevel: 'warning' },
    banner: { js: surroundings },
  });
  const health = createRequire(import.meta.url).resolve('grpc-health-check');
  cpSync(join(dirname(health), '..', '..', 'proto'), join(folder, 'proto'), { recursive: true });
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, license, type: 'module' }));
}
