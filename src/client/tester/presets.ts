import { type PolicyRequest, recommendFor } from '#domain/policy-request.ts';
import { gateway } from '#domain/targets/gateway.ts';
import type { Preset } from '#schema/vocabulary.ts';
import type { PresetTexts } from './known-server.ts';

/** The documents that the page recommends, written as its panel writes them; undefined when there is nothing to write. */
export function writePresets(request: PolicyRequest): PresetTexts | undefined {
  const write = (preset: Preset): string | undefined => {
    const snippet = gateway.write(recommendFor(preset, request));
    return snippet.kind === 'snippet' ? snippet.text : undefined;
  };
  const [strict, recommended, permissive] = [write('strict'), write('recommended'), write('permissive')];
  if (strict === undefined || recommended === undefined || permissive === undefined) return undefined;
  return { strict, recommended, permissive };
}
