import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { runProgram } from './run-program.ts';
import type { Client } from './types.ts';

/**
 * Installs clients with npm into an empty folder, in the exact versions and without running their scripts. npm keeps its cache
 * there as well, so that nothing is left elsewhere. Throws with npm's own words when that fails.
 */
export async function installClients(
  clients: readonly Pick<Client, 'package' | 'version'>[],
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) {
    throw new Error(`${folder} is not empty. Name an empty folder, or use what it holds with --reuse.`);
  }
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  // npm names its own program when it started this one; so the same npm is used, whatever the search path says.
  const npm = process.env['npm_execpath'];
  const { code, errors } = await runProgram({
    words: [
      ...(npm !== undefined && /\.[cm]?js$/.test(npm) ? [process.execPath, npm] : ['npm']),
      ...['install', '--prefix', folder, '--cache', path.join(folder, 'cache'), '--ignore-scripts'],
      ...['--no-audit', '--no-fund', '--no-package-lock', '--omit=dev', '--loglevel=error', '--'],
      ...clients.map((client) => `${client.package}@${client.version}`),
    ],
    cwd: folder,
    // Registry and certificates are as configured here; the clients themselves get none of it.
    env: readEnvironment(),
    timeoutMs: 15 * 60_000,
    signal,
  });
  if (code !== 0) {
    throw new Error(
      `The clients could not be installed. npm wrote:\n${errors}\nCheck the network and the disk: they need about 1.6 GB.`,
    );
  }
}

/** Throws when a folder does not hold the clients in exactly their versions; names all that differ. */
export function checkInstallation(
  clients: readonly Pick<Client, 'package' | 'version'>[],
  folder: string,
): void {
  const wrong = clients.flatMap((client) => {
    const manifest = path.join(folder, 'node_modules', client.package, 'package.json');
    if (!existsSync(manifest)) return [`${client.package} is not there`];
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')));
    return version === client.version ? [] : [`${client.package} is ${version}, not ${client.version}`];
  });
  if (wrong.length > 0) {
    throw new Error(`${folder} holds other clients: ${wrong.join('; ')}.\nInstall them with --keep <dir>.`);
  }
}

function readEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
