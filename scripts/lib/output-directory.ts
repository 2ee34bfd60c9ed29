import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Settings } from './settings.ts';
import { nameTemporary, removeLeftovers } from './work-directory.ts';

/** Lies in every folder that a build has made; only such a folder is ever replaced. */
export const markerName = '.tool-risk-catalogue';

const markerText = 'Made by a build of the tool risk catalogue. The next build replaces this folder.\n';

/** Says why a build must not replace the output folder, and what to do; undefined when it may. */
export function refuseOutputDirectory({ root, contentDir, outDir }: Settings): string | undefined {
  const remedy = 'Set OUT_DIR to a folder that is new, empty or the result of an earlier build.';
  const treasure = [
    { label: 'the project', directory: root },
    { label: 'the records', directory: contentDir },
  ].find(({ directory }) => contains(outDir, directory));
  if (treasure !== undefined) return `${outDir} holds ${treasure.label} and would be replaced. ${remedy}`;
  if (contains(contentDir, outDir)) return `${outDir} lies among the records. ${remedy}`;
  if (!existsSync(outDir)) return undefined;
  if (!statSync(outDir).isDirectory()) return `${outDir} is a file. ${remedy}`;
  const ours = existsSync(path.join(outDir, markerName)) || readdirSync(outDir).length === 0;
  return ours ? undefined : `${outDir} has files that no build of this project made. ${remedy}`;
}

/**
 * Puts a finished site in the place of the output folder and marks it. Readers see the old site or the new one, never a mixture:
 * the old folder is renamed away, the new one renamed in. When that fails, the old one is put back and the error passed on.
 */
export function replaceDirectory(siteDir: string, outDir: string): void {
  writeFileSync(path.join(siteDir, markerName), markerText);
  mkdirSync(path.dirname(outDir), { recursive: true });
  const incomingPrefix = `${outDir}.new-`;
  const outgoingPrefix = `${outDir}.old-`;
  removeLeftovers(incomingPrefix);
  removeLeftovers(outgoingPrefix);
  const incoming = nameTemporary(incomingPrefix);
  try {
    moveDirectory(siteDir, incoming);
    for (let attempt = 1; !swap(incoming, outDir, nameTemporary(outgoingPrefix)); attempt += 1) {
      if (attempt === 5)
        throw new Error(`Other builds keep writing to ${outDir}. Give each build its own OUT_DIR.`);
    }
  } finally {
    rmSync(incoming, { recursive: true, force: true });
  }
}

/** How much a folder holds: files, and their bytes. */
export function measureDirectory(directory: string): { files: number; bytes: number } {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.reduce(
    (sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size,
    0,
  );
  return { files: files.length, bytes };
}

/** False when another build has put its result in place between the two renames: then that result is the old one, and is to be replaced. */
function swap(incoming: string, outDir: string, outgoing: string): boolean {
  const moved = renameIfThere(outDir, outgoing);
  try {
    renameSync(incoming, outDir);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST')) {
      if (moved) renameSync(outgoing, outDir);
      throw error;
    }
    rmSync(outgoing, { recursive: true, force: true });
    return false;
  }
  rmSync(outgoing, { recursive: true, force: true });
  return true;
}

function renameIfThere(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** A rename cannot cross file systems; a copy beside the destination can then be renamed. */
function moveDirectory(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    cpSync(from, to, { recursive: true });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function contains(directory: string, inner: string): boolean {
  const relative = path.relative(directory, inner);
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
