import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from './lib/settings.ts';

if (import.meta.main) process.exitCode = formatFiles(process.argv.slice(2));

/** Formats the named files, or all; returns the exit code of the formatter. */
function formatFiles(files: readonly string[]): number {
  const prettier = path.join(projectRoot, 'node_modules/prettier/bin/prettier.cjs');
  const targets = files.length > 0 ? files : ['.'];
  return (
    spawnSync(process.execPath, [prettier, '--write', ...targets], { cwd: projectRoot, stdio: 'inherit' })
      .status ?? 1
  );
}
