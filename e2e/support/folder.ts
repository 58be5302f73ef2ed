import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder of a test's own. */
export function dataFolder(name: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `portolan-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Files below `folder` whose bytes contain one of the texts, in clear or as base64 in any alignment. */
export function filesContaining(folder: string, texts: readonly string[]): readonly string[] {
  const needles = texts.flatMap((text) => [Buffer.from(text), ...base64Forms(text)]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    });
}

// What stands inside base64 depends on how many bytes stand before it, so the outer characters are left off.
function base64Forms(text: string): readonly Buffer[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64');
    return Buffer.from(encoded.replace(/=+$/, '').slice(shift === 0 ? 0 : 4, -2));
  });
}
