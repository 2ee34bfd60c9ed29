import { buildSite, buildSteps, type BuildStats } from './lib/pipeline.ts';
import { countNoun, formatBytes, formatSeconds } from './lib/progress.ts';
import { readSettings } from './lib/settings.ts';

if (import.meta.main) process.exitCode = await runBuild();

/** Builds the site as the environment says (`CONTENT_DIR`, `OUT_DIR`, `SITE_URL`, `BASE_PATH`) and prints the result; resolves to the exit code. */
export async function runBuild(): Promise<number> {
  try {
    const settings = readSettings(process.env);
    const stats = await buildSite(settings, buildSteps, { terminal: process.stdout.isTTY });
    for (const warning of stats.warnings) console.warn(warning);
    console.log(summarize(stats));
    return 0;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
    console.error('The build failed; the output folder is unchanged.');
    return 1;
  }
}

/** What was built, in one line. */
export function summarize({ pages, files, bytes, totalSeconds }: BuildStats): string {
  return `Built ${countNoun(pages, 'page')} (${countNoun(files, 'file')}, ${formatBytes(bytes)}) in ${formatSeconds(totalSeconds)}.`;
}
