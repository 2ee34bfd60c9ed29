import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { runProgram } from './run-program.ts';

/** A package in exactly one version. */
export interface PinnedPackage {
  readonly package: string;
  readonly version: string;
}

/**
 * Installs packages with npm into an empty folder, in the exact versions and without running their scripts. npm keeps its cache
 * there as well, so that nothing is left elsewhere. Throws with npm's own words when that fails.
 */
export async function installPackages(
  packages: readonly PinnedPackage[],
  folder: string,
  /** `size`: the disk space that they need, for the message when that fails. */
  { size, signal }: { readonly size: string; readonly signal: AbortSignal },
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
      ...packages.map((wanted) => `${wanted.package}@${wanted.version}`),
    ],
    cwd: folder,
    // Registry and certificates are as configured here; what is installed gets none of it.
    env: readEnvironment(),
    timeoutMs: 15 * 60_000,
    signal,
  });
  if (code !== 0) {
    throw new Error(
      `${packages.map((wanted) => wanted.package).join(', ')} could not be installed. npm wrote:\n${errors}\nCheck the network and the disk: about ${size} are needed.`,
    );
  }
}

/** Throws when a folder does not hold the packages in exactly their versions; names all that differ. */
export function checkInstallation(packages: readonly PinnedPackage[], folder: string): void {
  const wrong = packages.flatMap((wanted) => {
    const manifest = path.join(folder, 'node_modules', wanted.package, 'package.json');
    if (!existsSync(manifest)) return [`${wanted.package} is not there`];
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')));
    return version === wanted.version ? [] : [`${wanted.package} is ${version}, not ${wanted.version}`];
  });
  if (wrong.length > 0) {
    throw new Error(
      `${folder} holds something else: ${wrong.join('; ')}.\nInstall what is needed with --keep <dir>.`,
    );
  }
}

function readEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
