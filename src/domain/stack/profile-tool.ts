import type { ProfileTool } from '#schema/api-profiles.ts';
import type { Tool } from '#schema/tool.ts';
import { type Hint, hints, idsOf } from '#schema/vocabulary.ts';
import type { Assessment } from '../assess.ts';
import { boundsOf } from '../policy/argument-bounds.ts';
import { firstSentence } from '../text.ts';

/** Characters of a summary that is still shown whole. */
const longestSummary = 300;

/** What a profile says of a tool from its assessment alone: all but its id, its address, its tokens and the attacks that fit it. */
export function describeTool(
  tool: Tool,
  assessment: Assessment,
): Omit<ProfileTool, 'id' | 'url' | 'attacks' | 'tokens'> {
  const { facts, verdict, flags, annotations, review } = assessment;
  const documented =
    facts.input === 'undocumented' ? null : facts.parameters.filter(({ depth }) => depth === 0);
  return {
    name: tool.name,
    title: tool.title ?? tool.annotations?.title ?? null,
    summary: shorten(firstSentence(tool.description ?? '')),
    class: verdict.class,
    level: verdict.level,
    confidence: verdict.confidence,
    levelSentence: verdict.levelSentence,
    capabilities: verdict.capabilities.map(({ id }) => id),
    flags: flags.map(({ id }) => id),
    bounds: boundsOf(assessment),
    reviewed: review !== undefined,
    parameters: documented?.length ?? null,
    requiredParameters: documented?.filter(({ required }) => required).length ?? null,
    descriptionLength: Array.from(tool.description ?? '').length,
    declaredHints: annotations.declared,
    assessedHints: shownHints(annotations.assessed),
    hintConflicts: annotations.conflicts.map(({ hint }) => hint),
  };
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length > longestSummary ? `${characters.slice(0, longestSummary - 1).join('')}…` : text;
}

function shownHints(assessed: Readonly<Record<Hint, boolean | null>>): Partial<Record<Hint, boolean>> {
  const shown: Partial<Record<Hint, boolean>> = {};
  for (const hint of idsOf(hints)) {
    const value = assessed[hint];
    if (value !== null) shown[hint] = value;
  }
  return shown;
}
