import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type GoldLabel, type GoldSet, goldFileSchema, type LabelledTool } from '#schema/gold.ts';
import type { Server } from '#schema/server.ts';
import type { Tool } from '#schema/tool.ts';
import { definitionDigest } from './canonical.ts';
import { findRepeated } from './content-index.ts';
import { createLocator } from './locate.ts';
import { parseYaml } from './parse.ts';
import { compareText, type Problem } from './problems.ts';
import { parseServer } from './read.ts';
import { nearestWord } from './suggest.ts';
import { fromZodError, placeOf } from './zod-problems.ts';

/** The labels of a gold folder, and everything that is wrong with them. */
export interface Gold {
  /** Tools with an accepted label, by server and in the order of the label files. */
  readonly labelled: readonly LabelledTool[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the labelled definitions of a folder: `<server-id>/labels.yaml` beside `<server-id>/definitions.json`. Files
 * at the top of the folder are not looked at; a folder that does not exist holds no labels. All problems are collected.
 * Throws only when the operating system refuses to read.
 */
export function readGold(goldDir: string): Gold {
  const problems: Problem[] = [];
  const files = listFolders(goldDir).flatMap((id) => readFolder(goldDir, id, problems) ?? []);
  const labelled = files.flatMap((file) => checkLabels(file, problems));
  return { labelled: keepApart(labelled, problems), problems };
}

/** The parts of one folder, each accepted by its schema. */
interface GoldFolder {
  /** The label file as its reader can open it. */
  readonly file: string;
  readonly server: Server;
  readonly set: GoldSet;
  readonly labels: readonly GoldLabel[];
}

/** A label that was accepted, with the place where it stands. */
interface PlacedTool extends LabelledTool {
  readonly file: string;
  readonly place: string;
}

function listFolders(goldDir: string): string[] {
  if (statSync(goldDir, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(goldDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .toSorted(compareText);
}

function readFolder(goldDir: string, id: string, problems: Problem[]): GoldFolder | undefined {
  const file = join(goldDir, id, 'labels.yaml');
  const definitions = join(goldDir, id, 'definitions.json');
  const labelText = readText(file, 'Write the labels, or delete the folder.', problems);
  const recordText = readText(
    definitions,
    'Copy the record of the server to it, as it was when the tools were labelled.',
    problems,
  );
  const labels = labelText === undefined ? undefined : parseLabels(labelText, file, problems);
  const server = recordText === undefined ? undefined : parseServer(recordText, definitions, problems);
  if (labels && labels.server !== id) problems.push(otherId(file, 'server', labels.server, id));
  if (server && server.id !== id) problems.push(otherId(definitions, 'id', server.id, id));
  return labels && server ? { file, server, set: labels.set, labels: labels.labels } : undefined;
}

function readText(file: string, remedy: string, problems: Problem[]): string | undefined {
  if (statSync(file, { throwIfNoEntry: false }) !== undefined)
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  problems.push({ severity: 'error', file, place: '', message: 'the file does not exist', remedy });
  return undefined;
}

function parseLabels(text: string, file: string, problems: Problem[]) {
  const parsed = parseYaml(text, 1);
  if (!parsed.ok) {
    const remedy = 'Correct the syntax; the fault may stand a little before this place.';
    for (const { message, position } of parsed.faults)
      problems.push({ severity: 'error', file, place: placeOf('', position), message, remedy });
    return undefined;
  }
  const result = goldFileSchema.safeParse(parsed.value);
  if (result.success) return result.data;
  const context = { schema: goldFileSchema, input: parsed.value, locate: createLocator(text, 1) };
  problems.push(...fromZodError(file, result.error, context));
  return undefined;
}

function otherId(file: string, place: string, found: string, folder: string): Problem {
  const message = `says "${found}", the folder is called "${folder}"`;
  return { severity: 'error', file, place, message, remedy: 'Rename the folder or correct the id.' };
}

function checkLabels({ file, server, set, labels }: GoldFolder, problems: Problem[]): PlacedTool[] {
  const say = (place: string, message: string, remedy: string): void =>
    void problems.push({ severity: 'error', file, place, message, remedy });
  const repeated = findRepeated(labels, ({ tool }) => tool);
  for (const { key, first, index } of repeated) {
    say(
      `labels[${index}].tool`,
      `${JSON.stringify(key)} is labelled by labels[${first}] already`,
      'Keep the label that holds.',
    );
  }
  const again = new Set(repeated.map(({ index }) => index));
  const tools = new Map<string, Tool>(server.tools.map((tool) => [tool.name, tool]));
  return labels.flatMap((label, index) => {
    const place = `labels[${index}]`;
    const tool = tools.get(label.tool);
    if (!tool) {
      const nearest = nearestWord(label.tool, [...tools.keys()]);
      const hint = nearest === undefined ? '' : `Did you mean ${JSON.stringify(nearest)}? `;
      const message = `definitions.json has no tool ${JSON.stringify(label.tool)}`;
      say(`${place}.tool`, message, `${hint}Correct the name, or delete the label.`);
      return [];
    }
    const digest = definitionDigest(tool);
    if (digest !== label.digest) {
      say(
        `${place}.digest`,
        `was made for another definition; that of ${JSON.stringify(tool.name)} in definitions.json has ${digest}`,
        'Restore the definition that was labelled, or label the present one anew and state its digest.',
      );
      return [];
    }
    return again.has(index)
      ? []
      : [
          {
            server: server.id,
            record: { name: server.name, source: server.source },
            set,
            tool,
            label,
            file,
            place,
          },
        ];
  });
}

/** A definition that stands in both sets would let the held-out figures repeat what the rules were written for. */
function keepApart(labelled: readonly PlacedTool[], problems: Problem[]): LabelledTool[] {
  const known = new Map(
    labelled.filter(({ set }) => set === 'development').map((placed) => [placed.label.digest, placed]),
  );
  for (const { set, label, file, place } of labelled) {
    const twin = set === 'held-out' ? known.get(label.digest) : undefined;
    if (twin === undefined) continue;
    problems.push({
      severity: 'error',
      file,
      place,
      message: `the same definition is labelled for development: ${twin.file}, ${twin.place}`,
      remedy: 'Delete one of the two labels: what is held out must not be known while rules are written.',
    });
  }
  return labelled.map(({ server, record, set, tool, label }) => ({ server, record, set, tool, label }));
}
