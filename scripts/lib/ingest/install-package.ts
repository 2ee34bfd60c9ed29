import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, readSync, closeSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import type { PackageSpec } from './npx.ts';

/** A package that was installed to be started once. */
export interface InstalledPackage {
  /** Its `package.json`. */
  readonly manifest: string;
  readonly name: string;
  /** The exact version. */
  readonly version: string;
  /** The words that start it, without arguments. */
  readonly words: readonly string[];
  /** The program, when a reader has to name it because the package has several. */
  readonly bin: string | undefined;
}

/** How a package is installed. */
export interface InstallRequest {
  readonly spec: PackageSpec;
  readonly bin?: string | undefined;
  readonly allowScripts: boolean;
  /** Folder that gets the package; it is made. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** How long an installation may take, in milliseconds. */
const patience = 5 * 60_000;

/**
 * Installs a package with npm into a folder of its own and finds the program to start. npm gets our environment, so
 * proxies and registries are as configured; the server will not. Throws with npm's own words when that fails.
 */
export async function installPackage(request: InstallRequest): Promise<InstalledPackage> {
  const { spec, allowScripts, folder, signal } = request;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const full = spec.version === undefined ? spec.name : `${spec.name}@${spec.version}`;
  const flags = ['--no-audit', '--no-fund', '--no-package-lock', '--omit=dev', '--loglevel=error'];
  const scripts = `--ignore-scripts=${allowScripts ? 'false' : 'true'}`;
  await runNpm(['install', '--prefix', folder, scripts, ...flags, '--', full], folder, signal);
  const home = join(folder, 'node_modules', spec.name);
  const manifest = join(home, 'package.json');
  const { version, bin } = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  const chosen = chooseBin(spec.name, bin, request.bin);
  const program = join(home, chosen.path);
  return {
    manifest,
    name: spec.name,
    version,
    words: isScript(program) ? [process.execPath, program] : [program],
    bin: chosen.named ? chosen.name : undefined,
  };
}

const manifestSchema = z.object({
  version: z.string(),
  bin: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
});

/** The program that is named, else the one that is called like the package, else the only one. */
function chooseBin(
  name: string,
  bin: string | Readonly<Record<string, string>> | undefined,
  wanted: string | undefined,
): { readonly name: string; readonly path: string; readonly named: boolean } {
  const own = basename(name);
  const programs = typeof bin === 'string' ? { [own]: bin } : (bin ?? {});
  const names = Object.keys(programs);
  const chosen = wanted ?? (names.includes(own) ? own : names.length === 1 ? names[0] : undefined);
  const path = chosen === undefined ? undefined : programs[chosen];
  if (chosen !== undefined && path !== undefined)
    return { name: chosen, path, named: names.length > 1 && chosen !== own };
  if (names.length === 0) {
    throw new Error(
      `The package ${name} has no program to start.\nStart its server with --stdio "<command>".`,
    );
  }
  const list = names.join(', ');
  throw new Error(
    wanted === undefined
      ? `The package ${name} has several programs: ${list}.\nSay which one is the server with --bin <program>.`
      : `The package ${name} has no program ${JSON.stringify(wanted)}; it has ${list}.\nName one of them with --bin.`,
  );
}

/** Whether Node has to run the file. The few packages that ship another kind of program say so in its first line. */
function isScript(file: string): boolean {
  if (['.js', '.mjs', '.cjs', '.ts', '.mts'].includes(extname(file))) return true;
  const start = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, start);
  } finally {
    closeSync(handle);
  }
  return /^#!.*\bnode\b/.test(start.toString('latin1'));
}

/** npm names its own program when it started this one; so the same npm is used, whatever the search path says. */
function npmCommand(): {
  readonly command: string;
  readonly first: readonly string[];
  readonly shell: boolean;
} {
  const npm = process.env['npm_execpath'];
  if (npm !== undefined && /npm[^/\\]*\.[cm]?js$/.test(npm))
    return { command: process.execPath, first: [npm], shell: false };
  const windows = process.platform === 'win32';
  return { command: windows ? 'npm.cmd' : 'npm', first: [], shell: windows };
}

async function runNpm(args: readonly string[], cwd: string, signal: AbortSignal): Promise<void> {
  const { command, first, shell } = npmCommand();
  const child = spawn(command, [...first, ...args], {
    cwd,
    shell,
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: unknown) => {
    said = `${said}${String(chunk)}`.slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).catch((error: unknown) => {
    if (signal.aborted) throw new Error('The capture was interrupted.', { cause: error });
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = missing ? 'npm was not found' : `npm did not finish within ${patience / 60_000} minutes`;
    throw new Error(`The package could not be installed: ${reason}.`, { cause: error });
  });
  if (code !== 0) {
    throw new Error(
      `The package could not be installed. npm wrote:\n${said.trim()}\nCheck name and version, the network, and npm's settings.`,
    );
  }
}
