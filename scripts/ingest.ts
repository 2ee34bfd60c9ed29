import { count } from '#records/problems.ts';
import { askServer } from './lib/ingest/ask-server.ts';
import { buildRecord } from './lib/ingest/build-record.ts';
import { readSavedListing } from './lib/ingest/listing.ts';
import { type IngestOptions, readOptions } from './lib/ingest/options.ts';
import { type Written, writeRecord } from './lib/ingest/write-record.ts';

/**
 * Captures the tools of one server and writes its record into the content folder. Throws, in words for the user, when
 * there is nothing to record or the record is refused; then no file is touched. `date` is the day of the capture.
 */
export async function ingest(options: IngestOptions, date: string): Promise<Written> {
  const { from, env, timeoutMs, out, id } = options;
  const listing =
    'words' in from ? await askServer({ words: from.words, env, timeoutMs }) : readSavedListing(from.file);
  return writeRecord(out, id, buildRecord(options, listing, date));
}

/** What became of the record, for the user. */
export function reportWritten({ file, server, outcome, tools }: Written): string {
  if (outcome === 'unchanged') {
    return `${file}: nothing but the date would change since ${server.capture.date}, so the file was left as it is.`;
  }
  const changes =
    outcome === 'changed' ? `: ${tools.added} added, ${tools.changed} changed, ${tools.removed} removed` : '';
  const problems = server.notices
    .filter(({ kind }) => kind === 'capture-problem')
    .map(({ text }) => `  ${text}`);
  return [`${file}: ${count(server.tools.length, 'tool')} recorded${changes}.`, ...problems].join('\n');
}

async function main(): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if ('words' in options.from) console.error(`Asking ${options.name} for its tools …`);
    console.log(reportWritten(await ingest(options, new Date().toISOString().slice(0, 10))));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
