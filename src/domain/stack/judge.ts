import type { ListedPattern, ProfileTool } from '#schema/api-profiles.ts';
import { assess } from '../assess.ts';
import { findExposures } from '../attacks/exposures.ts';
import { toolSlug } from '../slug.ts';
import { formatNumber, quote } from '../text.ts';
import { readDumpTool } from './dump-tool.ts';
import { describeTool } from './profile-tool.ts';

/** What was found of the tools of a dump. */
export interface JudgedTools {
  /** As the profile of a catalogued server has them, without addresses: the catalogue has no page of them. */
  readonly tools: readonly ProfileTool[];
  /** What was left out, and why; names in it are untrusted text. */
  readonly problems: readonly string[];
}

/** How the tools of a dump are judged. */
export interface JudgeSetting {
  /** Name of the server, as far as it is known: what "a project" is depends on whose it is. */
  readonly serverName: string;
  /** First part of the ids that the tools get. */
  readonly serverId: string;
  /** Patterns of the catalogue; those that fit are named. */
  readonly patterns: readonly ListedPattern[];
  /** Lets the browser draw between two portions of work. */
  readonly pause: () => Promise<void>;
}

/** Most tools of one dump that are judged. */
export const mostTools = 1000;

/** Most characters of all definitions together that are judged. */
const mostCharacters = 5_000_000;

/** Tools between two pauses. */
const portion = 20;

/** More problems of the same kind help nobody. */
const mostProblems = 20;

/**
 * Judges the tools of a dump by the very rules of the build, and counts their tokens. What cannot be judged is said; no definition
 * makes it throw. Rejects where the table of the tokenizer cannot be loaded.
 */
export async function judgeTools(dump: readonly unknown[], setting: JudgeSetting): Promise<JudgedTools> {
  const { countDefinitionTokens } = await import('../token-count.ts');
  const tools = new Map<string, ProfileTool>();
  const problems: string[] = [];
  let characters = 0;
  for (const [index, value] of dump.entries()) {
    if (index >= mostTools || characters > mostCharacters) {
      problems.push(
        `The list has ${formatNumber(dump.length)} tools; the first ${formatNumber(index)} are judged, the others are left out.`,
      );
      break;
    }
    if (index % portion === portion - 1) await setting.pause();
    const tool = readDumpTool(value);
    if (typeof tool === 'string') {
      problems.push(`Tool ${index + 1} is left out. ${tool}`);
    } else if (tools.has(tool.name)) {
      problems.push(`${quote(tool.name)} is listed more than once; the first definition is judged.`);
    } else {
      characters += JSON.stringify(tool).length;
      const assessment = assess(tool, '', undefined, { name: setting.serverName });
      tools.set(tool.name, {
        ...describeTool(tool, assessment),
        id: `${setting.serverId}/${toolSlug(tool.name)}`,
        url: null,
        attacks: findExposures(assessment, setting.patterns).map(({ attack }) => attack.id),
        tokens: countDefinitionTokens(tool),
      });
    }
  }
  return { tools: [...tools.values()], problems: shortList(problems) };
}

function shortList(problems: readonly string[]): string[] {
  const rest = problems.length - mostProblems;
  return rest > 0
    ? [...problems.slice(0, mostProblems), `There are ${formatNumber(rest)} more problems like these.`]
    : [...problems];
}
