import type { Change } from '#schema/change.ts';
import type { Tool } from '#schema/tool.ts';
import { definitionDigest } from './canonical.ts';
import type { Check, Finding } from './checks.ts';
import { findRepeated } from './content-index.ts';
import type { ChangesFile } from './read.ts';
import { nearestWord } from './suggest.ts';

/** The rules that change files keep. */
export const changeChecks: readonly Check[] = [
  {
    id: 'change-id',
    scope: 'file',
    description: 'The server of a change file equals the name of the file.',
    remedy: 'Rename the file or correct the server.',
    check: ({ changes }) =>
      changes
        .filter(({ id, server }) => id !== server)
        .map(({ file, id, server }) => ({
          file,
          place: 'server',
          message: `the server is "${server}", the file is called "${id}"`,
        })),
  },
  {
    id: 'change-server',
    scope: 'catalogue',
    description: 'The server of a change file is in the catalogue.',
    remedy: 'Add the record of the server, or delete the change file with it.',
    check: ({ changes, refused }, { toolsOf }) =>
      changes
        .filter(({ server }) => !toolsOf.has(server) && !refused.has(`servers/${server}.json`))
        .map(({ file, server }) => ({
          file,
          place: 'server',
          message: `there is no server "${server}"`,
          nearest: nearestWord(server, [...toolsOf.keys()]),
        })),
  },
  {
    id: 'change-order',
    scope: 'file',
    description: 'Changes stand newest first, and none begins before the one below it ends.',
    remedy: 'Put the changes in order, and correct the date that is wrong.',
    check: ({ changes }) => changes.flatMap(findDisorder),
  },
  {
    id: 'change-names',
    scope: 'file',
    description: 'A change names each tool once, and both definitions of a changed tool have its name.',
    remedy: 'Keep one entry; a tool with another name is one tool removed and one added.',
    check: ({ changes }) => eachChange(changes).flatMap(findNameFaults),
  },
  {
    id: 'change-empty',
    scope: 'file',
    description: 'Every change changes something.',
    remedy: 'Remove it: captures that do not differ leave no change.',
    check: ({ changes }) => eachChange(changes).flatMap(findEmpty),
  },
  {
    id: 'change-history',
    scope: 'catalogue',
    description: 'The changes of a server lead to the definitions that are recorded, without a gap.',
    remedy:
      'Undo what was edited by hand in the record or in the change, then capture the server again: npm run ingest',
    check: ({ changes, servers }, { toolsOf }) => {
      const captured = new Map(servers.map(({ server }) => [server.id, server.capture.date]));
      return changes.flatMap((file) => {
        const tools = toolsOf.get(file.server);
        return tools ? findGaps(file, tools, captured.get(file.server) ?? '') : [];
      });
    },
  },
];

/** One change with its file and its place in it. */
interface PlacedChange {
  readonly file: string;
  readonly place: string;
  readonly change: Change;
}

function eachChange(files: readonly ChangesFile[]): PlacedChange[] {
  return files.flatMap(({ file, changes }) =>
    changes.map((change, index) => ({ file, place: `changes[${index}]`, change })),
  );
}

function findDisorder({ file, changes }: ChangesFile): Finding[] {
  return changes.flatMap(({ date, previous }, index) => {
    const place = `changes[${index}]`;
    const older = changes[index + 1];
    return [
      ...(previous > date
        ? [
            {
              file,
              place: `${place}.previous`,
              message: `${previous} is after ${date}, the day of the newer capture`,
            },
          ]
        : []),
      ...(older && older.date > previous
        ? [
            {
              file,
              place: `${place}.previous`,
              message: `${previous} is before ${older.date}, the date of the change below it`,
            },
          ]
        : []),
    ];
  });
}

function findNameFaults({ file, place, change }: PlacedChange): Finding[] {
  const renamed = change.changed.flatMap(({ before, after }, index) =>
    before.name === after.name
      ? []
      : [
          {
            file,
            place: `${place}.changed[${index}].after.name`,
            message: `the name is ${JSON.stringify(after.name)}, and was ${JSON.stringify(before.name)}`,
          },
        ],
  );
  const named = [
    ...change.added.map(({ name }, index) => ({ name, place: `added[${index}]` })),
    ...change.removed.map(({ name }, index) => ({ name, place: `removed[${index}]` })),
    ...change.changed.map(({ after }, index) => ({ name: after.name, place: `changed[${index}]` })),
  ];
  const repeated = findRepeated(named, ({ name }) => name).map(({ key, item, first }) => ({
    file,
    place: `${place}.${item.place}`,
    message: `${JSON.stringify(key)} is named by ${named[first]?.place ?? 'another entry'} already`,
  }));
  return [...renamed, ...repeated];
}

function findEmpty({ file, place, change }: PlacedChange): Finding[] {
  const { added, removed, changed } = change;
  if (added.length + removed.length + changed.length === 0) {
    return [{ file, place, message: 'no tool was added, removed or changed' }];
  }
  return changed.flatMap(({ before, after }, index) =>
    definitionDigest(before) === definitionDigest(after)
      ? [
          {
            file,
            place: `${place}.changed[${index}]`,
            message: 'the definitions before and after are the same',
          },
        ]
      : [],
  );
}

/** Goes back from the record through the changes. A tool whose history has a gap is reported once, at the newest gap. */
function findGaps(
  { file, changes }: ChangesFile,
  recorded: ReadonlyMap<string, Tool>,
  captured: string,
): Finding[] {
  const findings: Finding[] = [];
  const known = new Map([...recorded].map(([name, tool]) => [name, definitionDigest(tool)]));
  const broken = new Set<string>();
  const newest = changes[0];
  if (newest && newest.date > captured) {
    const message = `${newest.date} is after ${captured}, the day on which the record was captured`;
    findings.push({ file, place: 'changes[0].date', message });
  }
  changes.forEach((change, index) => {
    /** What the capture of this change must have said of a tool, so that what is known of later days follows from it. */
    const expect = (tool: Tool, there: boolean, place: string): void => {
      if (broken.has(tool.name) || known.get(tool.name) === (there ? definitionDigest(tool) : undefined))
        return;
      broken.add(tool.name);
      findings.push({
        file,
        place: `changes[${index}].${place}`,
        message: describeGap(tool.name, index, there),
      });
    };
    change.added.forEach((tool, at) => expect(tool, true, `added[${at}]`));
    change.changed.forEach(({ after }, at) => expect(after, true, `changed[${at}].after`));
    change.removed.forEach((tool, at) => expect(tool, false, `removed[${at}]`));
    for (const { name } of change.added) known.delete(name);
    for (const { before } of change.changed) known.set(before.name, definitionDigest(before));
    for (const tool of change.removed) known.set(tool.name, definitionDigest(tool));
  });
  return findings;
}

function describeGap(name: string, index: number, there: boolean): string {
  const later = index === 0 ? 'the record' : 'a later change';
  return there
    ? `${later} has another definition of ${JSON.stringify(name)}, or none`
    : `${later} still has ${JSON.stringify(name)}`;
}
