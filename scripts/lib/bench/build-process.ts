import { type BuildState, buildSite, buildSteps } from '../pipeline.ts';
import type { Step } from '../progress.ts';
import { readSettings } from '../settings.ts';
import type { BuildMessage } from './measure-build.ts';

/** The process that is measured: builds the site as the environment says and hands over what the build says of itself. */
async function main(): Promise<void> {
  let findings: string | undefined;
  const steps = buildSteps.map((step) =>
    step.id === 'check' ? goOn(step, (text) => (findings = text)) : step,
  );
  try {
    const stats = await buildSite(readSettings(process.env), steps, { terminal: false, silent: true });
    report({ stats, findings });
  } catch (error) {
    report({ error: describe(error) });
  }
}

/** The same step, but what it refuses is told and does not end the build: a slow build with findings is still to be measured. */
function goOn(step: Step<BuildState>, tell: (findings: string) => void): Step<BuildState> {
  const run: Step<BuildState>['run'] = async (state, show) => {
    try {
      return await step.run(state, show);
    } catch (error) {
      tell(describe(error));
      return 'findings';
    }
  };
  return { ...step, run };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function report(message: BuildMessage): void {
  process.send?.(message, () => {
    process.disconnect();
  });
}

if (import.meta.main) await main();
