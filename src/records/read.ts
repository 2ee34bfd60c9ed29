import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Attack, attackSchema, type Guide, guideSchema } from '#schema/attack.ts';
import { type ChangeFile, changeFileSchema } from '#schema/change.ts';
import { type Review, reviewFileSchema } from '#schema/review.ts';
import { type Server, serverSchema } from '#schema/server.ts';
import { defaultSite, type Site, siteSchema } from '#schema/site.ts';
import { createLocator, type Position } from './locate.ts';
import { type FrontMatter, type Parsed, parseJson, parseYaml, splitFrontMatter } from './parse.ts';
import { compareText, formatProblems, type Problem } from './problems.ts';
import { fromZodError, placeOf } from './zod-problems.ts';

/** Where a record stands. */
export interface RecordFile {
  /** The id that the file name gives. The record's own id may differ; a check refuses that. */
  readonly id: string;
  /** Path within the content folder, with slashes: `servers/memory.json`. */
  readonly path: string;
  /** The file as its reader can open it: the content folder as it was given, and the path. */
  readonly file: string;
}

/** A server file that the schema accepts. */
export interface ServerFile extends RecordFile {
  readonly server: Server;
}

/** A review file that the schema accepts. */
export interface ReviewFile extends RecordFile {
  /** The server that the file says it is about. */
  readonly server: string;
  readonly reviews: readonly Review[];
}

/** A change file that the schema accepts. */
export interface ChangesFile extends RecordFile {
  /** The server that the file says it is about. */
  readonly server: string;
  /** Newest first. */
  readonly changes: ChangeFile['changes'];
}

/** The body of an attack pattern or a guide, as written. */
export interface ProseFile extends RecordFile {
  readonly kind: 'attack' | 'guide';
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
}

/** All records of a content folder. Records that were refused are missing, and `problems` says why. */
export interface Content {
  /** The content folder as it was given. */
  readonly contentDir: string;
  readonly site: Site | undefined;
  /** Servers, reviews, changes, attacks, guides and prose in the order of their ids. */
  readonly servers: readonly ServerFile[];
  readonly reviews: readonly ReviewFile[];
  readonly changes: readonly ChangesFile[];
  readonly attacks: readonly Attack[];
  readonly guides: readonly Guide[];
  readonly prose: readonly ProseFile[];
  /** Paths of the files that were refused, so that no check says of their records that they do not exist. */
  readonly refused: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/**
 * Reads every record of a content folder with the schemas. All problems of all files are collected; a file with a
 * problem never keeps another one from being read. Throws only when the operating system refuses to read.
 */
export function readContent(contentDir: string): Content {
  const problems: Problem[] = [];
  const refused = new Set<string>();
  const site = readSite(contentDir, problems);
  const servers: ServerFile[] = [];
  const reviews: ReviewFile[] = [];
  const changes: ChangesFile[] = [];
  const attacks: Attack[] = [];
  const guides: Guide[] = [];
  const prose: ProseFile[] = [];

  for (const file of listFiles(contentDir, 'servers', '.json', problems)) {
    const server = parseServer(readText(file), file.file, problems);
    if (server) servers.push({ ...file, server });
    else refused.add(file.path);
  }
  for (const file of listFiles(contentDir, 'reviews', '.yaml', problems)) {
    const record = parseRecord(readText(file), file.file, 1, parseYaml, reviewFileSchema, problems);
    if (record) reviews.push({ ...file, server: record.server, reviews: record.reviews });
    else refused.add(file.path);
  }
  for (const file of listFiles(contentDir, 'changes', '.json', problems)) {
    const record = parseChangeFile(readText(file), file.file, problems);
    if (record) changes.push({ ...file, ...record });
    else refused.add(file.path);
  }
  for (const file of listFiles(contentDir, 'attacks', '.mdx', problems)) {
    const read = readProse(file, attackSchema, problems);
    if (read?.record) attacks.push({ ...read.record, id: file.id });
    else refused.add(file.path);
    if (read) prose.push({ ...file, kind: 'attack', body: read.matter.body, bodyLine: read.matter.bodyLine });
  }
  for (const file of listFiles(contentDir, 'guides', '.mdx', problems)) {
    const read = readProse(file, guideSchema, problems);
    if (read?.record) guides.push({ ...read.record, id: file.id });
    else refused.add(file.path);
    if (read) prose.push({ ...file, kind: 'guide', body: read.matter.body, bodyLine: read.matter.bodyLine });
  }
  return { contentDir, site, servers, reviews, changes, attacks, guides, prose, refused, problems };
}

/** Reads one server file again. Throws when it is missing, and with every problem of the file when it is refused. */
export function readServer(contentDir: string, id: string): Server {
  const problems: Problem[] = [];
  const file = join(contentDir, 'servers', `${id}.json`);
  const server = parseServer(stripMark(readFileSync(file, 'utf8')), file, problems);
  if (!server) throw new Error(formatProblems(problems));
  return server;
}

/** Checks the text of a server file; undefined when it is refused, and then `problems` gains the reasons. */
export function parseServer(text: string, file: string, problems: Problem[]): Server | undefined {
  return parseRecord(text, file, 1, parseJson, serverSchema, problems);
}

/** Checks the text of a change file; undefined when it is refused, and then `problems` gains the reasons. */
export function parseChangeFile(text: string, file: string, problems: Problem[]): ChangeFile | undefined {
  return parseRecord(text, file, 1, parseJson, changeFileSchema, problems);
}

/** The operator's choices; undefined when the file is missing or refused. */
export function readSiteFile(contentDir: string): Site | undefined {
  return readSite(contentDir, []);
}

function readSite(contentDir: string, problems: Problem[]): Site | undefined {
  const file = join(contentDir, 'site.yaml');
  if (!exists(contentDir)) {
    problems.push({
      severity: 'error',
      file: contentDir,
      place: '',
      message: 'the content folder does not exist',
      remedy: 'Create it, or set CONTENT_DIR to the folder that holds the records.',
    });
    return undefined;
  }
  if (!exists(file)) return defaultSite;
  return parseRecord(stripMark(readFileSync(file, 'utf8')), file, 1, parseYaml, siteSchema, problems);
}

function readProse<T>(
  file: RecordFile,
  schema: z.ZodType<T>,
  problems: Problem[],
): { readonly matter: FrontMatter; readonly record: T | undefined } | undefined {
  const matter = splitFrontMatter(readText(file));
  if (!matter) {
    problems.push({
      severity: 'error',
      file: file.file,
      place: 'line 1, column 1',
      message: 'the file has no front matter',
      remedy: 'Begin it with a line of three dashes, the fields in YAML, and another line of three dashes.',
    });
    return undefined;
  }
  return {
    matter,
    record: parseRecord(matter.yaml, file.file, matter.yamlLine, parseYaml, schema, problems),
  };
}

function parseRecord<T>(
  text: string,
  file: string,
  firstLine: number,
  parse: (text: string, firstLine: number) => Parsed,
  schema: z.ZodType<T>,
  problems: Problem[],
): T | undefined {
  if (text.trim() === '') {
    problems.push({
      severity: 'error',
      file,
      place: '',
      message: 'there is nothing in it',
      remedy: 'Write the record, or delete the file.',
    });
    return undefined;
  }
  const parsed = parse(text, firstLine);
  if (!parsed.ok) {
    const remedy = 'Correct the syntax; the fault may stand a little before this place.';
    problems.push(...parsed.faults.map(({ message, position }) => faultOf(file, message, position, remedy)));
    return undefined;
  }
  const result = schema.safeParse(parsed.value);
  if (result.success) return result.data;
  const locate = createLocator(text, firstLine);
  problems.push(...fromZodError(file, result.error, { schema, input: parsed.value, locate }));
  return undefined;
}

function faultOf(file: string, message: string, position: Position | undefined, remedy: string): Problem {
  return { severity: 'error', file, place: placeOf('', position), message, remedy };
}

/** The record files of one folder in the order of their names; a missing folder holds none. */
function listFiles(contentDir: string, folder: string, extension: string, problems: Problem[]): RecordFile[] {
  const directory = join(contentDir, folder);
  if (!exists(directory)) return [];
  const names = readdirSync(directory)
    .filter((name) => !name.startsWith('.'))
    .toSorted(compareText);
  return names.flatMap((name) => {
    const file = join(directory, name);
    if (name.endsWith(extension))
      return [{ id: name.slice(0, -extension.length), path: `${folder}/${name}`, file }];
    const remedy = `Rename it so that it ends in ${extension}, or move it elsewhere.`;
    problems.push({
      severity: 'warning',
      file,
      place: '',
      message: `is not read: ${folder}/ holds ${extension} files`,
      remedy,
    });
    return [];
  });
}

function readText({ file }: RecordFile): string {
  return stripMark(readFileSync(file, 'utf8'));
}

/** Some editors put a byte order mark first, which no parser wants. */
function stripMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
