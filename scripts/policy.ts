import path from 'node:path';
import { revealHidden } from '#domain/text.ts';
import { explainFile } from './lib/policy/explain-file.ts';
import { lintFile } from './lib/policy/lint-file.ts';
import { type PolicyOptions, readPolicyOptions } from './lib/policy/options.ts';
import type { CommandResult } from './lib/policy/output.ts';
import { testPolicy } from './lib/policy/run-cases.ts';
import { projectRoot } from './lib/settings.ts';

/** Does what the options say. Everything that is wrong with a file is in the result; nothing is written. */
export function runPolicyCommand(options: PolicyOptions): CommandResult {
  switch (options.command) {
    case 'lint':
      return lintFile(options);
    case 'explain':
      return explainFile(options);
    case 'test':
      return testPolicy(options);
  }
}

function main(): void {
  try {
    const contentDir = path.resolve(projectRoot, process.env['CONTENT_DIR'] || 'content');
    const { ok, output, complaint } = runPolicyCommand(readPolicyOptions(process.argv.slice(2), contentDir));
    // The commands make their own text safe; a second time changes nothing, and what was forgotten is covered.
    if (complaint !== '') console.error(revealHidden(complaint));
    if (output !== '') console.log(revealHidden(output));
    if (!ok) process.exitCode = 1;
  } catch (error) {
    console.error(revealHidden(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  }
}

if (import.meta.main) main();
