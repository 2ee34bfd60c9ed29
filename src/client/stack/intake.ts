import type { StackServer } from '#domain/stack/stack.ts';
import { quote } from '#domain/text.ts';
import type { ApiProfiles } from '#schema/api-profiles.ts';
import type { JudgedDump, Reading } from './reading-view.ts';

/** A text as it was pasted, dropped or chosen as a file. */
export interface PastedText {
  readonly text: string;
  /** Name of the file; undefined when it was pasted. */
  readonly file: string | undefined;
}

/** What was read of some texts, and the servers that were judged from lists of tools. */
export interface Intake extends Reading {
  readonly judged: readonly StackServer[];
}

/**
 * Reads texts and judges the tools in them. The code for that is loaded here, at the first text.
 * @param firstNumber number of the next server that is judged; their ids, which no server of a catalogue has, are made of it
 */
export async function readTexts(
  texts: readonly PastedText[],
  { servers, attacks }: ApiProfiles,
  firstNumber: number,
): Promise<Intake> {
  const [{ readPaste }, { recogniseServers }] = await Promise.all([
    import('#domain/stack/paste.ts'),
    import('#domain/stack/recognise.ts'),
  ]);
  const pastes = texts.map(({ text, file }) => ({ file, ...readPaste(text) }));
  const judged: StackServer[] = [];
  const dumps: JudgedDump[] = [];
  for (const { file, dumps: lists } of pastes) {
    for (const { name: own, tools: definitions, more } of lists) {
      const number = firstNumber + judged.length;
      const name = own ?? file?.replace(/\.\w+$/, '') ?? `Pasted server ${String(number)}`;
      const key = `pasted~${String(number)}`;
      const { judgeTools } = await import('#domain/stack/judge.ts');
      const setting = { serverName: name, serverId: key, patterns: attacks, pause };
      const { tools, problems } = await judgeTools(definitions, setting);
      dumps.push({ name, tools: tools.length, problems, more });
      if (tools.length > 0) judged.push({ key, name, alias: name, url: null, endpoint: undefined, tools });
    }
  }
  return {
    recognitions: recogniseServers(
      pastes.flatMap(({ servers: found }) => found),
      servers,
    ),
    dumps,
    problems: pastes.flatMap(({ file, problems }) =>
      problems.map((each) => (file === undefined ? each : { ...each, text: `${quote(file)}: ${each.text}` })),
    ),
    judged,
  };
}

/** Lets the browser draw. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
