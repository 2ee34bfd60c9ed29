import { joinList, revealHidden } from '../text.ts';
import {
  captionForClient,
  type ClientMeans,
  type Fates,
  findTwin,
  nearestDecision,
  nearestLosses,
} from './nearest.ts';
import type { Loss, Recommendation, Snippet, Target, TargetDecision, TargetInput } from './target.ts';

/** The setting of Visual Studio Code that says which tools may be approved for good. Others ask at every call. */
export const vscode: Target = {
  id: 'vscode',
  label: 'VS Code',
  file: 'settings.json',
  language: 'json',
  usesAlias: true,
  naming:
    'A tool stands there twice, as <server>/<tool> and as <tool> alone, since the two names are read in different places; a dot in it becomes an underscore, and <server> is the name under which you registered the server, in lower case with dashes for blanks.',
  abilities: {
    allow: {
      can: 'partly',
      how: 'the value true permits you to approve the tool for good; it approves nothing itself',
    },
    deny: {
      can: 'no',
      how: 'a person is asked at each call; the tools picker and the "tools" of a custom agent leave a tool out',
    },
    hide: { can: 'no', how: 'the tools picker and the "tools" of a custom agent leave a tool out' },
    ask: { can: 'yes', how: 'the value false' },
    limit: { can: 'no', how: 'a person is asked instead, or a tool that only reads may be approved' },
    arguments: { can: 'no', how: 'a person sees the arguments and is asked' },
  },
  use: 'Merge the entries into your user settings. No setting refuses a tool: to leave one out, untick it in the tools picker of the chat, or name the other tools under "tools" in the file of a custom agent.',
  proof: {
    kind: 'none',
    by: 'VS Code cannot be run here, so only the form of the setting is checked; the names follow its published source.',
  },
  write,
};

const means: ClientMeans = { name: 'VS Code', asks: true, refuses: false };

const fates: Fates = {
  allow: [
    'may be approved for good, and asks until it is',
    'may be approved for good, and ask until they are',
  ],
  ask: ['asks a person at each call', 'ask a person at each call'],
  // Never chosen: there is no such setting.
  deny: ['is refused', 'are refused'],
};

function write(input: TargetInput): Snippet {
  const { alias, scope, tools } = input;
  if (tools.length === 0) return { kind: 'impossible', reason: 'The record of this server has no tools.' };
  if (!/^[^\s/*](?:[^/*]*[^\s/*])?$/.test(alias)) {
    return {
      kind: 'impossible',
      reason:
        'The name of a server is followed by a slash in this setting, so it cannot be empty, begin or end with a blank, or hold a slash or a star. Give the server another name.',
    };
  }
  const unsafe = tools.filter(({ tool }) => !canStand(tool)).map(({ tool }) => revealHidden(tool));
  if (unsafe.length > 0) {
    return {
      kind: 'impossible',
      reason: `In this setting ${joinList(unsafe)} would not be read as the name of one tool. Leave the tool out in the tools picker, or rename it on the server.`,
    };
  }
  const entries = tools.flatMap((tool) => {
    const eligible = decide(tool) === 'allow';
    return namesOf(alias, tool.tool, eligible).map((name) => [name, eligible] as const);
  });
  const twin = findTwin(input, toReferenceName) ?? findRepeated(entries.map(([name]) => name));
  if (twin !== undefined) {
    return {
      kind: 'impossible',
      reason: `Two tools of this server would share the name ${twin}, so the entry for one would decide about the other. Rename one of them on the server.`,
    };
  }
  return {
    kind: 'snippet',
    text: `${JSON.stringify({ [setting]: Object.fromEntries(entries) }, null, 2)}\n`,
    caption: captionForClient(input, means, fates, writeRest(scope, tools)),
    losses: [...nearestLosses(tools, means), ...listOwnLosses(tools)],
    placeholders: [],
  };
}

const setting = 'chat.tools.eligibleForAutoApproval';

/** Whether the name can be a key of the setting: a settings file has no own field of this one name. */
function canStand(tool: string): boolean {
  return tool.trim() !== '' && tool !== '__proto__';
}

/** How VS Code names a tool of a server. */
function toReferenceName(tool: string): string {
  return tool.replaceAll('.', '_');
}

/**
 * The names under which an entry is looked up. What may be approved is the default, so the name alone, which reaches the tools of
 * other servers, stands only where a person must be asked.
 */
function namesOf(alias: string, tool: string, eligible: boolean): string[] {
  const name = toReferenceName(tool);
  const full = `${alias.toLowerCase().replace(/\s+/g, '-')}/${name}`;
  return eligible ? [full] : [full, name];
}

/** A name that is there twice: a tool can be named like another one together with its server. */
function findRepeated(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

function writeRest(scope: TargetInput['scope'], tools: readonly Recommendation[]): string {
  const others = tools.some((tool) => decide(tool) === 'ask')
    ? 'A tool of another server that has the same name is asked about, too; every other tool'
    : 'Every other tool';
  return `${others} keeps what your settings say${scope === 'tool' ? '' : ' and is not refused'}.`;
}

function decide(tool: Recommendation): TargetDecision {
  return nearestDecision(tool, means);
}

function listOwnLosses(tools: readonly Recommendation[]): Loss[] {
  const allowed = tools.filter((tool) => decide(tool) === 'allow').map(({ tool }) => tool);
  const hidden = tools.filter(({ action }) => action.kind === 'hide').map(({ tool }) => tool);
  return [
    ...(allowed.length === 0
      ? []
      : [
          {
            text: 'No entry of this setting lets a call pass: VS Code asks until you approve the tool for good, unless the server marks it as one that only reads.',
            tools: allowed,
            changes: [{ from: 'allow', to: 'ask', when: 'call' }] as const,
          },
        ]),
    ...(hidden.length === 0
      ? []
      : [
          {
            text: 'The tool stays on the list that the model sees, until you leave it out in the tools picker.',
            tools: hidden,
            changes: [],
          },
        ]),
  ];
}
