import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** The format of archives that are written here. One with another number is refused. */
export const format = 1;

const manifestSchema = z.object({
  portolan: z.literal('backup'),
  format: z.number().int(),
  service: z.string(),
  database: z.string(),
  /** The moment that it shows, of the database's own clock, RFC 3339. */
  asOf: z.iso.datetime(),
  /** Last position that it has given, by shard: whoever has read more has read what the archive does not hold. */
  heads: z.record(z.string(), z.number().int()),
  /** Of the server that it was taken from. */
  mongodb: z.string(),
  /** SHA-256 of the archive, compressed as it lies there, in hex. */
  sha256: z.string().length(64),
  collections: z.array(
    z.object({
      name: z.string(),
      documents: z.number().int(),
      /** SHA-256 of its documents' BSON, in order, in hex. */
      sha256: z.string().length(64),
      indexes: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
});

/** What an archive holds: written beside it, as `<archive>.json`. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;
export type CollectionEntry = Manifest['collections'][number];

/** It cannot be done, and this says why and what to do. */
export class Refused extends Error {}

const fileOf = (archive: string) => `${archive}.json`;

export function writeManifest(archive: string, manifest: Manifest): void {
  writeFileSync(fileOf(archive), `${JSON.stringify(manifest, undefined, 2)}\n`, { flag: 'wx', mode: 0o600 });
}

/** @throws Refused where there is none, or it is of another format or of another service. */
export function readManifest(archive: string, service: string): Manifest {
  let text: string;
  try {
    text = readFileSync(fileOf(archive), 'utf8');
  } catch {
    throw new Refused(
      `${fileOf(archive)} is missing: an archive is restored with the manifest that was written with it.`,
    );
  }
  const read = manifestSchema.safeParse(JSON.parse(text));
  if (!read.success)
    throw new Refused(`${fileOf(archive)} is no manifest of an archive: ${z.prettifyError(read.error)}`);
  const manifest = read.data;
  if (manifest.format !== format) {
    throw new Refused(`The archive has format ${manifest.format}, and this version restores format ${format} only.`);
  }
  if (manifest.service !== service) {
    throw new Refused(`The archive is of ${manifest.service}, not of ${service}: say SERVICE=${manifest.service}.`);
  }
  return manifest;
}
