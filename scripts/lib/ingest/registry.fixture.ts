import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type RunningServer } from './http-server.fixture.ts';

/** One version of a package that a registry serves. */
export interface PublishedPackage {
  readonly manifest: Readonly<Record<string, unknown>> & { readonly name: string; readonly version: string };
  /** Files by path within the package. */
  readonly files: Readonly<Record<string, string>>;
}

/** A registry of packages on the loopback address, for npm itself. The last version of a package is its newest. */
export async function listenRegistry(published: () => readonly PublishedPackage[]): Promise<RunningServer> {
  const packed = new Map<string, Buffer>();
  const registry = await listen((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    const tarball = packed.get(path);
    const versions = published().filter(({ manifest }) => manifest.name === path);
    const newest = versions.at(-1);
    if (tarball) response.writeHead(200).end(tarball);
    else if (!newest) response.writeHead(404).end('{}');
    else {
      const entries = versions.map((version) => {
        const { manifest } = version;
        const file = `${manifest.name}/-/${manifest.version}.tgz`;
        const data = packed.get(file) ?? pack(version);
        packed.set(file, data);
        const integrity = `sha512-${createHash('sha512').update(data).digest('base64')}`;
        return [manifest.version, { ...manifest, dist: { tarball: `${registry.url}/${file}`, integrity } }];
      });
      response.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          name: path,
          'dist-tags': { latest: newest.manifest.version },
          versions: Object.fromEntries(entries) as unknown,
        }),
      );
    }
  });
  return registry;
}

/** Packs as npm does, so that what is installed is what a real package would be. */
function pack({ manifest, files }: PublishedPackage): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'published-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const windows = process.platform === 'win32';
    const name = execFileSync(
      windows ? 'npm.cmd' : 'npm',
      ['pack', '--ignore-scripts', '--loglevel=silent'],
      {
        cwd: folder,
        encoding: 'utf8',
        shell: windows,
      },
    );
    return readFileSync(join(folder, name.trim()));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
