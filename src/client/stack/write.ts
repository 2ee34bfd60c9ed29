import type { PolicyChoices } from '#domain/policy-request.ts';
import { type MergedPolicy, mergePolicies } from '#domain/stack/merge.ts';
import { listStackFiles, writeStackPolicies } from '#domain/stack/policies.ts';
import type { StackServer } from '#domain/stack/stack.ts';
import type { Target } from '#domain/targets/target.ts';
import type { PolicyFormat, Preset } from '#schema/vocabulary.ts';
import { loadTarget } from '../policy-panel/loaders.ts';

/** A file to be saved. */
export interface PackedStack {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The policies of a stack in one preset and format. */
export interface WrittenStack {
  readonly merged: MergedPolicy;
  readonly language: Target['language'];
  /** Packs every file into one archive; the code for it is loaded then. */
  readonly pack: () => Promise<PackedStack>;
}

/** Writes the policies of servers, each with what the reader has typed for it. Rejects when the code cannot be loaded. */
export async function writeStack(
  typed: readonly { readonly server: StackServer; readonly choices: PolicyChoices }[],
  preset: Preset,
  format: PolicyFormat,
): Promise<WrittenStack> {
  const target = await loadTarget(format);
  if (!target) throw new Error(`There is no format "${format}".`);
  const written = await Promise.all(
    typed.map(({ server, choices }) =>
      writeStackPolicies({ servers: [server], preset, target, aliases: new Map(), choices }),
    ),
  );
  const servers = written.flatMap((each) => each.servers);
  const merged = await mergePolicies(target, servers);
  return {
    merged,
    language: target.language,
    pack: async () => {
      const { packFiles } = await import('#domain/stack/download.ts');
      return {
        name: `policies-${preset}-${format}.zip`,
        bytes: packFiles(listStackFiles({ servers, merged }, target)),
      };
    },
  };
}
